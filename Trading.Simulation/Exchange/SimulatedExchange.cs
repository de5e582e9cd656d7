using Trading.Core.Execution;
using Trading.Core.Market;

namespace Trading.Simulation.Exchange;

/// <summary>
/// An account at an exchange that lives in this process and behaves as Alpaca documents its own: brackets, day orders,
/// reserved shares, refusals by code. Orders fill against one-minute bars, see <see cref="AdvanceMinute"/>.
/// Deterministic: the same calls give the same ids, prices and times. Thread-safe by one lock.
/// </summary>
/// <remarks>
/// Every order is a day order: it runs out at the close of its session, or four hours later (20:00 New York on a full day) with
/// extended hours. So do a bracket's legs, and a position kept over night is then unprotected, as at Alpaca.
/// Not modelled: wash-trade checks, day-trading rules, dividends, splits, fees, and the cost of borrowing.
/// </remarks>
public sealed class SimulatedExchange
{
    private readonly Lock gate = new();
    private readonly ExchangeOptions options;
    private readonly TradingHours hours;
    private readonly Ledger ledger;
    private readonly OrderLog orders = new();
    private readonly OrderEntry entry;
    private Instant latestMinute = Instant.MinValue;
    private Instant latestSubmission = Instant.MinValue;

    /// <summary>Opens an account with <see cref="ExchangeOptions.StartingCash"/> and nothing else.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public SimulatedExchange(IMarketCalendar calendar, ExchangeOptions options)
    {
        this.options = options.Validated();
        hours = new TradingHours(calendar);
        ledger = new Ledger(options);
        entry = new OrderEntry(options, orders, ledger);
    }

    /// <summary>Equity at the last prices seen, cash, and buying power less what open buy orders are expected to cost.</summary>
    public AccountSnapshot Account
    {
        get { lock (gate) return ledger.Account(orders.Live); }
    }

    /// <summary>Every holding, sorted by symbol.</summary>
    public IReadOnlyList<Position> Positions
    {
        get { lock (gate) return ledger.Positions(); }
    }

    /// <summary>The order sent with this id, or the leg that was given it; null when there is none.</summary>
    public BrokerOrder? Find(ClientOrderId id)
    {
        lock (gate) return orders.FindByClientId(id.Value)?.Snapshot();
    }

    /// <summary>The order or leg with this id of the exchange's making; null when there is none.</summary>
    public BrokerOrder? Find(string brokerId)
    {
        lock (gate) return orders.FindByBrokerId(brokerId)?.Snapshot();
    }

    /// <summary>
    /// Every order submitted at or after <paramref name="since"/> and every one that is live or has a live leg, oldest first,
    /// legs nested. Costs as much as what it returns, however many orders came before.
    /// </summary>
    public IReadOnlyList<BrokerOrder> Orders(Instant since)
    {
        lock (gate) return orders.Since(since);
    }

    /// <summary>
    /// Takes or refuses an order; never answers unknown. The order can fill at the open of the first bar that starts at or after
    /// <paramref name="now"/>, never earlier. A <paramref name="now"/> before that of an earlier order counts as that order's.
    /// </summary>
    public SubmitOutcome Submit(OrderRequest request, Instant now)
    {
        lock (gate)
        {
            if (entry.Refuse(request) is { } refusal) return refusal;
            latestSubmission = Instant.Max(latestSubmission, now);
            var order = Open(request, latestSubmission);
            orders.Add(order);
            return new SubmitOutcome.Accepted(order.Snapshot());
        }
    }

    /// <summary>
    /// Cancels a live order and, as Alpaca does, every other live order of its bracket. False, and nothing changes, when the order
    /// is unknown or final: a filled entry's legs are cancelled by their own ids.
    /// </summary>
    public bool Cancel(string brokerId)
    {
        lock (gate)
        {
            if (orders.FindByBrokerId(brokerId) is not { IsLive: true } order) return false;
            order.EndGroup(OrderStatus.Cancelled);
            orders.DropEnded(order.Book);
            return true;
        }
    }

