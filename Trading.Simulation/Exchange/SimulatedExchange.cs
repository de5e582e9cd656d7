using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>
/// An account at an exchange in this process, which behaves as Alpaca documents its own: orders with legs, times in force,
/// reserved shares, refused wash trades, rejections with codes. Orders fill against one-minute bars, see
/// <see cref="AdvanceMinute"/>.
/// Deterministic: the same calls give the same ids, prices and times. Thread-safe by one lock.
/// </summary>
/// <remarks>
/// A day order expires at the close of its session, or four hours later (20:00 New York on a full day) with extended hours. The
/// legs of a bracket expire with it, so that a position held overnight is unprotected, as at Alpaca; an order good till cancelled
/// goes on. Not modelled: dividends, splits, fees, borrowing costs, and the price collar that Alpaca puts on market orders.
/// </remarks>
public sealed class SimulatedExchange
{
    private readonly Lock gate = new();
    private readonly ExchangeOptions options;
    private readonly TradingHours hours;
    private readonly Ledger ledger;
    private readonly ClosingEquity closes;
    private readonly OrderExpiry expiry;
    private readonly OrderLog orders = new();
    private readonly OrderValidator validator;
    private readonly OrderReplacement replacement;
    private readonly OrderFactory factory;
    private Instant latestMinute = Instant.MinValue;
    private Instant latestSubmission = Instant.MinValue;

    /// <summary>Opens an account with <see cref="ExchangeOptions.StartingCash"/> and nothing else.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public SimulatedExchange(IMarketCalendar calendar, ExchangeOptions options)
    {
        this.options = options.Validated();
        hours = new TradingHours(calendar);
        ledger = new Ledger(options);
        closes = new ClosingEquity(calendar, options.StartingCash);
        expiry = new OrderExpiry(this.options, orders, ledger, closes);
        validator = new OrderValidator(options, orders, ledger);
        replacement = new OrderReplacement(validator, orders, hours);
        factory = new OrderFactory(orders, ledger, hours);
    }

    /// <summary>Called for every fill, under the exchange's lock: it must not call the exchange.</summary>
    internal Action<Fill>? OnFill
    {
        set { lock (gate) ledger.OnFill = value; }
    }

    /// <summary>Equity at the last prices seen, cash, and buying power less what open buy orders are expected to cost.</summary>
    public AccountSnapshot Account
    {
        get { lock (gate) return ledger.Account(orders.Live); }
    }

    /// <summary>The account, with the equity at the last close of an earlier day than that of <paramref name="now"/>.</summary>
    public AccountSnapshot AccountAt(Instant now)
    {
        lock (gate) return closes.AddTo(ledger.Account(orders.Live), now);
    }

    /// <summary>Every position, sorted by symbol.</summary>
    public IReadOnlyList<Position> Positions
    {
        get { lock (gate) return ledger.Positions(); }
    }

    /// <summary>The order or leg with this client order id; null when there is none.</summary>
    public BrokerOrder? Find(ClientOrderId id)
    {
        lock (gate) return orders.FindByClientId(id.Value)?.Snapshot();
    }

    /// <summary>The order or leg with this broker id; null when there is none.</summary>
    public BrokerOrder? Find(string brokerId)
    {
        lock (gate) return orders.FindByBrokerId(brokerId)?.Snapshot();
    }

    /// <summary>
    /// Every order submitted at or after <paramref name="since"/> and every one that is live or has a live leg, oldest first,
    /// legs nested. The cost depends on the number of returned orders only.
    /// </summary>
    public IReadOnlyList<BrokerOrder> Orders(Instant since)
    {
        lock (gate) return orders.Since(since);
    }

    /// <summary>The details of the order or leg with this broker id; null when there is none.</summary>
    internal OrderDetails? Details(string brokerId)
    {
        lock (gate) return orders.FindByBrokerId(brokerId) is { } order ? OrderDetails.Of(order) : null;
    }

    /// <summary>The details of the order or leg with this client order id; null when there is none.</summary>
    internal OrderDetails? Details(ClientOrderId id)
    {
        lock (gate) return orders.FindByClientId(id.Value) is { } order ? OrderDetails.Of(order) : null;
    }

    /// <summary>The orders that match a query.</summary>
    internal IReadOnlyList<OrderDetails> Details(OrderQuery query)
    {
        lock (gate) return orders.Find(query);
    }

    /// <summary>The live order that an order could trade with, which Alpaca refuses; null when there is none.</summary>
    internal OrderDetails? OppositeOf(OrderTicket ticket)
    {
        lock (gate) return WashTrades.Opposite(ticket, orders.Live) is { } order ? OrderDetails.Of(order) : null;
    }

    /// <summary>Held shares of a symbol that a new sell order may offer.</summary>
    public int AvailableShares(string symbol)
    {
        lock (gate) return ledger.Book(symbol).AvailableShares(orders.Live);
    }

    /// <summary>
    /// Accepts or rejects an order; the outcome is never unknown. The order can fill at the open of the first bar that starts at
    /// or after <paramref name="now"/>, never earlier. A <paramref name="now"/> before that of an earlier order counts as that
    /// order's.
    /// </summary>
    public SubmitOutcome Submit(OrderRequest request, Instant now) => Submit(new OrderTicket(request), now, now);

