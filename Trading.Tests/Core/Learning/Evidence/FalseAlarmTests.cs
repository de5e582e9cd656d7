namespace Trading.Tests.Core.Learning.Evidence;

/// <summary>Recipes that know nothing, or nothing that pays, looked at every night for a year.</summary>
public sealed class FalseAlarmTests(ITestOutputHelper output)
{
    private const int Lives = 200;

    [Fact]
    public void A_recipe_that_knows_nothing_is_proven_in_at_most_one_life_in_a_hundred() =>
        Assert.InRange(Proven(seed => SimulatedRecords.Noise(seed)), 0, Lives / 100);

    [Fact]
    public void A_recipe_that_knows_hit_rates_which_pay_nothing_is_proven_in_at_most_one_life_in_a_hundred() =>
        Assert.InRange(Proven(seed => SimulatedRecords.Asymmetric(seed)), 0, Lives / 100);

    [Fact]
    public void A_strong_edge_is_proven_within_a_quarter_of_a_year_in_most_lives() =>
        Assert.InRange(Proven(seed => SimulatedRecords.Edge(seed, 1.5, sessions: 63)), Lives * 8 / 10, Lives);

    private int Proven(Func<int, IReadOnlyList<SimulatedRow[]>> lifeOf)
    {
        var seeds = Enumerable.Range(0, Lives).AsParallel().Where(seed => SimulatedLife.Of(lifeOf(seed)).ProvenAt is not null)
            .Order()
            .ToList();
        output.WriteLine($"Proven: {seeds.Count} of {Lives} lives; seeds {string.Join(", ", seeds)}");
        return seeds.Count;
    }
}
