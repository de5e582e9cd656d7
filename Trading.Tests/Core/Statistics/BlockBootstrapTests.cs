using CsCheck;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Trading.Core.Statistics;

namespace Trading.Tests.Core.Statistics;

public sealed class BlockBootstrapTests
{
    /// <summary>
    /// Politis and Romano (1994), lemma 1: the exact variance of the resampled mean, from the circular autocovariances. The
    /// samples of 250 values are nearly normal, so the half-width of the interval is 1.9735 of its roots: the quantile 1.9695 of
    /// Student's t with 249 degrees of freedom, from a table, times the root of 250 over 249.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(20)]
    public void The_width_agrees_with_the_variance_of_the_paper(double meanBlock)
    {
        var values = Autocorrelated(250, 0.6, seed: 3);
        var interval = new BlockBootstrap(values.Length, 1, 20_000, meanBlock).OfMean(values)!.Value;

        var expected = 1.9735 * Math.Sqrt(VarianceOfTheMean(values, 1 / meanBlock));
        Assert.Equal(1, (interval.High - interval.Low) / 2 / expected, 0.03);
        Assert.Equal(values.Average(), (interval.High + interval.Low) / 2, 0.1 * expected);
    }

    /// <summary>
    /// 600 series. Independent sessions, many and few; sessions that resemble their neighbours; and, to show that this test can
    /// fail, single sessions drawn from the latter.
    /// </summary>
    [Theory]
    [InlineData(90, 0, null, 0.92, 0.97)]
    [InlineData(20, 0, null, 0.90, 0.97)]
    [InlineData(90, 0.3, null, 0.89, 0.97)]
    [InlineData(90, 0.3, 1.0, 0.75, 0.88)]
    public void An_interval_of_95_percent_holds_the_true_mean_about_as_often(
        int sessions, double correlation, double? meanBlock, double least, double most)
    {
        var held = 0;
        for (var seed = 0; seed < 600; seed++)
        {
            var values = Autocorrelated(sessions, correlation, seed);
            var interval = new BlockBootstrap(sessions, seed, 400, meanBlock).OfMean(values)!.Value;
            if (interval.Low <= 0 && interval.High >= 0) held++;
        }
        Assert.InRange(held / 600.0, least, most);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        var values = Autocorrelated(40, 0, seed: 1);

        Assert.Equal(new BlockBootstrap(40, 7).OfMean(values), new BlockBootstrap(40, 7).OfMean(values));
        Assert.NotEqual(new BlockBootstrap(40, 7).OfMean(values), new BlockBootstrap(40, 8).OfMean(values));
    }

    [Fact]
    public void Moving_and_stretching_the_values_moves_and_stretches_the_interval() =>
        Gen.Select(Gen.Double[-5, 5].Array[2, 60], Gen.Double[-9, 9], Gen.Double[0.1, 10]).Sample((values, move, stretch) =>
        {
            var bootstrap = new BlockBootstrap(values.Length, 1, 200);
            var before = bootstrap.OfMean(values)!.Value;
            var after = bootstrap.OfMean([.. values.Select(v => (v * stretch) + move)])!.Value;
            Assert.Equal((before.Low * stretch) + move, after.Low, 9);
            Assert.Equal((before.High * stretch) + move, after.High, 9);
        });

    [Fact]
    public void Figures_are_drawn_on_the_same_sessions()
    {
        var bootstrap = new BlockBootstrap(30, 1, 500);
        var values = Autocorrelated(30, 0, seed: 2);

        Assert.Equal(
            bootstrap.OfMean(values),
            bootstrap.Of(drawn =>
            {
                var (sum, count) = (0.0, 0);
                foreach (var session in drawn) (sum, count) = (sum + values[session], count + 1);
                return sum / count;
            }));
    }

    [Fact]
    public void A_figure_that_is_seldom_defined_has_no_interval()
    {
        var bootstrap = new BlockBootstrap(30, 1, 500);
        var (defined, asked) = (0, 0);

        Assert.Null(bootstrap.Of(_ => asked++ % 2 == 0 ? 1 : null));
        Assert.Equal(new ConfidenceInterval(1, 1), bootstrap.Of(_ => defined++ % 3 == 0 ? null : 1));
    }

    [Fact]
    public void A_single_session_has_no_interval() => Assert.Null(new BlockBootstrap(1, 1).OfMean([3]));

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockBootstrap(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockBootstrap(5, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockBootstrap(5, 1, 10, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockBootstrap(5, 1).OfMean([1, 2, 3, 4, 5], 1));
        Assert.Throws<ArgumentException>(() => new BlockBootstrap(5, 1).OfMean([1, 2]));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(27, 3)]
    [InlineData(1_000, 10)]
    public void A_run_is_as_long_as_the_cube_root_of_the_sessions(int sessions, double expected) =>
        Assert.Equal(expected, BlockBootstrap.BlockLength(sessions), 9);

    /// <summary>Normal values with mean 0, each resembling the one before it (AR(1), started in its stationary law).</summary>
    private static double[] Autocorrelated(int count, double correlation, int seed)
    {
        var normal = new Normal(0, 1, new Xoshiro256StarStar(1_000 + seed, threadSafe: false));
        var values = new double[count];
        values[0] = normal.Sample() / Math.Sqrt(1 - (correlation * correlation));
        for (var i = 1; i < count; i++) values[i] = (correlation * values[i - 1]) + normal.Sample();
        return values;
    }

    private static double VarianceOfTheMean(double[] values, double endOfRun)
    {
        var n = values.Length;
        var mean = values.Average();
        var sum = Covariance(0);
        for (var lag = 1; lag < n; lag++) sum += 2 * (1 - (lag / (double)n)) * Math.Pow(1 - endOfRun, lag) * Covariance(lag);
        return sum / n;

        double Covariance(int lag) => Enumerable.Range(0, n).Average(i => (values[i] - mean) * (values[(i + lag) % n] - mean));
    }
}
