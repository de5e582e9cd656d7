using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>
/// Replaces an order that has not filled by a changed one. The legs of a bracket's entry go to its successor; a leg keeps its
/// entry, its quantity and its time in force.
/// </summary>
internal sealed class OrderReplacement(OrderValidator validator, OrderLog orders, TradingHours hours)
{
    public SubmitOutcome Replace(WorkingOrder old, OrderChange change, Instant now)
    {
        if (!old.IsLive) return Rejections.AlreadyFinal(old);
        if (old.FilledQuantity > 0 || old.IsTriggered) return Rejections.ReplacePartlyFilled();
        if (!Changes(old, change)) return Rejections.NothingChanged();
        return old.Entry is { } parent ? ReplaceLeg(old, parent, change, now) : ReplaceOrder(old, change, now);
    }

    private static bool Changes(WorkingOrder old, OrderChange change) =>
        (change.Quantity is { } quantity && quantity != old.Remaining)
        || (change.LimitPrice is { } limit && limit != old.LimitPrice)
        || (change.StopPrice is { } stop && stop != old.StopPrice)
        || (change.TimeInForce is { } time && time != old.TimeInForce);

    private SubmitOutcome ReplaceOrder(WorkingOrder old, OrderChange change, Instant now)
    {
        if (change.StopPrice is not null) return Rejections.StopPriceNotTaken();
        var quantity = change.Quantity ?? old.Remaining;
        var bracket = old is { StopLeg: { } stop, TargetLeg: { } target }
            ? new Bracket(stop.StopPrice!.Value, target.LimitPrice!.Value) : null;
        var request = new OrderRequest(
            change.ClientId ?? default, old.Book.Symbol, old.Side, quantity, old.Type,
            change.LimitPrice ?? old.LimitPrice, bracket, old.ExtendedHours);
        if (validator.Check(request, old) is { } rejection) return rejection;
        var time = change.TimeInForce ?? old.TimeInForce;
        var expiry = hours.Expiry(time, now, old.ExtendedHours);
        var successor = Successor(old, change, quantity, now, expiry, time);
        old.HandLegsTo(successor, quantity, expiry, time);
        orders.Replace(old, successor);
        return new SubmitOutcome.Accepted(successor.Snapshot());
    }

    private SubmitOutcome ReplaceLeg(WorkingOrder old, WorkingOrder parent, OrderChange change, Instant now)
    {
        if (change.Quantity is { } quantity && quantity != old.Remaining) return Rejections.LegQuantity();
        if (change.TimeInForce is { } time && time != old.TimeInForce) return Rejections.LegTimeInForce();
        if (old.IsLimit ? change.StopPrice is not null : change.LimitPrice is not null) return Rejections.LegPriceNotTaken();
        if (validator.CheckLeg(old, parent, change) is { } rejection) return rejection;
        var successor = Successor(old, change, old.Remaining, now, old.ExpiresAt, old.TimeInForce);
        parent.ReplaceLeg(old, successor);
        orders.Replace(old, successor);
        return new SubmitOutcome.Accepted(successor.Snapshot());
    }

    private WorkingOrder Successor(
        WorkingOrder old, OrderChange change, int quantity, Instant now, Instant expiry, TimeInForce time)
    {
        var id = orders.NextBrokerId();
        var successor = new WorkingOrder(
            id, change.ClientId ?? new ClientOrderId(id), old.Book, old.Side, old.Type, quantity, old.Status, now, expiry)
        {
            Sequence = orders.Count,
            LimitPrice = change.LimitPrice ?? old.LimitPrice,
            StopPrice = change.StopPrice ?? old.StopPrice,
            ExtendedHours = old.ExtendedHours,
            TimeInForce = time,
            Replaces = old.BrokerId,
        };
        old.EndAsReplaced(id, now);
        return successor;
    }
}
