using Trading.Core.Learning.Evidence;

namespace Trading.Tests.Core.Learning.Evidence;

/// <summary>Prints how often simulated recipes reach each bar, looked at every night of a year: <c>studies/lives</c>.</summary>
public sealed class LivesStudy(ITestOutputHelper output)
{
    private const int Many = 10_000;
    private const int Some = 400;

    [Fact(Explicit = true)]
    public void How_often_simulated_recipes_reach_each_bar()
    {
        output.WriteLine("life                  lives  over base  over trivial  profit  proven  median session  gain (nats)");
        Count("noise", Many, seed => SimulatedRecords.Noise(seed));
        Count("asymmetric", Many, seed => SimulatedRecords.Asymmetric(seed));
        foreach (var strength in new[] { 0.2, 0.4, 0.8, 1.5 })
            Count($"edge {strength:0.0}", Some, seed => SimulatedRecords.Edge(seed, strength));
    }

    private void Count(string name, int lives, Func<int, IReadOnlyList<SimulatedRow[]>> lifeOf)
    {
        var all = Enumerable.Range(0, lives).AsParallel().AsOrdered().Select(seed => SimulatedLife.Of(lifeOf(seed))).ToList();
        var proven = all.Select(life => life.ProvenAt).OfType<int>().Order().ToList();
        output.WriteLine(
            $"{name,-20} {lives,6} {Reach(all, p => p.OverBase, EvidenceBars.Forecast),10} "
            + $"{Reach(all, p => p.OverTrivial, EvidenceBars.Forecast),13} {Reach(all, p => p.Profit, EvidenceBars.Profit),7} "
            + $"{proven.Count,7} {(proven.Count == 0 ? "-" : $"{proven[proven.Count / 2]}"),15} "
                + $"{all.Average(l => l.Gain),12:0.00000}");
    }

    private static int Reach(List<SimulatedLife> lives, Func<EvidencePoint, double> odds, double bar) =>
        lives.Count(life => life.Points.Any(point => odds(point) >= Math.Log10(bar)));
}
