using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Tests.Simulation.Markets.Moods;

/// <summary>A trade that could have been made, and the minute of the session at which it was decided.</summary>
internal readonly record struct MadeTrade(int Minute, TradeOutcome Outcome);

/// <summary>One symbol's session as <see cref="MarketMoods"/> looks at it.</summary>
internal sealed record SymbolSession(
    string Symbol,
    double Return,
    double Volatility,
    double[] MinuteReturns,
    double[] FiveMinuteReturns,
    List<double> MovesByHalfHour,
    List<MadeTrade> Trades)
{
    /// <summary>Sessions with fewer bars are left out: most of their minutes are holes.</summary>
    public const int FewestBars = 60;

    /// <summary>Minute returns are those between the closes of two bars a minute apart; over holes the price stands
    /// still.</summary>
    public static SymbolSession Of(BarSeries series, Session session, TradePlan plan)
    {
        var closes = new double[session.Minutes];
        var bars = series.Bars;
        var seen = new List<double>();
        var seenAt = new List<int>();
        for (var i = 0; i < bars.Length; i++)
        {
            closes[session.MinuteOf(bars[i].Start)] = Math.Log((double)bars[i].Close);
            if (i == 0 || bars[i].Start != bars[i - 1].End) continue;
            seen.Add(Math.Log((double)bars[i].Close) - Math.Log((double)bars[i - 1].Close));
            seenAt.Add(session.MinuteOf(bars[i].Start) / 30);
        }
        var last = Math.Log((double)bars[0].Open);
        for (var minute = 0; minute < closes.Length; minute++)
            last = closes[minute] = closes[minute] == 0 ? last : closes[minute];
        double[] five = [.. Enumerable.Range(1, (closes.Length / 5) - 1).Select(k => closes[k * 5] - closes[(k - 1) * 5])];

        var trades = new List<MadeTrade>();
        for (var i = 0; i < bars.Length; i++)
        {
            if (TripleBarrier.Label(bars[(i + 1)..], bars[i].End, session, plan) is { } outcome)
                trades.Add(new(session.MinuteOf(bars[i].Start), outcome));
        }
        var mean = seen.Sum(Math.Abs) / seen.Count;
        var moves = seen.Zip(seenAt).GroupBy(x => x.Second)
            .ToDictionary(g => g.Key, g => g.Average(x => Math.Abs(x.First)) / mean);
        return new SymbolSession(
            series.Symbol, Math.Log((double)(bars[^1].Close / bars[0].Open)), Math.Sqrt(five.Sum(r => r * r)), [.. seen], five,
            [.. Enumerable.Range(0, session.Minutes / 30).Select(h => moves.GetValueOrDefault(h))], trades);
    }

    /// <summary>The minute returns over their own standard deviation.</summary>
    public IEnumerable<double> StandardReturns()
    {
        var deviation = Moments.Deviation(MinuteReturns);
        return deviation > 0 ? MinuteReturns.Select(r => r / deviation) : [];
    }
}
