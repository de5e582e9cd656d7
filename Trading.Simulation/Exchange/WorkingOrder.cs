using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>The exchange's mutable state of an order; others see its <see cref="Snapshot"/>.</summary>
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

    /// <summary>When it expires; <see cref="Instant.MaxValue"/> for never.</summary>
    public Instant ExpiresAt => expiresAt;

    /// <summary>Its position among all orders, oldest first.</summary>
    public int Sequence { get; init; }

    /// <summary>Its position among all orders and legs.</summary>
    public int Position { get; set; }

    /// <summary>No bar that starts before this can fill it.</summary>
    public Instant FillableFrom { get; private set; } = submittedAt;

    public OrderStatus Status { get; private set; } = status;
    public int FilledQuantity { get; private set; }
    public Instant? FilledAt { get; private set; }
    public Instant UpdatedAt { get; private set; } = submittedAt;

    /// <summary>When it was cancelled or replaced, or expired.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>The id of the order that it replaced.</summary>
    public string? Replaces { get; init; }

    /// <summary>The id of the order that replaced it; the status is then cancelled.</summary>
    public string? ReplacedBy { get; private set; }

    /// <summary>Whether the stop price has traded, which makes a stop a market order.</summary>
    public bool IsTriggered { get; private set; }

    /// <summary>The entry, when this is a leg.</summary>
    public WorkingOrder? Entry { get; private set; }
    public WorkingOrder? StopLeg { get; private set; }
    public WorkingOrder? TargetLeg { get; private set; }

    public int Remaining => quantity - FilledQuantity;
    public bool IsLive => !Status.IsFinal();
    public bool IsBracketEntry => StopLeg is not null;
    public bool IsMarket => type == OrderType.Market || IsTriggered;
    public bool IsWaitingStop => type == OrderType.Stop && !IsTriggered;
    public bool IsLimit => type == OrderType.Limit;

    /// <summary>Whether it is live but not open: a leg before its entry has filled, and the stop beside its target.</summary>
    public bool IsHeld => IsLive && Entry is not null && (Status == OrderStatus.Held || IsWaitingStop);

    /// <summary>Whether it or one of its legs is live.</summary>
    public bool IsGroupLive => IsLive || StopLeg is { IsLive: true } || TargetLeg is { IsLive: true };

    /// <summary>
    /// Held shares that no other order may sell. The two legs of a bracket reserve the same shares. A partly filled bracket entry
    /// reserves what it has bought so far for its legs.
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

    /// <summary>Adds a fill and updates the other orders of the bracket.</summary>
    public void Fill(int shares, decimal price, Instant at)
    {
        FilledQuantity += shares;
        filledValue += shares * price;
        FilledAt = at;
        SetStatus(Remaining == 0 ? OrderStatus.Filled : OrderStatus.PartiallyFilled, at);
        if (Status == OrderStatus.Filled && IsBracketEntry) ReleaseLegs(at);
        if (Entry is { TargetLeg: { } target, StopLeg: { } stop } && target == this) stop.ShrinkTo(Remaining, at);
    }

    /// <summary>The stop price has traded: the order becomes a market order, and the target is cancelled.</summary>
    public void Trigger(Instant at)
    {
        IsTriggered = true;
        Entry?.TargetLeg?.End(OrderStatus.Cancelled, at);
        DropSnapshot();
    }

    /// <summary>Ends the order if it is live.</summary>
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

    /// <summary>Ends only this order, because another has replaced it.</summary>
    public void EndAsReplaced(string successorId, Instant at)
    {
        ReplacedBy = successorId;
        End(OrderStatus.Cancelled, at);
    }

    /// <summary>Moves a bracket's legs to the entry's successor; does nothing without legs.</summary>
    public void HandLegsTo(WorkingOrder successor, int shares, Instant expiry, TimeInForce time)
    {
        if (StopLeg is not { } stop || TargetLeg is not { } target) return;
        successor.Attach(stop, target);
        (StopLeg, TargetLeg) = (null, null);
        foreach (var leg in (ReadOnlySpan<WorkingOrder>)[stop, target])
        {
            (leg.quantity, leg.expiresAt, leg.TimeInForce) = (shares, expiry, time);
            leg.DropSnapshot();
        }
        DropSnapshot();
    }

    /// <summary>Replaces a leg by its successor.</summary>
    public void ReplaceLeg(WorkingOrder old, WorkingOrder successor)
    {
        successor.FillableFrom = Instant.Max(successor.FillableFrom, old.FillableFrom);
        Attach(old == StopLeg ? successor : StopLeg!, old == TargetLeg ? successor : TargetLeg!);
        DropSnapshot();
    }

    public BrokerOrder Snapshot() => snapshot ??= new BrokerOrder(
        BrokerId, ClientId, book.Symbol, Side, type, quantity, LimitPrice, StopPrice, Status, SubmittedAt, FilledQuantity,
        FilledQuantity == 0 ? null : filledValue / FilledQuantity, FilledAt,
        StopLeg is null || TargetLeg is null ? [] : [StopLeg.Snapshot(), TargetLeg.Snapshot()]);

    private void ReleaseLegs(Instant entryFilledAt)
    {
        StopLeg!.SetStatus(OrderStatus.Open, entryFilledAt);
        TargetLeg!.SetStatus(OrderStatus.Open, entryFilledAt);
        // An entry that fills within a bar fills while the price falls: the bar's low comes later, but its high may have come
        // before.
        TargetLeg.FillableFrom = entryFilledAt;
    }

    private void ShrinkTo(int shares, Instant at)
    {
        if (shares == 0) End(OrderStatus.Cancelled, at);
        else quantity = shares;
        DropSnapshot();
    }

    private void SetStatus(OrderStatus next, Instant at)
    {
        Status = next;
        UpdatedAt = at;
        DropSnapshot();
    }

    private void DropSnapshot()
    {
        snapshot = null;
        if (Entry is not null) Entry.snapshot = null;
    }
}
