using Trading.Simulation.Markets;

namespace Trading.Tests.Core.Learning.OldGate;

/// <summary>The markets expose the old rule; that the new one is not taken in is held by the tests of the evidence.</summary>
public sealed class FiveSessionGateTests(ITestOutputHelper output)
{
    private const int Lives = 4;
    private const int Year = 250;

    // The whole study gives 2.2 % of nights for a coin, and 2.4 % for the overall rate: studies/oldgate.
    [Fact]
    public void On_noise_the_old_gate_promotes_models_that_know_nothing_on_more_nights_than_it_promised()
    {
        var (nights, promoted, lives) = (0, 0, 0);
        foreach (var market in Markets())
        {
            var coin = market.Judge(OldLearners.Coin, step: 1);
            var rate = market.Judge(OldLearners.OverallRate, step: 1);
            output.WriteLine($"of {coin.Nights} nights: a coin {coin.Promoted}, the overall rate {rate.Promoted}");
            nights += coin.Nights + rate.Nights;
            promoted += coin.Promoted + rate.Promoted;
            lives += coin.Promoted > 0 ? 1 : 0;
        }
        Assert.True(promoted > 1.5 * FiveSessionGate.Significance * nights, $"{promoted} of {nights} nights");
        Assert.True(lives >= Lives - 1, $"a coin was promoted in {lives} of {Lives} years");
    }

    [Fact]
    public void The_old_gate_promotes_what_knows_something_on_most_nights()
    {
        var market = new GateNights(SyntheticMarketKind.Planted, 40, 1, every: 12, withFeatures: true);
        var (nights, promoted) = market.Judge(Volume, step: 4);
        Assert.True(promoted >= 0.8 * nights, $"{promoted} of {nights} nights");
    }

    private static IEnumerable<GateNights> Markets() =>
        Enumerable.Range(1, Lives).Select(seed => new GateNights(SyntheticMarketKind.Noise, Year, seed, every: 24, false));

    /// <summary>Knows what the planted market hides: rates by relative volume, learned from the first block.</summary>
    private static Func<GateRow, double> Volume(IReadOnlyList<GateRow> training, IReadOnlyList<GateRow> calibration)
    {
        var feature = (int)Trading.Core.Features.Feature.VolumeToOpening;
        var cut = training.Select(r => r.Features[feature]).Order().ElementAt(training.Count * 2 / 3);
        var rates = training.ToLookup(r => r.Features[feature] > cut, r => r.Profit ? 1.0 : 0.0);
        return row => rates[row.Features[feature] > cut].Average();
    }
}
