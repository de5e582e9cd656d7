using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;

namespace Trading.Core.Execution;

/// <summary>The price of a stop for shares whose own stop is gone.</summary>
public static class ReplacementStop
{
    /// <summary>
    /// The newest stop that stood in the symbol; without one, or when the market is at or below it, the default distance below
    /// the market. Dollars, a valid price.
    /// </summary>
    public static decimal PriceOf(Position position, BrokerView view)
    {
        var market = position.MarketPrice ?? position.AverageEntryPrice;
        var before = view.Orders
            .Where(o => o.Symbol == position.Symbol)
            .OrderBy(o => o.SubmittedAt)
            .SelectMany(o => o.WithLegs())
            .LastOrDefault(o => o.Side == OrderSide.Sell && o.StopPrice is not null)?.StopPrice;
        return before < market ? before.Value : PriceIncrement.Down(market * (1 - new RiskLimits().StopLoss));
    }
}
