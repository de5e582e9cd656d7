using CsCheck;
using Trading.Core.Learning.Base;
using Trading.Core.Orders;

namespace Trading.Tests.Core.Learning.Base;

public sealed class DriftlessWalkTests
{
    private static readonly Gen<double> Deviation = Gen.Double[-9, 1].Select(Math.Exp);

    /// <summary>The steps are exact for the mean and the first five moments; barriers and the costs' edge lie where the lattice
    /// has
    /// them.</summary>
    [Theory]
    [InlineData(0.003)]
    [InlineData(0.01)]
    [InlineData(0.02)]
    [InlineData(0.05)]
    [InlineData(0.2)]
    public void It_is_what_a_walk_on_a_fine_lattice_does(double deviation) => Assert.Equal(
        OnALattice(deviation, target: 40, stop: -20, spacing: 0.001), DriftlessWalk.Exact(deviation, 0.04, -0.02, 0.0005),
            tolerance: 0.0005);

    [Fact]
    public void Without_costs_a_symmetric_bracket_is_a_coin() => Gen.Select(Deviation, Gen.Double[0.001, 0.1])
        .Sample((deviation, barrier) => Assert.Equal(0.5, DriftlessWalk.Exact(deviation, barrier, -barrier, 0), 9));

    /// <summary>A fair game: what is won times its chance is what is lost times its chance.</summary>
    [Fact]
    public void With_much_time_the_barriers_alone_decide() => Gen.Select(Gen.Double[0.002, 0.1], Gen.Double[-0.1, -0.002])
        .Sample((target, stop) =>
            Assert.Equal(-stop / (target - stop), DriftlessWalk.Exact(50 * (target - stop), target, stop, 1e-4), 6));

    [Fact]
    public void With_no_time_the_costs_are_lost() => Assert.Equal(1e-4, DriftlessWalk.Exact(1e-5, 0.04, -0.02, 4e-4));

    [Fact]
    public void A_target_that_does_not_cover_the_costs_never_pays() =>
        Assert.All((double[])[1e-4, 1e-2, 1], d => Assert.Equal(1e-4, DriftlessWalk.Exact(d, 0.001, -0.02, 0.001)));

    [Fact]
    public void Higher_costs_never_raise_it() => Gen.Select(Deviation, Gen.Double[0, 0.01], Gen.Double[0, 0.01])
        .Sample((deviation, cost, more) => Assert.True(
            DriftlessWalk.Exact(deviation, 0.04, -0.02, cost + more) <= DriftlessWalk.Exact(deviation, 0.04, -0.02, cost)
                + 1e-12));

    [Fact]
    public void The_table_of_a_plan_is_the_exact_walk_through_its_bracket() => Deviation.Sample(deviation =>
    {
        var exact = DriftlessWalk.Exact(deviation, Math.Log(1.04), Math.Log(0.98), Math.Log(1.0002 / 0.9998));
        Assert.Equal(exact, DriftlessWalk.Of(Days.Rules).ProfitProbability(deviation), 3);
    });

    /// <summary>Costs that no other test has, because tables are kept.</summary>
    [Fact]
    public void The_table_of_any_plan_is_the_exact_walk_through_its_bracket() =>
        Gen.Select(Gen.Int[1, 1_000_000], Deviation).Sample((costs, deviation) =>
        {
            var plan = Days.Rules with { CostBps = 1 + (costs / 100_000m) };
            var cost = (double)plan.CostBps / 10_000;
            var exact = DriftlessWalk.Exact(deviation, Math.Log(1.04), Math.Log(0.98), Math.Log((1 + cost) / (1 - cost)));
            Assert.Equal(exact, DriftlessWalk.Of(plan).ProfitProbability(deviation), 3);
        }, iter: 30);

    [Fact]
    public void Beyond_the_table_s_ends_it_stays()
    {
        var walk = DriftlessWalk.Of(Days.Rules);
        Assert.Equal(walk.ProfitProbability(1e-5), walk.ProfitProbability(0));
        Assert.Equal(walk.ProfitProbability(1), walk.ProfitProbability(1e6), 9);
        Assert.Equal(-Math.Log(0.98) / Math.Log(1.04 / 0.98), walk.ProfitProbability(1e6), 6);
    }

    [Fact]
    public void A_sale_is_a_purchase_in_the_mirror()
    {
        var sale = DriftlessWalk.Of(Days.Rules with { Side = OrderSide.Sell });
        Assert.Equal(Math.Log(1.02) / Math.Log(1.02 / 0.96), sale.ProfitProbability(1e6), 6);
        Assert.Equal(
            DriftlessWalk.Exact(0.01, -Math.Log(0.96), -Math.Log(1.02), Math.Log(1.0002 / 0.9998)), sale.ProfitProbability(0.01),
                3);
    }

    // A step up or down by a node with a chance of one sixth each has the variance of a third of the squared spacing.
    private static double OnALattice(double deviation, int target, int stop, double spacing)
    {
        var steps = (int)Math.Round(3 * Math.Pow(deviation / spacing, 2));
        var nodes = new double[target - stop + 1];
        nodes[-stop] = 1;
        var won = 0.0;
        for (var step = 0; step < steps; step++)
        {
            var next = new double[nodes.Length];
            for (var node = 1; node < nodes.Length - 1; node++)
            {
                next[node] += nodes[node] * 2 / 3;
                next[node - 1] += nodes[node] / 6;
                next[node + 1] += nodes[node] / 6;
            }
            won += next[^1];
            (next[0], next[^1]) = (0, 0);
            nodes = next;
        }
        // Costs lie between the first two nodes above the entry.
        return won + nodes[(1 - stop)..].Sum();
    }
}
