using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Learning.Rows;

/// <summary>Two symbols that swing around 100 dollars, one of them with a minute that has no bar.</summary>
public sealed class RowBuilderTests
{
    private const int Missing = 200;
    private const int Exit = 385;
    private static readonly BarSeries A = Swing("A", 30, Missing);
    private static readonly BarSeries B = Swing("B", 20);
    private static readonly LabelledRows Built = RowBuilder.Build(Monday, [B, A], Rules);

    [Fact]
    public void Rows_are_sorted_by_minute_and_then_by_symbol()
    {
        Assert.Equal(["A", "B"], Built.Symbols);
        var order = Enumerable.Range(0, Built.Count).Select(i => (Built.Minute[i], Built.Symbol[i])).ToList();
        Assert.Equal(order.Order(), order);
        Assert.Equal(order.Distinct().Count(), order.Count);
        Assert.Equal(Built.Count, RowBuilder.Build(Monday, [A, B], Rules).Count);
        Assert.Equal((Monday.Date, Monday.Open), (Built.Session, Built.Open));
        Assert.Equal(BarsHash.Of(Monday, [("A", A.Hash, 0), ("B", B.Hash, 0)]), Built.BarsHash);
    }

    [Fact]
    public void A_row_is_of_the_bar_that_ended_with_its_minute_and_none_is_of_a_minute_without_one()
    {
        var minutes = Enumerable.Range(0, Built.Count).Where(i => Built.Symbol[i] == 0).Select(i => (int)Built.Minute[i])
            .ToList();
        Assert.Equal(Enumerable.Range(minutes[0], minutes.Count + 1).Where(minute => minute != Missing + 1), minutes);

        var (engine, features) = (new FeatureEngine(), new float[FeatureSchema.Count]);
        engine.StartSession(Monday);
        foreach (var bar in A.Bars)
        {
            if (!engine.TryAdd(bar, features)) continue;
            var row = Row(0, Monday.MinuteOf(bar.End));
            if (row >= 0) Assert.Equal(features, Built.Features(row).ToArray());
        }
    }

    [Fact]
    public void A_row_s_label_is_the_triple_barrier_s()
    {
        for (var row = 0; row < Built.Count; row++)
        {
            var minute = Minute(Built.Minute[row]);
            var series = Built.Symbol[row] == 0 ? A : B;
            var outcome = TripleBarrier.Label(series.Between(minute, Monday.Close), minute, Monday, Rules)!.Value;
            Assert.Equal(
                (outcome.Profit, (float)outcome.NetReturn, Monday.MinuteOf(outcome.ExitAt),
                    Math.Max(0, Exit - Built.Minute[row])),
                (Built.Profit[row], Built.NetReturn[row], Built.EndMinute[row], (int)Built.MinutesToExit[row]));
        }
        Assert.Equal([false, true], Built.Profit.Distinct().Order());
    }

    [Fact]
    public void The_variance_that_is_left_is_that_of_the_bars_from_the_decision_to_the_exit()
    {
        foreach (var minute in (int[])[60, Missing, Exit - 1])
        {
            var bars = A.Between(Minute(minute - 1), Minute(Exit)).ToArray();
            var left = bars.Skip(1).Zip(bars).Sum(
                pair => Math.Pow(Math.Log((double)pair.First.Close / (double)pair.Second.Close), 2));
            Assert.Equal(left, Built.RemainingVariance[Row(0, minute)], 1e-9);
        }
    }

    [Fact]
    public void A_bar_with_an_error_is_left_out()
    {
        var bars = A.Bars.ToArray();
        bars[100] = bars[100] with { High = 1m };
        var without = RowBuilder.Build(Monday, [new BarSeries("A", bars)], Rules);
        Assert.DoesNotContain((short)101, without.Minute);
        Assert.Contains((short)102, without.Minute);
    }

    private static int Row(short symbol, int minute) =>
        Enumerable.Range(0, Built.Count).FirstOrDefault(i => Built.Symbol[i] == symbol && Built.Minute[i] == minute, -1);

    private static BarSeries Swing(string symbol, double period, int missing = -1) => new(symbol,
        [.. Enumerable.Range(0, 390).Where(minute => minute != missing).Select(minute =>
            Flat(minute, 100m + Math.Round((decimal)Math.Sin(minute / period), 2)))]);
}
