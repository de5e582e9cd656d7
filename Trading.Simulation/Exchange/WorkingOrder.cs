using Trading.Core.Execution;

namespace Trading.Simulation.Exchange;

/// <summary>An order in the exchange's hands; what leaves the exchange is its <see cref="Snapshot"/>.</summary>
internal sealed class WorkingOrder(
    string brokerId, ClientOrderId clientId, SymbolBook book, OrderSide side, OrderType type, int quantity, OrderStatus status,
    Instant submittedAt, Instant expiresAt)
{
    private decimal filledValue;
    private int quantity = quantity;
    private Instant expiresAt = expiresAt;
    private BrokerOrder? snapshot;

    public string BrokerId => brokerId;
    public ClientOrderId ClientId => clientId;
    public SymbolBook Book => book;
    public OrderSide Side => side;
    public OrderType Type => type;
    public decimal? LimitPrice { get; init; }
    public decimal? StopPrice { get; init; }
    public bool ExtendedHours { get; init; }
    public TimeInForce TimeInForce { get; set; }
    public Instant SubmittedAt { get; } = submittedAt;

    /// <summary>When it runs out; <see cref="Instant.MaxValue"/> for never.</summary>
    public Instant ExpiresAt => expiresAt;

    /// <summary>Its place among all orders, for listing the oldest first.</summary>
    public int Sequence { get; init; }

    /// <summary>Its place among all orders and legs.</summary>
    public int Position { get; set; }

    /// <summary>No bar that starts before this can fill it.</summary>
    public Instant FillableFrom { get; private set; } = submittedAt;

    public OrderStatus Status { get; private set; } = status;
    public int FilledQuantity { get; private set; }
    public Instant? FilledAt { get; private set; }
    public Instant UpdatedAt { get; private set; } = submittedAt;

    /// <summary>When it was cancelled, replaced or ran out.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>The order whose place it took.</summary>
    public string? Replaces { get; init; }

    /// <summary>The order that took its place; its status is then cancelled.</summary>
    public string? ReplacedBy { get; private set; }

    /// <summary>A stop that has traded, and is a market order since.</summary>
    public bool IsTriggered { get; private set; }

    /// <summary>The entry whose leg this is.</summary>
    public WorkingOrder? Entry { get; private set; }
    public WorkingOrder? StopLeg { get; private set; }
    public WorkingOrder? TargetLeg { get; private set; }

    public int Remaining => quantity - FilledQuantity;
    public bool IsLive => !Status.IsFinal();
    public bool IsBracketEntry => StopLeg is not null;
    public bool IsMarket => type == OrderType.Market || IsTriggered;
    public bool IsWaitingStop => type == OrderType.Stop && !IsTriggered;
    public bool IsLimit => type == OrderType.Limit;

    /// <summary>Whether it is live but not in the market: a leg before its entry is filled, and the stop beside its target.</summary>
    public bool IsHeld => IsLive && Entry is not null && (Status == OrderStatus.Held || IsWaitingStop);

    /// <summary>Whether anything can still happen to it or its legs.</summary>
    public bool IsGroupLive => IsLive || StopLeg is { IsLive: true } || TargetLeg is { IsLive: true };

    /// <summary>
    /// Held shares that no other order may sell. A bracket's legs share theirs, and what a bracket has bought so far is
    /// already spoken for by the legs that wait for the rest.
    /// </summary>
    public int ReservedShares => this switch
    {
        { IsBracketEntry: true, IsLive: true } => FilledQuantity,
        { StopLeg: { IsLive: true } stop } => stop.Remaining,
        { Side: OrderSide.Sell, IsLive: true } => Remaining,
        _ => 0,
    };

    public void Attach(WorkingOrder stop, WorkingOrder target) =>
        (StopLeg, TargetLeg, stop.Entry, target.Entry) = (stop, target, this, this);

    /// <summary>Counts a fill, with what it means for the other orders of its bracket.</summary>
    public void Fill(int shares, decimal price, Instant at)
    {
        FilledQuantity += shares;
        filledValue += shares * price;
        FilledAt = at;
        SetStatus(Remaining == 0 ? OrderStatus.Filled : OrderStatus.PartiallyFilled, at);
        if (Status == OrderStatus.Filled && IsBracketEntry) ReleaseLegs(at);
        if (Entry is { TargetLeg: { } target, StopLeg: { } stop } && target == this) stop.ShrinkTo(Remaining, at);
    }

    /// <summary>The stop price traded: from now on a market order, and the target is off.</summary>
    public void Trigger(Instant at)
    {
        IsTriggered = true;
        Entry?.TargetLeg?.End(OrderStatus.Cancelled, at);
        Forget();
    }

    /// <summary>Ends the order, unless it has ended already.</summary>
    public void End(OrderStatus final, Instant at)
    {
        if (!IsLive) return;
        EndedAt = at;
        SetStatus(final, at);
    }

    /// <summary>Ends the order and every other live order of its bracket, as Alpaca does when one of them is cancelled.</summary>
    public void EndGroup(OrderStatus final, Instant at)
    {
        var entry = Entry ?? this;
        entry.End(final, at);
        entry.StopLeg?.End(final, at);
        entry.TargetLeg?.End(final, at);
    }

    /// <summary>Ends the order alone, because another has taken its place.</summary>
    public void EndAsReplaced(string successorId, Instant at)
    {
        ReplacedBy = successorId;
        End(OrderStatus.Cancelled, at);
    }

    /// <summary>Gives a bracket's legs to the order that takes the entry's place; nothing happens when there are none.</summary>
    public void HandLegsTo(WorkingOrder successor, int shares, Instant expiry, TimeInForce time)
    {
        if (StopLeg is not { } stop || TargetLeg is not { } target) return;
        successor.Attach(stop, target);
        (StopLeg, TargetLeg) = (null, null);
        foreach (var leg in (ReadOnlySpan<WorkingOrder>)[stop, target])
        {
            (leg.quantity, leg.expiresAt, leg.TimeInForce) = (shares, expiry, time);
            leg.Forget();
        }
        Forget();
    }

    /// <summary>Puts a leg in the place of another.</summary>
    public void ReplaceLeg(WorkingOrder old, WorkingOrder successor)
    {
        successor.FillableFrom = Instant.Max(successor.FillableFrom, old.FillableFrom);
        Attach(old == StopLeg ? successor : StopLeg!, old == TargetLeg ? successor : TargetLeg!);
        Forget();
    }

    public BrokerOrder Snapshot() => snapshot ??= new BrokerOrder(
        BrokerId, ClientId, book.Symbol, Side, type, quantity, LimitPrice, StopPrice, Status, SubmittedAt, FilledQuantity,
        FilledQuantity == 0 ? null : filledValue / FilledQuantity, FilledAt,
        StopLeg is null || TargetLeg is null ? [] : [StopLeg.Snapshot(), TargetLeg.Snapshot()]);

    private void ReleaseLegs(Instant entryFilledAt)
    {
        StopLeg!.SetStatus(OrderStatus.Open, entryFilledAt);
        TargetLeg!.SetStatus(OrderStatus.Open, entryFilledAt);
        // An entry that filled within a bar did so on the way down, so the bar's low came later, but its high perhaps earlier.
        TargetLeg.FillableFrom = entryFilledAt;
    }

    private void ShrinkTo(int shares, Instant at)
    {
        if (shares == 0) End(OrderStatus.Cancelled, at);
        else quantity = shares;
        Forget();
    }

    private void SetStatus(OrderStatus next, Instant at)
    {
        Status = next;
        UpdatedAt = at;
        Forget();
    }

    private void Forget()
    {
        snapshot = null;
        if (Entry is not null) Entry.snapshot = null;
    }
}
