using Trading.Tests.Simulation.Markets.Moods;

namespace Trading.Tests.Core.Learning;

public sealed class SimulatedRecordsTests
{
    private const int Sessions = 2_000;

    [Fact]
    public void Sessions_have_moods_as_the_recorded_ones_have()
    {
        var life = SimulatedRecords.Noise(1, Sessions);
        Assert.InRange(Moments.Deviation([.. life.Select(s => s.Average(r => r.Profit ? 1.0 : 0.0))]), 0.18, 0.22);
        Assert.InRange(OneSymbol(life), 0.30, 0.34);
        Assert.InRange(
            Moments.Deviation([.. life.Select(s => s.Where(r => r.MinutesToExit is > 205 and <= 235).Average(Hit))]), 0.26, 0.30);
        Assert.InRange(life.Average(s => s.Average(Hit)), 0.44, 0.46);
        double[] returns = [.. life.SelectMany(s => s).Select(r => r.NetReturn)];
        Assert.InRange(Moments.Deviation(returns), 0.0095, 0.0120);
        Assert.InRange(Moments.Kurtosis(returns), 6, 12);
    }

    [Fact]
    public void A_life_follows_from_its_seed_and_a_longer_one_begins_in_the_same_way()
    {
        Assert.Equal(SimulatedRecords.Noise(7, 3)[2], SimulatedRecords.Noise(7, 9)[2]);
        Assert.NotEqual(SimulatedRecords.Noise(7, 3)[2], SimulatedRecords.Noise(8, 3)[2]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_base_forecast_is_true_on_the_average(int kind)
    {
        var life = Life(kind);
        var (mean, error) = MeanOf(life, r => Hit(r) - r.Base);
        Assert.True(Math.Abs(mean) < 3 * error, $"{mean:0.0000} ± {error:0.0000}");
    }

    [Fact]
    public void Noise_says_nothing_and_costs_its_costs()
    {
        var (mean, error) = MeanOf(Life(0), r => (r.Score - LogOdds.Logit(r.Base)) * (Hit(r) - r.Base));
        Assert.True(Math.Abs(mean) < 3 * error, $"{mean:0.0000} ± {error:0.0000}");
        var (net, netError) = MeanOf(Life(0), r => r.NetReturn);
        Assert.True(Math.Abs(net + SimulatedRecords.Cost) < 3 * netError, $"{net:0.00000} ± {netError:0.00000}");
    }

    [Fact]
    public void Asymmetric_scores_are_true_and_high_and_pay_nothing_whatever_they_say()
    {
        var life = Life(1);
        for (var from = 0.55; from < 0.89; from += 0.07)
        {
            var (low, high) = (LogOdds.Logit(from), LogOdds.Logit(from + 0.07));
            var bin = life.Select(s => s.Where(r => r.Score >= low && r.Score < high).ToArray()).Where(s => s.Length > 0)
                .ToArray();
            var (excess, excessError) = MeanOf(bin, r => Hit(r) - LogOdds.Probability(r.Score));
            Assert.True(Math.Abs(excess) < 3 * excessError, $"{from:0.00}: {excess:0.0000} ± {excessError:0.0000}");
            var (net, netError) = MeanOf(bin, r => r.NetReturn);
            Assert.True(Math.Abs(net + SimulatedRecords.Cost) < 3 * netError, $"{from:0.00}: {net:0.00000} ± {netError:0.00000}");
        }
    }

    [Fact]
    public void An_edge_pays_where_the_score_is_high()
    {
        var high = Life(2).Select(s => s.Where(r => r.Score > LogOdds.Logit(0.65)).ToArray()).Where(s => s.Length > 0).ToArray();
        var (net, error) = MeanOf(high, r => r.NetReturn);
        Assert.True(net > 5 * error, $"{net:0.00000} ± {error:0.00000}");
    }

    private static IReadOnlyList<SimulatedRow[]> Life(int kind) => kind switch
    {
        0 => SimulatedRecords.Noise(11, Sessions),
        1 => SimulatedRecords.Asymmetric(11, Sessions),
        _ => SimulatedRecords.Edge(11, 0.6, Sessions),
    };

    private static double Hit(SimulatedRow row) => row.Profit ? 1 : 0;

    private static double OneSymbol(IReadOnlyList<SimulatedRow[]> life) =>
        Enumerable.Range(0, SessionMood.Symbols).Average(symbol => Moments.Deviation(
            [.. life.Select(s => s.Where((_, i) => i % SessionMood.Symbols == symbol).Average(Hit))]));

    /// <summary>Mean over sessions of their means, and its standard error: only sessions are independent.</summary>
    private static (double Mean, double Error) MeanOf(IReadOnlyList<SimulatedRow[]> life, Func<SimulatedRow, double> figure)
    {
        double[] means = [.. life.Select(s => s.Average(figure))];
        return (means.Average(), Moments.Deviation(means) / Math.Sqrt(means.Length));
    }
}
