using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>The exchange's mutable state of an order; others see its <see cref="Snapshot"/>.</summary>
internal sealed class WorkingOrder(
    string brokerId, ClientOrderId clientId, SymbolBook book, OrderSide side, OrderType type, int quantity, OrderStatus status,
    Instant submittedAt, Instant expiresAt)
{
    private decimal filledValue;
    private int quantity = quantity;
    private WorkingOrder? formerParent;
    private BrokerOrder? snapshot;

    public string BrokerId => brokerId;
    public ClientOrderId ClientId => clientId;
    public SymbolBook Book => book;
    public OrderSide Side => side;
    public OrderType Type => type;
    public decimal? LimitPrice { get; init; }
    public decimal? StopPrice { get; set; }
    public bool ExtendedHours { get; init; }
    public TimeInForce TimeInForce { get; private set; }
    public OrderClass Class { get; init; }
    public Instant SubmittedAt { get; } = submittedAt;

    /// <summary>When it expires.</summary>
    public Instant ExpiresAt { get; private set; } = expiresAt;

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

    /// <summary>When it was cancelled, replaced or rejected, or expired.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>The id of the order that it replaced.</summary>
    public string? Replaces { get; init; }

    /// <summary>The id of the order that replaced it; the status is then cancelled.</summary>
    public string? ReplacedBy { get; private set; }

    /// <summary>Whether the stop price has traded, which opens a stop.</summary>
    public bool IsTriggered { get; private set; }

    /// <summary>How a trailing stop follows the price; null for every other order.</summary>
    public Trail? Trail { get; init; }

    /// <summary>The best price since a trailing stop was submitted, dollars; null for every other order.</summary>
    public decimal? BestPrice { get; private set; }

    /// <summary>Whether its cancellation is asked for and not yet done: until then it fills.</summary>
    public bool IsCancelPending { get; set; }

    /// <summary>The order and the legs it belongs to; null when it stands alone or another has replaced it.</summary>
    public OrderGroup? Group { get; set; }

    /// <summary>Whether it is, or was until it was replaced, a leg of another order.</summary>
    public bool IsLeg => formerParent is not null || (Group is not null && Group.Parent != this);

    public int Remaining => quantity - FilledQuantity;
    public bool IsLive => !Status.IsFinal();
    public bool IsMarket => type == OrderType.Market || (IsTriggered && LimitPrice is null);
    public bool IsWaitingStop => type == OrderType.Stop && !IsTriggered;
    public bool IsLimit => type == OrderType.Limit || (IsTriggered && LimitPrice is not null);

    /// <summary>Whether it is cancelled unless the first bar that may fill it does.</summary>
    public bool IsImmediate =>
        TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill or TimeInForce.AtTheOpen;

    /// <summary>Whether it is live but not open: a leg before its entry has filled, and the stop beside its target.</summary>
    public bool IsHeld => IsLive && IsLeg && Status != OrderStatus.Suspended && (Status == OrderStatus.Held || IsWaitingStop);

    /// <summary>Whether it or one of its legs is live.</summary>
    public bool IsGroupLive => Group?.IsLive ?? IsLive;

    /// <summary>Held shares that no other order may sell, those that its legs reserve among them.</summary>
    public int ReservedShares => Group?.ReservedShares ?? (Side == OrderSide.Sell && IsLive ? Remaining : 0);

    /// <summary>Sets what bars may fill it, and until when it stays open.</summary>
    public WorkingOrder Open(TimeInForce time, Instant fillableFrom)
    {
        (TimeInForce, FillableFrom) = (time, fillableFrom);
        return this;
    }

    /// <summary>Adds a fill and updates the other orders of its group.</summary>
    public void Fill(int shares, decimal price, Instant at)
    {
        FilledQuantity += shares;
        filledValue += shares * price;
        // An order that arrives within a minute can fill at that minute's open, and no fill is earlier than its order.
        FilledAt = Instant.Max(at, SubmittedAt);
        SetStatus(Remaining == 0 ? OrderStatus.Filled : OrderStatus.PartiallyFilled, at);
        Group?.OnFill(this, at);
    }

    /// <summary>The stop price has traded: the order becomes a market or a limit order, and its target is cancelled.</summary>
    public void Trigger(Instant at)
    {
        IsTriggered = true;
        FillableFrom = Instant.Max(FillableFrom, at);
        Group?.OnTrigger(this, at);
        DropSnapshot();
    }

    /// <summary>Moves a trailing stop after a price; it only ever comes nearer.</summary>
    public void Follow(decimal price)
    {
        if (Trail is null || !IsWaitingStop) return;
        var best = Side == OrderSide.Sell ? Math.Max(BestPrice ?? price, price) : Math.Min(BestPrice ?? price, price);
        if (best == BestPrice) return;
        BestPrice = best;
        StopPrice = PriceIncrement.Nearest(Trail.StopFrom(best, Side));
        DropSnapshot();
    }

    /// <summary>Ends the order if it is live.</summary>
    public void End(OrderStatus final, Instant at)
    {
        if (!IsLive) return;
        EndedAt = Instant.Max(at, SubmittedAt);
        SetStatus(final, at);
    }

    /// <summary>Ends the order and every other live order of its group, as Alpaca does when one of them is cancelled.</summary>
    public void EndGroup(OrderStatus final, Instant at)
    {
        if (Group is { } group) group.End(final, at);
        else End(final, at);
    }

    /// <summary>Ends only this order, because another has replaced it.</summary>
    public void EndAsReplaced(string successorId, Instant at)
    {
        ReplacedBy = successorId;
        End(OrderStatus.Cancelled, at);
    }

    /// <summary>Keeps a live order from trading, or lets it trade again.</summary>
    public void Suspend(bool isSuspended, Instant at)
    {
        if (isSuspended ? IsLive : Status == OrderStatus.Suspended)
            SetStatus(isSuspended ? OrderStatus.Suspended : Unsuspended, at);
    }

    /// <summary>Opens a held leg.</summary>
    public void Release(Instant? fillableFrom, Instant at)
    {
        if (Status == OrderStatus.Held) SetStatus(OrderStatus.Open, at);
        FillableFrom = fillableFrom ?? FillableFrom;
    }

    /// <summary>Changes the quantity to what is left to protect; nothing left cancels the order.</summary>
    public void ShrinkTo(int shares, Instant at)
    {
        if (shares == 0) End(OrderStatus.Cancelled, at);
        else quantity = shares;
        DropSnapshot();
    }

    /// <summary>Takes the quantity and the time of a new parent.</summary>
    public void Follow(WorkingOrder parent, int shares)
    {
        (quantity, ExpiresAt, TimeInForce) = (shares, parent.ExpiresAt, parent.TimeInForce);
        DropSnapshot();
    }

    public void WaitAsLongAs(WorkingOrder other) => FillableFrom = Instant.Max(FillableFrom, other.FillableFrom);

    public void LeaveGroup(WorkingOrder? parent = null)
    {
        (Group, formerParent) = (null, parent);
        DropSnapshot();
    }

    public BrokerOrder Snapshot() => snapshot ??= new BrokerOrder(
        BrokerId, ClientId, book.Symbol, Side, type, quantity, LimitPrice, StopPrice, Status, SubmittedAt, FilledQuantity,
        FilledQuantity == 0 ? null : filledValue / FilledQuantity, FilledAt,
        Group is { } group && group.Parent == this ? [.. group.Legs.Select(leg => leg.Snapshot())] : []);

    public void DropSnapshot()
    {
        snapshot = null;
        if (Group is { } group) group.Parent.snapshot = null;
    }

    private OrderStatus Unsuspended =>
        FilledQuantity > 0 ? OrderStatus.PartiallyFilled
        : IsLeg && Group is { IsTriggering: true, Parent.Status: not OrderStatus.Filled } ? OrderStatus.Held
        : OrderStatus.Open;

    private void SetStatus(OrderStatus next, Instant at)
    {
        Status = next;
        UpdatedAt = Instant.Max(at, SubmittedAt);
        DropSnapshot();
    }
}