    /// <inheritdoc cref="Submit(OrderRequest, Instant)"/>
    public SubmitOutcome Submit(OrderRequest request, TimeInForce time, Instant now) =>
        Submit(new OrderTicket(request) { TimeInForce = time }, now, now);

    /// <summary>Accepts or rejects an order that arrives within a minute whose bar may already fill it.</summary>
    /// <param name="ticket">The order.</param>
    /// <param name="now">When it arrives.</param>
    /// <param name="fillableFrom">No bar that starts earlier can fill it.</param>
    public SubmitOutcome Submit(OrderTicket ticket, Instant now, Instant fillableFrom)
    {
        lock (gate)
        {
            if (validator.Check(ticket) is { } rejection) return rejection;
            latestSubmission = Instant.Max(latestSubmission, now);
            var order = factory.Create(ticket, latestSubmission, fillableFrom);
            orders.Add(order);
            return new SubmitOutcome.Accepted(order.Snapshot());
        }
    }

    /// <summary>
    /// Replaces an order that has not filled by a changed one. The old order is cancelled, and the new one has its own id; the
    /// other orders of its group stay. A leg keeps its quantity and its time in force.
    /// </summary>
    /// <returns>The new order or the rejection; null when there is no order with this id.</returns>
    public SubmitOutcome? Replace(string brokerId, OrderChange change, Instant now) => Replace(brokerId, change, now, now);

    internal SubmitOutcome? Replace(string brokerId, OrderChange change, Instant now, Instant fillableFrom)
    {
        lock (gate)
        {
            if (orders.FindByBrokerId(brokerId) is not { } order) return null;
            latestSubmission = Instant.Max(latestSubmission, now);
            return replacement.Replace(order, change, latestSubmission, fillableFrom);
        }
    }

    /// <summary>
    /// Cancels a live order and, as Alpaca does, every other live order of its group. False, and nothing changes, when the
    /// order is unknown or final: a filled entry's legs are cancelled by their own ids.
    /// </summary>
    public bool Cancel(string brokerId) => Cancel(brokerId, Instant.MinValue);

    /// <inheritdoc cref="Cancel(string)"/>
    public bool Cancel(string brokerId, Instant now)
    {
        lock (gate)
        {
            if (orders.FindByBrokerId(brokerId) is not { IsLive: true } order) return false;
            order.EndGroup(OrderStatus.Cancelled, Instant.Max(now, Instant.Max(latestSubmission, latestMinute)));
            orders.DropEnded(order.Book);
            return true;
        }
    }

    /// <summary>Halts trading in a symbol: orders are accepted, and none fills until <see cref="Resume"/>.</summary>
    public void Halt(string symbol) => SetHalt(symbol, true);

    /// <summary>Ends a halt.</summary>
    public void Resume(string symbol) => SetHalt(symbol, false);

    /// <summary>Expires the orders whose time is over, also where no minute has bars.</summary>
    public void ExpireUntil(Instant moment)
    {
        lock (gate) expiry.RunUpTo(moment);
    }

    /// <summary>
    /// Trades a minute that is over. Call it for each minute in order; minutes without bars may be left out.
    /// </summary>
    /// <param name="minute">The start of the minute.</param>
    /// <param name="bars">The valid bars that START at <paramref name="minute"/>, each symbol at most once.</param>
    /// <remarks>
    /// Within a bar: market orders fill at the open; a gap through a stop, a target or a limit fills at the open; then stops, buy
    /// limits and targets fill at their own price. A bar that spans stop and target counts as the stop. A bracket's legs live
    /// from the complete fill of their entry, in the same bar when that was at its open. Outside regular hours only orders with
    /// extended hours fill. At the close, market orders still open fill completely at the last price; a bracket's entry expires
    /// instead, because its legs would expire with it.
    /// </remarks>
    /// <exception cref="ArgumentException">The minute is not later than the last one, or a bar does not belong to it.</exception>
    public void AdvanceMinute(Instant minute, params ReadOnlySpan<(string Symbol, Bar Bar)> bars)
    {
        lock (gate)
        {
            if (minute <= latestMinute)
                throw new ArgumentException($"The minute {minute} is not after {latestMinute}; advance in order, each once.",
                    nameof(minute));
            expiry.RunUpTo(minute);
            latestMinute = minute;
            var isRegular = hours.IsRegular(minute);
            foreach (ref readonly var item in bars) Trade(item.Symbol, in item.Bar, minute, isRegular);
            expiry.RunUpTo(minute + Bar.Length);
        }
    }

    private void Trade(string symbol, in Bar bar, Instant minute, bool isRegular)
    {
        var book = ledger.Book(symbol);
        if (bar.Start != minute || book.LastMinute == minute)
            throw new ArgumentException($"{symbol}: the bar of {bar.Start} is out of place in the minute {minute}.", nameof(bar));
        book.LastMinute = minute;
        book.LastPrice = bar.Close;
        if (book.Working.Count == 0 || book.IsHalted) return;
        new BarMatching(ledger, options, book, in bar, isRegular).Run();
        orders.DropEnded(book);
    }

    private void SetHalt(string symbol, bool halted)
    {
        lock (gate) ledger.Book(symbol).IsHalted = halted;
    }
}
