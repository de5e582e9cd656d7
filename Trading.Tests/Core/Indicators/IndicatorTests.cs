using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Indicators;

namespace Trading.Tests.Core.Indicators;

public class IndicatorTests
{
    private static readonly Gen<double[]> Closes = Gen.Double[1, 1000].Array[40, 120];
    private static readonly Gen<double[]> Volumes = Gen.Int[0, 100_000].Select(shares => (double)shares).Array[20, 120];

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1)]
    [InlineData(-1, 0)]
    public void Rsi_of_flat_rising_and_falling_prices_is_a_half_one_and_zero(double step, double expected)
    {
        var rsi = new Rsi();
        for (var i = 0; i < 50; i++) rsi.Add(100 + (i * step));
        Assert.Equal(expected, rsi.Value);
    }

    [Fact]
    public void True_range_reaches_back_to_the_previous_close()
    {
        var atr = new Atr(1);
        atr.Add(high: 11, low: 10, close: 10.5);
        Assert.Equal(1, atr.Value);
        atr.Add(high: 15, low: 14, close: 14.5);
        Assert.Equal(4.5, atr.Value);
        atr.Add(high: 9, low: 8, close: 8.5);
        Assert.Equal(6.5, atr.Value);
    }

    [Fact]
    public void Vwap_is_undefined_until_something_traded_and_unmoved_by_bars_without_volume()
    {
        var vwap = new SessionVwap();
        vwap.Add(12, 6, 9, volume: 0);
        Assert.False(vwap.IsReady);
        vwap.Add(11, 9, 10, volume: 100);
        vwap.Add(90, 90, 90, volume: 0);
        Assert.True(vwap.IsReady);
        Assert.Equal(10, vwap.Value);
    }

    [Fact]
    public void Volatility_is_the_spread_of_the_last_log_returns() =>
        Closes.Sample(closes =>
        {
            var volatility = new RollingVolatility(15);
            for (var i = 0; i < closes.Length; i++)
            {
                volatility.Add(closes[i]);
                Assert.Equal(i >= 15, volatility.IsReady);
                if (i < 15) continue;
                var returns = Enumerable.Range(i - 14, 15).Select(j => Math.Log(closes[j]) - Math.Log(closes[j - 1])).ToArray();
                Assert.Equal(Math.Sqrt(returns.Average(r => r * r) - Math.Pow(returns.Average(), 2)), volatility.Value, 1e-9);
            }
        });

    [Fact]
    public void Volatility_of_prices_that_stand_still_is_zero_even_after_a_jump()
    {
        var volatility = new RollingVolatility(15);
        volatility.Add(3.7);
        for (var i = 0; i < 16; i++) volatility.Add(95.1);
        Assert.Equal(0, volatility.Value);
    }

    [Fact]
    public void Volume_z_score_is_the_newest_volumes_distance_from_the_mean_in_spreads() =>
        Volumes.Sample(volumes =>
        {
            var score = new VolumeZScore(20);
            foreach (var volume in volumes) score.Add(volume);
            var last = volumes[^20..];
            var spread = Math.Sqrt(last.Average(v => Math.Pow(v - last.Average(), 2)));
            Assert.Equal(spread == 0 ? 0 : (last[^1] - last.Average()) / spread, score.Value, 1e-9);
            Assert.InRange(Math.Abs(score.Value), 0, Math.Sqrt(19) + 1e-9);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(731)]
    public void Volumes_that_are_all_the_same_are_usual(double volume)
    {
        var (score, relative) = (new VolumeZScore(20), new RelativeVolume());
        for (var i = 0; i < 40; i++)
        {
            score.Add(volume);
            relative.Add(volume);
        }
        Assert.Equal(0, score.Value);
        Assert.Equal((0, 0, 0, 0), (relative.Newest, relative.Fast, relative.Slow, relative.FastToOpening));
    }

    [Fact]
    public void Relative_volume_compares_the_recent_mean_with_the_sessions() =>
        Volumes.Sample(volumes =>
        {
            var relative = new RelativeVolume(5, 15);
            var slow = new Ema(15);
            foreach (var volume in volumes)
            {
                relative.Add(volume);
                slow.Add(volume);
            }
            var session = volumes.Average() + 1;
            Assert.Equal(Math.Log((volumes[^1] + 1) / session), relative.Newest, 1e-9);
            Assert.Equal(Math.Log((volumes[^5..].Average() + 1) / session), relative.Fast, 1e-9);
            Assert.Equal(Math.Log((slow.Value + 1) / session), relative.Slow, 1e-9);
        });

    [Fact]
    public void Returns_span_minutes_of_the_clock_across_gaps()
    {
        var returns = new RollingReturn();
        returns.Add(3, 100);
        Assert.True(double.IsNaN(returns.Over(1)));
        returns.Add(4, 110);
        returns.Add(10, 121);

        Assert.Equal(0.1, returns.Over(1), 1e-12);
        Assert.Equal(0.1, returns.Over(6), 1e-12);
        Assert.Equal(0.21, returns.Over(7), 1e-12);
        Assert.True(double.IsNaN(returns.Over(8)));
        Assert.Throws<ArgumentOutOfRangeException>(() => returns.Over(-1));
    }

    [Fact]
    public void Density_counts_the_minutes_that_had_a_bar() =>
        Gen.Select(Gen.Int[1, 63], Gen.Int[0, 389].HashSet[1, 120]).Sample((length, set) =>
        {
            var minutes = set.Order().ToArray();
            var density = new BarDensity(length);
            foreach (var minute in minutes) density.Add(minute);
            Assert.Equal(minutes.Count(minute => minute > minutes[^1] - length) / (double)length, density.Value, 1e-12);
        });

    [Fact]
    public void Day_range_places_the_close_between_low_and_high()
    {
        var day = new DayRange();
        day.Add(open: 10, high: 10, low: 10, close: 10);
        Assert.Equal(0.5, day.Position);
        day.Add(open: 11, high: 12, low: 8, close: 11);
        Assert.Equal(0.75, day.Position);
        Assert.Equal(0.1, day.FromOpen, 1e-12);
        Assert.Equal((11.0 / 12) - 1, day.FromHigh, 1e-12);
        Assert.Equal((11.0 / 8) - 1, day.FromLow, 1e-12);
    }
}