    /// <summary>
    /// Trades through a minute that is over. Call it for each minute in order; minutes without any bar may be left out.
    /// </summary>
    /// <param name="minute">The start of the minute.</param>
    /// <param name="bars">The sound bars that START at <paramref name="minute"/>, each symbol at most once.</param>
    /// <remarks>
    /// Within a bar: market orders fill at the open; a gap through a stop, a target or a limit fills at the open; then stops, buy
    /// limits and targets fill at their own price. A bar that spans stop and target counts as the stop. A bracket's legs live from
    /// the complete fill of their entry, in the same bar when that was at its open. Outside regular hours only orders with extended
    /// hours fill. At the close, market orders still open fill completely at the last price; a bracket's entry expires instead,
    /// because its legs would expire with it.
    /// </remarks>
    /// <exception cref="ArgumentException">The minute is not later than the last one, or a bar does not belong to it.</exception>
    public void AdvanceMinute(Instant minute, params ReadOnlySpan<(string Symbol, Bar Bar)> bars)
    {
        lock (gate)
        {
            if (minute <= latestMinute)
                throw new ArgumentException($"The minute {minute} is not after {latestMinute}; advance in order, each once.", nameof(minute));
            ExpireUpTo(minute);
            latestMinute = minute;
            var isRegular = hours.IsRegular(minute);
            foreach (ref readonly var item in bars) Trade(item.Symbol, in item.Bar, minute, isRegular);
            ExpireUpTo(minute + Bar.Length);
        }
    }

    private void Trade(string symbol, in Bar bar, Instant minute, bool isRegular)
    {
        var book = ledger.Book(symbol);
        if (bar.Start != minute || book.LastMinute == minute)
            throw new ArgumentException($"{symbol}: the bar of {bar.Start} is out of place in the minute {minute}.", nameof(bar));
        book.LastMinute = minute;
        book.LastPrice = bar.Close;
        if (book.Working.Count == 0) return;
        new BarMatching(ledger, options, book, in bar, isRegular).Run();
        orders.DropEnded(book);
    }

    private void ExpireUpTo(Instant moment)
    {
        while (orders.NextExpiry <= moment)
        {
            var order = orders.Live.First(live => live.ExpiresAt == orders.NextExpiry);
            FillAtClose(order.StopLeg ?? order);
            order.EndGroup(OrderStatus.Expired);
            orders.DropEnded(order.Book);
        }
    }

    private void FillAtClose(WorkingOrder order)
    {
        if (order is { IsLive: true, IsMarket: true, Book.LastPrice: { } closingPrice })
            ledger.Fill(order, order.Remaining, options.AfterSlippage(order.Side, closingPrice), order.ExpiresAt);
    }

    private WorkingOrder Open(OrderRequest request, Instant now)
    {
        var brokerId = orders.NextBrokerId();
        var clientId = string.IsNullOrEmpty(request.Id.Value) ? new ClientOrderId(brokerId) : request.Id;
        var expiry = hours.DayOrderExpiry(now, request.ExtendedHours);
        var book = ledger.Book(request.Symbol);
        var order = new WorkingOrder(brokerId, clientId, book, request.Side, request.Type, request.Quantity, OrderStatus.Open, now, expiry)
        {
            Sequence = orders.Count,
            LimitPrice = request.LimitPrice,
            ExtendedHours = request.ExtendedHours,
        };
        if (request.Bracket is { } bracket) order.Attach(Leg(1, OrderType.Stop), Leg(2, OrderType.Limit));
        return order;

        WorkingOrder Leg(int offset, OrderType type)
        {
            var id = orders.NextBrokerId(offset);
            var isStop = type == OrderType.Stop;
            return new WorkingOrder(
                id, new ClientOrderId(id), book, OrderSide.Sell, type, request.Quantity, OrderStatus.Held, now, expiry)
            {
                StopPrice = isStop ? bracket.StopPrice : null,
                LimitPrice = isStop ? null : bracket.TakeProfitPrice,
            };
        }
    }
}
