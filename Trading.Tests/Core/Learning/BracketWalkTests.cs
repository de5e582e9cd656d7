using CsCheck;
using Trading.Core.Learning;
using Trading.Core.Market;
using static Trading.Tests.Core.Days;
using Barrier = Trading.Core.Learning.Barrier;

namespace Trading.Tests.Core.Learning;

/// <summary>The walk from bar to bar against the label by its definition, on sparse sessions of wild bars.</summary>
public sealed class BracketWalkTests
{
    private static readonly Gen<Bar[]> Bars = Gen.Select(
        Gen.Int[0, 395].Array[0, 60], Gen.Int[9_500, 10_500].Array[60], Gen.Int[0, 300].Array[60], Gen.Int[0, 300].Array[60],
        (minutes, prices, up, down) => minutes.Distinct().Order().Select((minute, i) => Bar(
            minute, prices[i] / 100m, (prices[i] + up[i]) / 100m, (prices[i] - down[i]) / 100m,
            (prices[i] + up[i] - down[i]) / 100m))
            .ToArray());

    [Fact]
    public void It_ends_where_the_definition_ends() => Gen.Select(Bars, Gen.Int[0, 389]).Sample((bars, decided) =>
    {
        Assert.Equal(Definition(bars, Minute(decided)), Walked(bars, Minute(decided)));
    }, iter: 2_000);

    [Fact]
    public void It_is_the_label() => Gen.Select(Bars, Gen.Int[0, 389]).Sample((bars, decided) =>
        Assert.Equal(TripleBarrier.Label(bars, Minute(decided), Monday, Rules), Walked(bars, Minute(decided))));

    [Fact]
    public void The_outcome_is_known_with_the_bar_in_which_it_happens()
    {
        var walk = new BracketWalk(Minute(10), Monday, Rules);
        Assert.Null(walk.Add(Flat(10)));
        Assert.Null(walk.Add(Flat(11, 101)));
        Assert.Equal((Barrier.Stop, Minute(12)), (walk.Add(Flat(12, 97)) is { } end ? (end.Barrier, end.ExitAt) : default));
    }

    [Fact]
    public void A_trade_that_could_not_begin_before_its_exit_is_missed()
    {
        var walk = new BracketWalk(Minute(10), Monday, Rules);
        Assert.Null(walk.Add(Flat(385)));
        Assert.True(walk.IsMissed);
        Assert.Null(walk.AtLastBar());
    }

    [Fact]
    public void Before_any_bar_there_is_no_outcome() => Assert.Null(new BracketWalk(Minute(10), Monday, Rules).AtLastBar());

    private static TradeOutcome? Walked(Bar[] bars, Instant decided)
    {
        var walk = new BracketWalk(decided, Monday, Rules);
        foreach (var bar in bars)
        {
            if (walk.Add(bar) is { } outcome) return outcome;
        }
        return walk.IsMissed ? null : walk.AtLastBar();
    }

    // Written without looking at the walk: the held bars as a list, and the first that ends the trade.
    private static TradeOutcome? Definition(Bar[] bars, Instant decided)
    {
        var exitAt = Rules.DayExit(Monday);
        var later = bars.Where(b => b.Start >= decided && b.Start < Monday.Close).ToList();
        if (later.Count == 0 || later[0].Start >= exitAt) return null;
        var entry = later[0].Open;
        var (stop, target) = (entry * 0.98m, entry * 1.04m);
        var held = later.TakeWhile(b => b.Start < exitAt).ToList();
        var ending = held.FindIndex(b => b.Low <= stop || b.High >= target);
        if (ending >= 0)
        {
            var bar = held[ending];
            return bar.Low <= stop
                ? Outcome(Math.Min(bar.Open, stop), bar, Barrier.Stop)
                : Outcome(Math.Max(bar.Open, target), bar, Barrier.Target);
        }
        return later.Count > held.Count
            ? Outcome(later[held.Count].Open, later[held.Count], Barrier.Time)
            : Outcome(held[^1].Close, held[^1], Barrier.Time);

        TradeOutcome Outcome(decimal exit, Bar bar, Barrier barrier)
        {
            var net = (exit * 0.9998m / (entry * 1.0002m)) - 1;
            return new TradeOutcome(net > 0, (double)net, later[0].Start, bar.Start, barrier);
        }
    }
}
