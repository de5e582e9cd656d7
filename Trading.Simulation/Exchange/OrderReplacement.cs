using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>
/// Replaces an order that has not filled by a changed one. The legs of an order go to its successor; a leg keeps its parent, its
/// quantity and its time in force.
/// </summary>
internal sealed class OrderReplacement(OrderValidator validator, OrderLog orders, TradingHours hours)
{
    public SubmitOutcome Replace(WorkingOrder old, OrderChange change, Instant now, Instant fillableFrom)
    {
        if (!old.IsLive) return Rejections.AlreadyFinal(old);
        if (old.FilledQuantity > 0 || old.IsTriggered) return Rejections.ReplacePartlyFilled();
        if (!Changes(old, change)) return Rejections.NothingChanged();
        return old.IsLeg ? ReplaceLeg(old, change, now, fillableFrom) : ReplaceOrder(old, change, now, fillableFrom);
    }

    private static bool Changes(WorkingOrder old, OrderChange change) =>
        (change.Quantity is { } quantity && quantity != old.Remaining)
        || (change.LimitPrice is { } limit && limit != old.LimitPrice)
        || (change.StopPrice is { } stop && stop != old.StopPrice)
        || (change.Trail is { } trail && trail != (old.Trail?.Dollars ?? old.Trail?.Percent))
        || (change.TimeInForce is { } time && time != old.TimeInForce);

    private SubmitOutcome ReplaceOrder(WorkingOrder old, OrderChange change, Instant now, Instant fillableFrom)
    {
        if (old.Type != OrderType.Stop && change.StopPrice is not null) return Rejections.StopPriceOnOtherOrder();
        if (change.Trail is not null && old.Trail is null) return Rejections.Trail();
        var quantity = change.Quantity ?? old.Remaining;
        var time = change.TimeInForce ?? old.TimeInForce;
        var trail = change.Trail is { } wanted && old.Trail is { } current
            ? current.Dollars is null ? new Trail(null, wanted) : new Trail(wanted, null) : old.Trail;
        var ticket = new OrderTicket(new OrderRequest(
            change.ClientId ?? default, old.Book.Symbol, old.Side, quantity, old.Type, change.LimitPrice ?? old.LimitPrice,
            ExtendedHours: old.ExtendedHours, StopPrice: old.Trail is null ? change.StopPrice ?? old.StopPrice : null))
        {
            TimeInForce = time,
            Class = old.Class,
            Legs = old.Group is { } group
                ? new(group.StopLeg?.StopPrice, group.StopLeg?.LimitPrice, group.TargetLeg?.LimitPrice) : null,
            Trail = trail,
        };
        if (validator.Check(ticket, old) is { } rejection) return rejection;
        var successor = Successor(old, change, trail, quantity, now, hours.Expiry(time, now, old.ExtendedHours))
            .Open(time, hours.FillableFrom(time, now, fillableFrom));
        if (trail is not null) successor.Follow(old.BestPrice!.Value);
        old.Group?.ReplaceParent(successor, quantity);
        orders.Replace(old, successor);
        return new SubmitOutcome.Accepted(successor.Snapshot());
    }

    private SubmitOutcome ReplaceLeg(WorkingOrder old, OrderChange change, Instant now, Instant fillableFrom)
    {
        if (change.Quantity is { } quantity && quantity != old.Remaining) return Rejections.LegQuantity();
        if (change.TimeInForce is { } time && time != old.TimeInForce) return Rejections.LegTimeInForce();
        if (change.Trail is not null) return Rejections.Trail();
        var takesLimit = old.LimitPrice is not null;
        if ((change.StopPrice is not null && old.StopPrice is null) || (change.LimitPrice is not null && !takesLimit))
            return Rejections.LegPriceNotTaken();
        if (validator.CheckLeg(old, change) is { } rejection) return rejection;
        var successor = Successor(old, change, null, old.Remaining, now, old.ExpiresAt).Open(old.TimeInForce, fillableFrom);
        old.Group!.ReplaceLeg(old, successor);
        orders.Replace(old, successor);
        return new SubmitOutcome.Accepted(successor.Snapshot());
    }

    private WorkingOrder Successor(
        WorkingOrder old, OrderChange change, Trail? trail, int quantity, Instant now, Instant expiry)
    {
        var id = orders.NextBrokerId();
        var successor = new WorkingOrder(
            id, change.ClientId ?? new ClientOrderId(id), old.Book, old.Side, old.Type, quantity, old.Status, now, expiry)
        {
            Sequence = orders.Count,
            LimitPrice = change.LimitPrice ?? old.LimitPrice,
            StopPrice = change.StopPrice ?? old.StopPrice,
            ExtendedHours = old.ExtendedHours,
            Class = old.Class,
            Trail = trail,
            Replaces = old.BrokerId,
        };
        old.EndAsReplaced(id, now);
        return successor;
    }
}
