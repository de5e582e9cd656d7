using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>
/// What happens at an exchange without an order of its client: fates of orders, halts, splits, dividends, a blocked or a reset
/// account. Thread-safe, as its exchange is.
/// </summary>
public sealed class ExchangeControls
{
    private readonly Lock gate;
    private readonly OrderLog orders;
    private readonly Ledger ledger;
    private readonly ClosingEquity closes;
    private readonly OrderValidator validator;
    private readonly OrderFates fates;
    private readonly List<ForeignHolding> foreign = [];

    internal ExchangeControls(
        Lock gate, OrderLog orders, Ledger ledger, ClosingEquity closes, OrderValidator validator, OrderFates fates) =>
        (this.gate, this.orders, this.ledger, this.closes, this.validator, this.fates) =
            (gate, orders, ledger, closes, validator, fates);

    /// <summary>What keeps the account from trading.</summary>
    public AccountRestrictions Restrictions
    {
        get { lock (gate) return validator.Restrictions; }
        set { lock (gate) validator.Restrictions = value; }
    }

    /// <summary>
    /// How far above the last price a market buy is valued against the buying power, as a fraction from 0 to 1;
    /// <see cref="ExchangeOptions.BuyingPowerCollar"/> at first.
    /// </summary>
    public decimal BuyingPowerCollar
    {
        get { lock (gate) return ledger.Collar; }
        set
        {
            if (value is < 0 or > 1)
                throw new ArgumentOutOfRangeException(nameof(value), value, $"The collar is {value}; it must be 0 up to 1.");
            lock (gate) ledger.Collar = value;
        }
    }

    /// <summary>How many fates there are, used-up ones included.</summary>
    public int FateCount
    {
        get { lock (gate) return fates.Count; }
    }

    /// <summary>Adds a fate after the existing ones; it meets orders that come later.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Add(OrderFate fate)
    {
        lock (gate) fates.Add(fate);
    }

    /// <summary>Forgets all fates, and takes back those that have not happened yet.</summary>
    public void ClearFates()
    {
        lock (gate) fates.Clear();
    }

    /// <summary>Lets what is due up to a moment happen to the orders.</summary>
    public void RunFates(Instant now)
    {
        lock (gate) fates.RunUpTo(now);
    }

    /// <summary>Lets a suspended order trade again; false when there is no suspended order with this id.</summary>
    public bool Reinstate(string brokerId, Instant now)
    {
        lock (gate)
        {
            if (orders.FindByBrokerId(brokerId) is not { Status: OrderStatus.Suspended } order) return false;
            order.Suspend(false, now);
            return true;
        }
    }

    /// <summary>Halts trading in a symbol: orders are accepted, and none fills until <see cref="Resume"/>.</summary>
    public void Halt(string symbol)
    {
        lock (gate) ledger.Book(symbol).IsHalted = true;
    }

    /// <summary>Ends a halt.</summary>
    public void Resume(string symbol)
    {
        lock (gate) ledger.Book(symbol).IsHalted = false;
    }

    /// <summary>Refuses new orders in a symbol, or takes them again. Live orders stay, and fill.</summary>
    public void SetActive(string symbol, bool isActive)
    {
        lock (gate) ledger.Book(symbol).IsInactive = !isActive;
    }

    /// <summary>The positions that this exchange cannot trade.</summary>
    public IReadOnlyList<ForeignHolding> ForeignHoldings
    {
        get { lock (gate) return [.. foreign]; }
    }

    /// <summary>Shows a position that this exchange cannot trade.</summary>
    public void Show(ForeignHolding holding)
    {
        lock (gate) foreign.Add(holding);
    }

    /// <summary>Takes the positions away that this exchange cannot trade.</summary>
    public void HideForeignHoldings()
    {
        lock (gate) foreign.Clear();
    }

    /// <summary>
    /// Splits a symbol's shares: the position is multiplied by the ratio, its prices are divided by it, and what is left over a
    /// whole share stays as a fraction. The symbol's live orders are cancelled.
    /// </summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="ratio">New shares per old share, above zero.</param>
    /// <param name="now">When it happens: before the first bar with the new price.</param>
    public void Split(string symbol, decimal ratio, Instant now)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratio);
        lock (gate)
        {
            var book = ledger.Book(symbol);
            foreach (var order in book.Working.ToArray()) order.EndGroup(OrderStatus.Cancelled, now);
            orders.DropEnded(book);
            book.Split(ratio);
        }
    }

    /// <summary>Pays a dividend on what is held, dollars a share.</summary>
    public void PayDividend(string symbol, decimal dollars)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dollars);
        lock (gate) ledger.Pay(ledger.Book(symbol), dollars);
    }

    /// <summary>
    /// Resets the account, as a user may reset Alpaca's paper account: no positions, no orders, and so much cash, dollars. Ids
    /// that were given to orders are not given again.
    /// </summary>
    public void Reset(decimal cash)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cash);
        lock (gate)
        {
            foreign.Clear();
            fates.Clear();
            orders.Clear();
            ledger.Reset(cash);
            closes.Reset(cash);
        }
    }
}
