using Trading.Simulation.Markets;

namespace Trading.Tests.Core.Learning.OldGate;

/// <summary>Counts what the old gate promotes on the synthetic markets: <c>studies/oldgate</c>.</summary>
public sealed class OldGateStudy(ITestOutputHelper output)
{
    private const int Year = 250;

    [Fact(Explicit = true)]
    public void Nights_on_which_the_old_gate_promotes()
    {
        (string Name, OldLearner Learner)[] ignorant =
        [
            ("says one half", OldLearners.Coin),
            ("says the overall rate", OldLearners.OverallRate),
            ("says the calibration block's rate", OldLearners.CalibrationRate),
        ];
        foreach (var (name, learner) in ignorant)
            Count(SyntheticMarketKind.Noise, name, learner, lives: 20, every: 24, step: 1, withFeatures: false);
        Count(SyntheticMarketKind.Noise, "random forest", OldLearners.Forest, lives: 8, every: 2, step: 3, withFeatures: true);
        Count(
            SyntheticMarketKind.Asymmetric, "random forest", OldLearners.Forest, lives: 1, every: 2, step: 8, withFeatures: true);
    }

    private void Count(
        SyntheticMarketKind kind, string name, OldLearner learner, int lives, int every, int step, bool withFeatures)
    {
        var counts = Enumerable.Range(1, lives)
            .Select(seed => new GateNights(kind, Year, seed, every, withFeatures).Judge(learner, step)).ToList();
        var (nights, promoted) = (counts.Sum(c => c.Nights), counts.Sum(c => c.Promoted));
        output.WriteLine($"{kind}, {name}: {promoted} of {nights} nights ({100.0 * promoted / nights:0.0} %), "
            + $"{counts.Count(c => c.Promoted > 0)} of {lives} years with a promotion");
    }
}
