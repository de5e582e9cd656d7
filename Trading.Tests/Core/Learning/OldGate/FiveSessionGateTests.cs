using Trading.Simulation.Markets;

namespace Trading.Tests.Core.Learning.OldGate;

/// <summary>The markets expose the old rule; what is promised of the new one is held by the tests of the evidence.</summary>
public sealed class FiveSessionGateTests(ITestOutputHelper output)
{
    [Fact]
    public void A_constant_passes_the_old_gate_on_noise_far_more_often_than_the_gate_promised()
    {
        var (nights, promoted) = (0, 0);
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var judged = new GateNights(SyntheticMarketKind.Noise, 250, seed, every: 12, withFeatures: false)
                .Judge(OldLearners.Constant, step: 1);
            output.WriteLine($"seed {seed}: {judged.Promoted} of {judged.Nights} nights");
            (nights, promoted) = (nights + judged.Nights, promoted + judged.Promoted);
        }
        Assert.True(promoted > 2 * FiveSessionGate.Significance * nights, $"{promoted} of {nights}");
    }
}
