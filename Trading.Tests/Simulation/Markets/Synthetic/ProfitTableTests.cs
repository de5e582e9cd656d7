using Trading.Cli.Output;
using Trading.Simulation.Markets.Synthetic;

namespace Trading.Tests.Simulation.Markets.Synthetic;

public sealed class ProfitTableTests
{
    private static readonly PriceLattice Lattice = new(SampleMarkets.Rules);

    /// <summary>The gambler's ruin (Feller, An Introduction to Probability Theory, volume 1, XIV.2).</summary>
    [Theory]
    [InlineData(0.47)]
    [InlineData(0.49)]
    [InlineData(0.501)]
    [InlineData(0.53)]
    public void With_all_the_time_in_the_world_it_is_the_gamblers_ruin(double up)
    {
        var odds = (1 - up) / up;
        var ruin = (1 - Math.Pow(odds, Lattice.StopSteps)) / (1 - Math.Pow(odds, Lattice.StopSteps + Lattice.TargetSteps));
        var table = new ProfitTable(Lattice, up, up, minutes: 1_500);
        Assert.Equal(ruin, table.IfQuiet(1_500), 1e-6);
        Assert.Equal(ruin, table.IfBusy(1_500), 1e-6);
    }

    [Fact]
    public void A_fair_walk_reaches_the_target_as_often_as_the_stop_is_nearer()
    {
        var fair = new ProfitTable(Lattice, 0.5, 0.5, minutes: 1_500);
        Assert.Equal((double)Lattice.StopSteps / (Lattice.StopSteps + Lattice.TargetSteps), fair.IfQuiet(1_500), 1e-6);
    }

    [Fact]
    public void In_one_minute_no_barrier_is_near_and_it_is_a_binomial_tail()
    {
        var table = new ProfitTable(Lattice, 0.45, 0.55, minutes: 1);
        Assert.Equal(Tail(0.45), table.IfQuiet(1), 1e-12);
        Assert.Equal(Tail(0.55), table.IfBusy(1), 1e-12);

        // More ups than downs in sixteen steps: nine or more.
        static double Tail(double up) =>
            Enumerable.Range(9, 8).Sum(k => Choose(16, k) * Math.Pow(up, k) * Math.Pow(1 - up, 16 - k));
        static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
    }

    [Fact]
    public void Without_time_nothing_is_won() => Assert.Equal(0, new ProfitTable(Lattice, 0.5, 0.5, minutes: 0).IfQuiet(0));
}
