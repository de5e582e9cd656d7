using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>The prices of an order's legs, dollars.</summary>
/// <param name="StopPrice">The price whose trade opens the stop; null without a stop.</param>
/// <param name="StopLimit">The limit of the stop once it is open; null for a market order.</param>
/// <param name="TargetPrice">The limit of the target; null without one.</param>
public sealed record LegPrices(decimal? StopPrice, decimal? StopLimit, decimal? TargetPrice);

/// <summary>How far a trailing stop stays behind the best price: dollars or percent, exactly one of them.</summary>
/// <param name="Dollars">The distance, dollars.</param>
/// <param name="Percent">The distance, percent of the best price.</param>
public sealed record Trail(decimal? Dollars, decimal? Percent)
{
    /// <summary>The stop price that belongs to a best price, dollars, not rounded.</summary>
    public decimal StopFrom(decimal best, OrderSide side)
    {
        var distance = Dollars ?? (best * Percent!.Value / 100m);
        return side == OrderSide.Sell ? best - distance : best + distance;
    }
}

/// <summary>An order with the terms that only the exchange's own API offers.</summary>
/// <param name="Request">
/// The order. A stop with a limit price is a stop-limit order. Its bracket and its time in force are the defaults of the
/// properties here, which decide.
/// </param>
public sealed record OrderTicket(OrderRequest Request)
{
    /// <summary>How long it stays open.</summary>
    public TimeInForce TimeInForce { get; init; } =
        Request.GoodTilCancelled ? TimeInForce.GoodTillCancelled : TimeInForce.Day;

    /// <summary>How it and its legs depend on each other.</summary>
    public OrderClass Class { get; init; } = Request.Bracket is null ? OrderClass.Simple : OrderClass.Bracket;

    /// <summary>The prices of its legs; null without legs.</summary>
    public LegPrices? Legs { get; init; } =
        Request.Bracket is { } bracket ? new LegPrices(bracket.StopPrice, null, bracket.TakeProfitPrice) : null;

    /// <summary>The distance of a trailing stop, whose stop price the exchange sets; null for every other order.</summary>
    public Trail? Trail { get; init; }
}
