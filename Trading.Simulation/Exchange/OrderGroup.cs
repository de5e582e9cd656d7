using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>An order with its legs: a bracket, a one-cancels-other or a one-triggers-other order.</summary>
internal sealed class OrderGroup
{
    private readonly OrderClass kind;

    public OrderGroup(OrderClass kind, WorkingOrder parent, WorkingOrder? stopLeg, WorkingOrder? targetLeg)
    {
        (this.kind, Parent, StopLeg, TargetLeg) = (kind, parent, stopLeg, targetLeg);
        foreach (var order in Members) order.Group = this;
    }

    public OrderClass Kind => kind;

    public WorkingOrder Parent { get; private set; }

    public WorkingOrder? StopLeg { get; private set; }

    public WorkingOrder? TargetLeg { get; private set; }

    /// <summary>Whether the parent's fill opens the legs.</summary>
    public bool IsTriggering => kind != OrderClass.OneCancelsOther;

    /// <summary>The order that sells at the target; null without one.</summary>
    public WorkingOrder? Target => IsTriggering ? TargetLeg : Parent;

    /// <summary>The legs, the stop first.</summary>
    public IEnumerable<WorkingOrder> Legs
    {
        get
        {
            if (StopLeg is not null) yield return StopLeg;
            if (TargetLeg is not null) yield return TargetLeg;
        }
    }

    public IEnumerable<WorkingOrder> Members => Legs.Prepend(Parent);

    public bool IsLive => Parent.IsLive || StopLeg is { IsLive: true } || TargetLeg is { IsLive: true };

    /// <summary>
    /// Held shares that no other order may sell. Stop and target reserve the same shares. A partly filled entry reserves what it
    /// has bought so far for its legs.
    /// </summary>
    public int ReservedShares
    {
        get
        {
            if (IsTriggering && Parent.IsLive) return Parent.FilledQuantity;
            var stop = StopLeg is { IsLive: true } ? StopLeg.Remaining : 0;
            return Target is { IsLive: true } target ? Math.Max(stop, target.Remaining) : stop;
        }
    }

    /// <summary>Updates the other orders after a fill of one.</summary>
    public void OnFill(WorkingOrder filled, Instant at)
    {
        if (filled == Parent && IsTriggering && filled.Status == OrderStatus.Filled)
        {
            // An entry that fills within a bar fills while the price falls: the bar's low comes later, but its high may have
            // come before.
            StopLeg?.Release(null, at);
            TargetLeg?.Release(at, at);
        }
        if (filled == Target) StopLeg?.ShrinkTo(filled.Remaining, at);
    }

    /// <summary>Cancels the target, because the stop has triggered.</summary>
    public void OnTrigger(WorkingOrder triggered, Instant at)
    {
        if (triggered == StopLeg) Target?.End(OrderStatus.Cancelled, at);
    }

    /// <summary>Ends every live order, as Alpaca does when one of them is cancelled.</summary>
    public void End(OrderStatus final, Instant at)
    {
        foreach (var order in Members) order.End(final, at);
    }

    /// <summary>Puts the parent's successor in its place; the legs take its quantity, its expiry and its time in force.</summary>
    public void ReplaceParent(WorkingOrder successor, int shares)
    {
        Parent.LeaveGroup();
        Parent = successor;
        successor.Group = this;
        foreach (var leg in Legs) leg.Follow(successor, shares);
    }

    /// <summary>Puts a leg's successor in its place.</summary>
    public void ReplaceLeg(WorkingOrder old, WorkingOrder successor)
    {
        successor.WaitAsLongAs(old);
        if (old == StopLeg) StopLeg = successor;
        else TargetLeg = successor;
        successor.Group = this;
        old.LeaveGroup(Parent);
        Parent.DropSnapshot();
    }
}
