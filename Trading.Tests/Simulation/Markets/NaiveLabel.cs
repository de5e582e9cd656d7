using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Tests.Simulation.Markets;

/// <summary>The label by its definition, bar by bar, so that the oracle is judged by something that knows nothing of
/// lattices.</summary>
internal static class NaiveLabel
{
    public static bool Profit(ReadOnlySpan<Bar> bars, int entryBar, int exitBar, TradePlan rules)
    {
        var entry = bars[entryBar].Open;
        var target = entry * (1 + rules.TakeProfit);
        var stop = entry * (1 - rules.StopLoss);
        foreach (var bar in bars[entryBar..exitBar])
        {
            if (bar.Low <= stop) return false;
            if (bar.High >= target) return true;
        }
        var cost = rules.CostBps / 10_000;
        return bars[exitBar].Open * (1 - cost) > entry * (1 + cost);
    }
}
