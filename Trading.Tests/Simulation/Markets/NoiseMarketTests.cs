using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Simulation.Markets;
using Trading.Simulation.Markets.Synthetic;
using Trading.Tests.Simulation.Markets.Moods;

namespace Trading.Tests.Simulation.Markets;

public sealed class NoiseMarketTests
{
    private const int Sessions = 240;
    private static readonly Lazy<SyntheticMarket> Market = new(
        () => SampleMarkets.Market(SyntheticMarketKind.Noise, Sessions, seed: 31));
    private static readonly Lazy<MarketMoods> Moods = new(
        () => MarketMoods.Of(Market.Value, new WeekdayCalendar(), SampleMarkets.Rules));

    // In these tests the middle of each range is what studies/moods measures on the nine liquid names of the recorded bars.
    [Fact]
    public void Sessions_have_moods_like_recorded_ones()
    {
        Assert.InRange(Moods.Value.ProfitRate.Deviation, 0.16, 0.24);
        Assert.InRange(Moods.Value.ProfitRate.Autocorrelation, -0.25, 0.20);
        Assert.InRange(Moods.Value.ProfitRateOfOneSymbol.Deviation, 0.29, 0.35);
        Assert.InRange(Moods.Value.Drift.Deviation, 108, 168);
        Assert.InRange(Moods.Value.LogVolatility.Deviation, 0.19, 0.31);
        Assert.InRange(Moods.Value.LogVolatility.Autocorrelation, 0.30, 0.75);
        Assert.InRange(Moods.Value.Correlation.FiveMinutes, 0.27, 0.37);
        Assert.InRange(Moods.Value.Correlation.SessionReturn, 0.27, 0.47);
    }

    [Fact]
    public void Minutes_have_clustered_volatility_and_fat_tails_like_recorded_ones()
    {
        Assert.InRange(Moods.Value.MedianVolatility, 1.2, 1.8);
        Assert.InRange(Moods.Value.AbsoluteAutocorrelation.One, 0.15, 0.25);
        Assert.InRange(Moods.Value.AbsoluteAutocorrelation.Ten, 0.10, 0.18);
        Assert.InRange(Moods.Value.AbsoluteAutocorrelation.Sixty, 0.02, 0.06);
        Assert.InRange(Moods.Value.Kurtosis, 6.5, 10.5);
        Assert.InRange(Moods.Value.Ends.Time, 0.83, 0.93);
        Assert.InRange(Moods.Value.MoveByHalfHour[0], 1.8, 2.3);
    }

    [Theory]
    [InlineData("the symbol's last minute")]
    [InlineData("the market's last minute")]
    [InlineData("the session so far")]
    [InlineData("volume")]
    [InlineData("volatility")]
    [InlineData("nothing")]
    public void Nothing_that_was_seen_foretells_the_way_a_price_goes(string seen)
    {
        double[] sessions = [.. Market.Value.Sessions.AsParallel().AsOrdered().Select(date =>
        {
            var series = Market.Value.Read(date);
            return series.Sum(s => Enumerable.Range(40, 340).Sum(minute => Foretold(seen, series, s, minute) * Move(s, minute)));
        })];
        var error = Moments.Deviation(sessions) * Math.Sqrt(sessions.Length);
        Assert.True(Math.Abs(sessions.Sum()) < 3.5 * error, $"{sessions.Sum() / error:0.0} standard errors");
    }

    [Fact]
    public void Eight_rungs_double_the_volatility()
    {
        Assert.Equal(1_000, VolatilityLadder.Scale(1_000, 0));
        Assert.Equal(2_000, VolatilityLadder.Scale(1_000, 8));
        Assert.Equal(500, VolatilityLadder.Scale(1_000, -8));
        for (var rung = -VolatilityLadder.Highest; rung <= VolatilityLadder.Highest; rung++)
        {
            var expected = Math.Pow(2, rung / 8.0);
            Assert.Equal(expected, VolatilityLadder.Scale(1L << 36, rung) / Math.Pow(2, 36), expected / 1e5);
        }
        Assert.Equal(VolatilityLadder.Scale(1_000, VolatilityLadder.Highest), VolatilityLadder.Scale(1_000, 99));
    }

    /// <summary>A number known before the minute begins, of which the next move would have to know something.</summary>
    private static double Foretold(string seen, IReadOnlyList<BarSeries> all, BarSeries series, int minute) => seen switch
    {
        "the symbol's last minute" => Math.Sign(Move(series, minute - 1)),
        "the market's last minute" => Math.Sign(all.Sum(s => Move(s, minute - 1))),
        "the session so far" => Math.Sign(series.Bars[minute - 1].Close - series.Bars[0].Open),
        "volume" => series.Bars[minute - 1].Volume > series.Bars[minute - 21].Volume ? 1 : -1,
        "volatility" => Math.Abs(Move(series, minute - 1)) > Math.Abs(Move(series, minute - 21)) ? 1 : -1,
        _ => 1,
    };

    private static double Move(BarSeries series, int minute) =>
        ((double)series.Bars[minute].Close / (double)series.Bars[minute].Open) - 1;
}
