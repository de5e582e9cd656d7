using System.Numerics;
using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Simulation.Markets.Synthetic;

namespace Trading.Tests.Simulation.Markets.Synthetic;

public sealed class LatticeTests
{
    private static readonly Gen<TradePlan> GenRules = Gen.Select(
        Gen.Int[10, 40], Gen.Int[10, 80], Gen.Int[0, 10],
        (stop, target, cost) => new TradePlan(stop / 1000m, target / 1000m, cost, Duration.FromMinutes(5)));

    [Fact]
    public void The_default_trade_has_its_target_40_steps_up_and_its_stop_21_down()
    {
        var lattice = new PriceLattice(SampleMarkets.Rules);
        Assert.Equal((40, 21, 1), (lattice.TargetSteps, lattice.StopSteps, lattice.ProfitSteps));
        Assert.InRange(lattice.Step, 0.00099, 0.00101);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10)]
    public void Whatever_trading_costs_there_is_a_lattice(int costBps) =>
        Assert.InRange(new PriceLattice(SampleMarkets.Rules with { CostBps = costBps }).Step, 0.0007, 0.0013);

    [Fact]
    public void Rounding_to_cents_never_decides_a_trade() =>
        Gen.Select(GenRules, Gen.Double[120, 380], Gen.Int[-500, 500]).Sample(
        (rules, price, entryPoint) =>
        {
            if (Lattice(rules) is not { } lattice) return true;
            var entry = lattice.Price(price, entryPoint);
            decimal At(int steps) => lattice.Price(price, entryPoint + steps);
            var (target, stop) = (entry * (1 + rules.TakeProfit), entry * (1 - rules.StopLoss));
            var cost = rules.CostBps / 10_000;
            bool Profit(decimal exit) => exit * (1 - cost) > entry * (1 + cost);
            return At(lattice.TargetSteps) >= target && At(lattice.TargetSteps - 1) < target
                && At(-lattice.StopSteps) <= stop && At(-lattice.StopSteps + 1) > stop
                && Profit(At(lattice.ProfitSteps)) && !Profit(At(lattice.ProfitSteps - 1))
                && lattice.PointOf(entry, price) == entryPoint;
        });

    [Fact]
    public void A_trade_that_one_bar_could_decide_both_ways_is_refused() =>
        Assert.Throws<ArgumentException>(() => new PriceLattice(new TradePlan(0.005m, 0.005m, 0m, Duration.Zero)));

    [Fact]
    public void Every_volume_tells_its_level() =>
        Gen.Select(Gen.Int[0, 64 + VolumeLattice.BusySteps], Gen.Long[1_500, 6_000]).Sample(
        (level, usual) => VolumeLattice.LevelOf(VolumeLattice.Volume(level, usual), usual) == level);

    [Fact]
    public void Levels_come_as_often_as_their_likelihood_says()
    {
        var random = new RandomBits(8);
        const int Draws = 200_000;
        foreach (var busy in new[] { false, true })
        {
            var seen = new int[65 + VolumeLattice.BusySteps];
            for (var i = 0; i < Draws; i++) seen[VolumeLattice.Level(busy, random.Next())]++;
            Assert.Equal(1, Enumerable.Range(0, seen.Length).Sum(level => VolumeLattice.Likelihood(level, busy)), 1e-12);
            for (var level = 0; level < seen.Length; level++)
            {
                var expected = Draws * VolumeLattice.Likelihood(level, busy);
                Assert.InRange(seen[level], expected - 4.5 * Math.Sqrt(expected) - 1, expected + 4.5 * Math.Sqrt(expected) + 1);
            }
        }
    }

    /// <summary>Computed from Blackman and Vigna's recurrence in unbounded integers, independently of the fixed-width
    /// code.</summary>
    [Fact]
    public void The_generator_is_xoshiro256_seeded_by_splitmix64()
    {
        var mask = (BigInteger.One << 64) - 1;
        BigInteger seed = 42;
        var s = new BigInteger[4];
        for (var i = 0; i < 4; i++)
        {
            seed = (seed + 0x9E3779B97F4A7C15UL) & mask;
            var z = ((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9UL) & mask;
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EBUL) & mask;
            s[i] = z ^ (z >> 31);
        }
        BigInteger Left(BigInteger x, int by) => ((x << by) | (x >> (64 - by))) & mask;
        var random = new RandomBits(42);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(Left(s[1] * 5 & mask, 7) * 9 & mask, random.Next());
            var t = (s[1] << 17) & mask;
            s[2] ^= s[0];
            s[3] ^= s[1];
            s[1] ^= s[2];
            s[0] ^= s[3];
            s[2] ^= t;
            s[3] = Left(s[3], 45);
        }
    }

    private static PriceLattice? Lattice(TradePlan rules)
    {
        try
        {
            return new PriceLattice(rules);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
