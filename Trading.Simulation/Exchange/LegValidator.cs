using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>The checks of an order's legs: which an order class has, and their prices.</summary>
internal sealed class LegValidator(Ledger ledger)
{
    /// <summary>Alpaca's smallest distance between a leg and its entry's price, and between two legs, dollars.</summary>
    private const decimal Distance = 0.01m;

    /// <summary>The rejection of an order for its legs, or null when they are accepted.</summary>
    public SubmitOutcome.Rejected? Check(OrderTicket ticket) => ticket.Class switch
    {
        OrderClass.Simple => null,
        OrderClass.OneCancelsOther => CheckForm(ticket) ?? CheckOneCancelsOther(ticket.Request, ticket.Legs!),
        _ => CheckForm(ticket) ?? CheckEntry(ticket.Request, ticket.Legs!),
    };

    /// <summary>The rejection of a leg's new price, or null when it is accepted.</summary>
    public static SubmitOutcome.Rejected? CheckChange(WorkingOrder leg, OrderChange change)
    {
        var group = leg.Group!;
        var limit = change.LimitPrice ?? leg.LimitPrice;
        var stop = change.StopPrice ?? leg.StopPrice;
        if (limit is { } newLimit && CheckPrice("limit_price", newLimit) is { } badLimit) return badLimit;
        if (stop is { } newStop && CheckPrice("stop_price", newStop) is { } badStop) return badStop;
        var target = leg == group.StopLeg ? group.Target?.LimitPrice : limit;
        var protection = leg == group.StopLeg ? stop : group.StopLeg?.StopPrice;
        return target < protection + Distance ? Rejections.LegsCross() : null;
    }

    /// <summary>The rejection of a price, or null when it is positive and a whole number of increments.</summary>
    public static SubmitOutcome.Rejected? CheckPrice(string field, decimal price)
    {
        if (price <= 0) return Rejections.NotPositive(field);
        return PriceIncrement.IsValid(price) ? null : Rejections.Increment(field, price);
    }

    private static SubmitOutcome.Rejected? CheckForm(OrderTicket ticket)
    {
        var (name, legs) = (OrderFieldText.Class(ticket.Class), ticket.Legs);
        var missing = ticket.Class switch
        {
            OrderClass.Bracket when legs?.StopPrice is null => "stop_loss.stop_price",
            OrderClass.Bracket when legs?.TargetPrice is null => "take_profit.limit_price",
            OrderClass.OneCancelsOther when legs?.StopPrice is null => "stop_loss.stop_price",
            OrderClass.OneTriggersOther when (legs?.StopPrice is null) == (legs?.TargetPrice is null) =>
                "either stop_loss.stop_price or take_profit.limit_price",
            _ => null,
        };
        if (missing is not null) return Rejections.LegsMissing(name, missing);
        if (ticket.Request.ExtendedHours) return Rejections.ExtendedHoursLegs();
        if (ticket.TimeInForce is not (TimeInForce.Day or TimeInForce.GoodTillCancelled))
            return Rejections.TimeOfClass(OrderFieldText.Time(ticket.TimeInForce));
        if (ticket.Class == OrderClass.OneCancelsOther)
            return ticket.Request is { Side: OrderSide.Sell, Type: OrderType.Limit } ? null : Rejections.OcoNotExit();
        return ticket.Request.Side == OrderSide.Buy ? null : Rejections.LegsNotEntry(name);
    }

    private SubmitOutcome.Rejected? CheckEntry(OrderRequest request, LegPrices legs)
    {
        if (CheckPrices(legs) is { } bad) return bad;
        if ((request.LimitPrice ?? request.StopPrice ?? ledger.Book(request.Symbol).LastPrice) is not { } basePrice)
            return Rejections.NoPrice(request.Symbol);
        if (legs.TargetPrice < basePrice + Distance) return Rejections.TargetBelowBase();
        return legs.StopPrice > basePrice - Distance ? Rejections.StopAboveBase() : null;
    }

    private static SubmitOutcome.Rejected? CheckOneCancelsOther(OrderRequest request, LegPrices legs) =>
        CheckPrices(legs) ?? (request.LimitPrice < legs.StopPrice + Distance ? Rejections.LegsCross() : null);

    private static SubmitOutcome.Rejected? CheckPrices(LegPrices legs) =>
        Check("stop_loss.stop_price", legs.StopPrice) ?? Check("stop_loss.limit_price", legs.StopLimit)
        ?? Check("take_profit.limit_price", legs.TargetPrice);

    private static SubmitOutcome.Rejected? Check(string field, decimal? price) =>
        price is { } known ? CheckPrice(field, known) : null;
}
