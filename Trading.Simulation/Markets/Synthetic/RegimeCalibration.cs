using System.Numerics;
using Trading.Core.Orders;

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>Finds the drifts that make a market exactly as predictable as asked.</summary>
public static class RegimeCalibration
{
    private const int FirstMinute = 35;
    private const int LastBeforeClose = 30;
    private const int SessionMinutes = 390;
    private const int SampleSessions = 60;
    private const double LargestDrift = 0.2;
    private const double Tolerance = 5e-4;

    // Added to the chance that a step goes up, and the fall of a gap in log price.
    private const double AsymmetricDrift = 0.04;
    private const double AsymmetricFall = 0.25;

    /// <summary>
    /// A regime in which the price drifts up in one phase and down in the other, fair over a whole session, and in which the best
    /// possible forecast is right with probability <paramref name="accuracy"/> over the minutes from the 35th to half an hour
    /// before the close.
    /// </summary>
    /// <param name="lattice">The walk's lattice.</param>
    /// <param name="rules">The trade.</param>
    /// <param name="busyRises">Whether the busy phase is the one that drifts up.</param>
    /// <param name="accuracy">The accuracy wanted, as a fraction.</param>
    /// <param name="minutes">Length of the longest session, minutes.</param>
    /// <exception cref="ArgumentOutOfRangeException">No drift gives that accuracy.</exception>
    public static MarketRegime Planted(PriceLattice lattice, TradePlan rules, bool busyRises, double accuracy, int minutes)
    {
        var (low, high) = (0.0, LargestDrift);
        while (high - low > 1e-6)
        {
            var drift = (low + high) / 2;
            var excess = Accuracy(drift) - accuracy;
            if (Math.Abs(excess) < Tolerance) return WithDrift(drift, minutes);
            if (excess < 0) low = drift;
            else high = drift;
        }
        throw new ArgumentOutOfRangeException(nameof(accuracy), accuracy,
            $"The best forecast's accuracy must lie between {Accuracy(0):0.000} and {Accuracy(LargestDrift):0.000}.");

        double Accuracy(double drift) => ExpectedAccuracy(WithDrift(drift, SessionMinutes), rules);

        MarketRegime WithDrift(double drift, int table)
        {
            var share = PhaseChain.BusyShare(SessionMinutes);
            var busy = busyRises ? drift : -drift;
            var quiet = -busy * share / (1 - share);
            var fair = Fair(lattice).Probability;
            return new MarketRegime(
                lattice, Chance.Of(fair + quiet / 2), Chance.Of(fair + busy / 2), Math.Max(table, SessionMinutes));
        }
    }

    /// <summary>
    /// A regime of small steady gains and rare large falls: busy minutes drift up, and lose it all in gaps. Prices are fair
    /// in both phases, so a purchase in a busy phase ends in profit far more often than not, and earns nothing.
    /// </summary>
    /// <param name="lattice">The walk's lattice.</param>
    /// <param name="minutes">Length of the longest session, minutes.</param>
    public static MarketRegime Asymmetric(PriceLattice lattice, int minutes)
    {
        var busy = Chance.Of(Fair(lattice).Probability + AsymmetricDrift);
        var points = (int)Math.Round(AsymmetricFall / lattice.Step);
        return new MarketRegime(lattice, Fair(lattice), busy, minutes, PriceGap.ThatPaysFor(lattice, busy, points));
    }

    /// <summary>Mean probability that the best forecast, from bars alone, is right; over a fixed sample of sessions.</summary>
    private static double ExpectedAccuracy(MarketRegime regime, TradePlan rules)
    {
        var exit = SessionMinutes - (int)rules.CloseBefore.TotalMinutes;
        var horizon = rules.Horizon is { } longest ? (int)longest.TotalMinutes : SessionMinutes;
        var (sum, count) = (0.0, 0);
        for (var session = 0UL; session < SampleSessions; session++)
        {
            var hidden = new HiddenWalk(new RandomBits(session), regime);
            var busy = 0.0;
            for (var minute = 0; minute < Math.Min(exit, SessionMinutes - LastBeforeClose); minute++)
            {
                if (minute >= FirstMinute)
                {
                    var p = regime.ProfitProbability(busy, Math.Min(exit - minute, horizon));
                    sum += Math.Max(p, 1 - p);
                    count++;
                }
                var seen = hidden.Next();
                if (PhaseChain.MayChangeAfter(minute))
                    busy = regime.Filter(busy, seen.VolumeLevel, BitOperations.PopCount(seen.Ups));
            }
        }
        return sum / count;
    }

    private static Chance Fair(PriceLattice lattice) => Chance.Of(1 / (1 + Math.Exp(lattice.Step)));
}
