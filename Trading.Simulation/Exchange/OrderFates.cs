using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>Carries out the fates of orders. Of several that match an order, the first one decides.</summary>
internal sealed class OrderFates(OrderLog orders)
{
    private readonly List<(OrderFate Fate, int[] Met)> rules = [];
    private readonly List<(WorkingOrder Order, FateKind Kind, Instant At)> pending = [];

    public int Count => rules.Count;

    public void Add(OrderFate fate) => rules.Add((fate.Validated(), [0]));

    /// <summary>Forgets all fates, and takes back those that have not happened yet.</summary>
    public void Clear()
    {
        rules.Clear();
        foreach (var (order, kind, _) in pending)
        {
            if (kind == FateKind.CancelLate) order.IsCancelPending = false;
        }
        pending.Clear();
    }

    /// <summary>Decides the fate of an accepted order and of its legs.</summary>
    public void OnAccepted(WorkingOrder order, Instant now)
    {
        if (rules.Count == 0) return;
        foreach (var part in order.Group?.Members ?? [order])
        {
            if (Meet(part, isCancellation: false) is { After: { } after } fate) pending.Add((part, fate.Kind, now + after));
        }
    }

    /// <summary>Whether a cancellation takes effect late, or never; then it is pending.</summary>
    public bool Delays(WorkingOrder order, Instant now)
    {
        if (order.IsCancelPending) return true;
        if (rules.Count == 0 || Meet(order, isCancellation: true) is not { } fate) return false;
        foreach (var part in order.Group?.Members ?? [order])
        {
            if (part.IsLive) part.IsCancelPending = true;
        }
        pending.Add((order, FateKind.CancelLate, fate.After is { } after ? now + after : Instant.MaxValue));
        return true;
    }

    /// <summary>Carries out what is due up to a moment.</summary>
    public void RunUpTo(Instant moment)
    {
        for (var i = 0; i < pending.Count; i++)
        {
            var (order, kind, at) = pending[i];
            if (at > moment) continue;
            pending.RemoveAt(i--);
            CarryOut(order, kind, at);
            orders.DropEnded(order.Book);
        }
    }

    private static void CarryOut(WorkingOrder order, FateKind kind, Instant at)
    {
        switch (kind)
        {
            case FateKind.Suspend:
                order.Suspend(true, at);
                break;
            case FateKind.Reject:
                End(order, OrderStatus.Rejected, at);
                break;
            case FateKind.Expire:
                End(order, OrderStatus.Expired, at);
                break;
            case FateKind.CancelLate:
                order.EndGroup(OrderStatus.Cancelled, at);
                break;
        }
    }

    // A leg ends alone, and an order with its legs.
    private static void End(WorkingOrder order, OrderStatus status, Instant at)
    {
        if (order.IsLeg) order.End(status, at);
        else order.EndGroup(status, at);
    }

    private OrderFate? Meet(WorkingOrder order, bool isCancellation)
    {
        foreach (var (fate, met) in rules)
        {
            if ((fate.Kind == FateKind.CancelLate) != isCancellation || !fate.Matches(order)) continue;
            if (met[0] >= (fate.Times ?? int.MaxValue)) continue;
            met[0]++;
            return fate;
        }
        return null;
    }
}
