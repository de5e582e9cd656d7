using Trading.Core.Evaluation;
using Trading.Core.Market;

namespace Trading.Tests.Core.Evaluation;

/// <summary>What doing without a model gives.</summary>
public sealed class BaselineTests
{
    private static readonly AccountRules Rules = new(100_000m, 10, Duration.FromMinutes(30));

    [Fact]
    public void A_minute_without_a_bar_trades_at_the_next_open()
    {
        var prices = SessionPrices.Of(
            new BarSeries("AAA", [Days.Bar(3, 10, 11, 9, 10.5m), Days.Bar(5, 12, 13, 11, 12.5m)]), Days.Monday)!;

        Assert.Equal([10, 10, 10, 10, 12, 12, 12.5], prices.Next.Take(7));
        Assert.Equal((10, 12.5), (prices.Open, prices.Close));
    }

    /// <summary>Closes fall for an hour and rise for a quarter: the lines cross once, soon after the turn.</summary>
    [Fact]
    public void The_MACD_rule_buys_where_the_lines_cross_and_no_later()
    {
        const int turn = 60;
        Bar[] bars = [.. Enumerable.Range(0, 75).Select(i => Days.Flat(i, 100 - (0.1m * i) + (0.3m * Math.Max(0, i - turn))))];
        Said[] rows = [.. Enumerable.Range(35, 40).Select(minute => new Said(0, (short)minute, 390, 0.5, 0.01))];

        var session = Judged.With(Judged.Session(rows), new BarSeries("AAA", bars));
        var (row, _) = Assert.Single(MacdCross.Signals(session));

        Assert.Equal(ExpectedCross(bars), rows[row].Minute);
        Assert.InRange(rows[row].Minute, turn + 1, turn + 6);
    }

    [Fact]
    public void Random_entries_in_a_market_that_stands_still_lose_their_costs_and_nothing_else()
    {
        var (account, sessions, prices) = Market(_ => 100);

        var random = RandomEntries.Of(account, sessions, prices, Rules, Days.Rules, seed: 1)!;

        Assert.Equal(200, random.Draws);
        Assert.Equal(((0.9998 / 1.0002) - 1) * 10_000, random.NetBpsATrade, 6);
        Assert.Equal(random.NetBpsInterval.Low, random.NetBpsInterval.High, 6);
    }

    /// <summary>A price that rises by the same share each minute earns it for each minute held, 20 here, whenever it was
    /// bought.</summary>
    [Fact]
    public void Random_entries_are_held_as_long_as_the_account_s_trades()
    {
        var (account, sessions, prices) = Market(minute => 100 * Math.Pow(1.0001, minute));

        var random = RandomEntries.Of(account, sessions, prices, Rules, Days.Rules with { CostBps = 0 }, seed: 1)!;

        Assert.Equal((Math.Pow(1.0001, 20) - 1) * 10_000, random.NetBpsATrade, 3);
    }

    [Fact]
    public void The_same_seed_draws_the_same_entries_and_another_others()
    {
        var (account, sessions, prices) = Market(minute => 100 + Math.Sin(minute));
        RandomEntries Drawn(int seed) => RandomEntries.Of(account, sessions, prices, Rules, Days.Rules, seed)!;

        Assert.Equal(Drawn(1), Drawn(1));
        Assert.NotEqual(Drawn(1), Drawn(2));
    }

    [Fact]
    public void Without_trades_there_is_nothing_to_compare_with()
    {
        var (account, sessions, prices) = Market(_ => 100);
        Assert.Null(RandomEntries.Of(account with { Trades = [] }, sessions, prices, Rules, Days.Rules, seed: 1));
    }

    private static (SignalAccount Account, EvaluatedSession[] Sessions, List<IReadOnlyList<SessionPrices>> Prices) Market(
        Func<int, double> price)
    {
        Said[] rows = [.. Enumerable.Range(35, 320).Select(at => new Said(0, (short)at, (short)(at + 20), 0.7, 0.01))];
        EvaluatedSession[] sessions = [Judged.With(Judged.Session(rows))];
        var account = SignalAccount.Run(sessions, Rules, session => session.Judged.Probabilities.Select((p, row) => (row, p)));
        double[] next = [.. Enumerable.Range(0, 391).Select(price)];
        return (account, sessions, [[new SessionPrices("AAA", next, next[0], next[^1])]]);
    }

    /// <summary>The rule in its textbook form (averages seeded by the mean of their first closes), in a few lines of its
    /// own.</summary>
    private static int ExpectedCross(Bar[] bars)
    {
        double[] closes = [.. bars.Select(bar => (double)bar.Close)];
        var (fast, slow) = (Average(closes, 12), Average(closes, 26));
        double[] macd = [.. Enumerable.Range(25, closes.Length - 25).Select(i => fast[i] - slow[i])];
        var signal = Average(macd, 9);
        var at = Enumerable.Range(9, macd.Length - 9).First(i => macd[i - 1] <= signal[i - 1] && macd[i] > signal[i]);
        return at + 25 + 1;
    }

    private static double[] Average(double[] values, int period)
    {
        var average = new double[values.Length];
        average[period - 1] = values.Take(period).Average();
        for (var i = period; i < values.Length; i++)
            average[i] = average[i - 1] + (2.0 / (period + 1) * (values[i] - average[i - 1]));
        return average;
    }
}
