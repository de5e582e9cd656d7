using Trading.Core.Orders;

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>
/// The lattice that log prices walk on, <see cref="StepsPerMinute"/> steps a minute, each up or down by <see cref="Step"/>. The
/// step is chosen near 10 basis points such that target, stop and costs fall well between lattice points: then rounding prices to
/// cents never decides a trade, and its outcome depends on the walk alone.
/// </summary>
public sealed class PriceLattice
{
    /// <summary>Steps of the walk in a minute.</summary>
    public const int StepsPerMinute = 16;

    // In steps. At $60, far below any price here, the smallest step makes it 1.26 cents; entry and barrier, each rounded by half
    // a cent, can be off by 1.04 together.
    private const double Margin = 0.3;

    /// <summary>Chooses the step for a trade.</summary>
    /// <exception cref="ArgumentException">No step keeps the thresholds apart from rounding, or a bar could span stop and
    /// target.</exception>
    public PriceLattice(TradePlan rules)
    {
        var target = Math.Log(1 + (double)rules.TakeProfit);
        var stop = -Math.Log(1 - (double)rules.StopLoss);
        var cost = (double)rules.CostBps / 10_000;
        var roundTrip = Math.Log((1 + cost) / (1 - cost));
        // Nearest to the entry's own point, costs need no margin: there the exit price is the entry price to the cent.
        bool IsClear(double step) =>
            FromLattice(target / step) >= Margin && FromLattice(stop / step) >= Margin
            && (roundTrip / step < 0.5 || FromLattice(roundTrip / step) >= Margin);

        // In millionths, outwards from 10 basis points.
        Step = Enumerable.Range(0, 301).SelectMany(k => new[] { 1000 - k, 1000 + k }).Select(k => k * 1e-6)
            .FirstOrDefault(IsClear);
        if (Step == 0)
            throw new ArgumentException(
                $"No lattice keeps {rules} clear of rounding; change a threshold a little.", nameof(rules));

        TargetSteps = (int)Math.Ceiling(target / Step);
        StopSteps = (int)Math.Ceiling(stop / Step);
        ProfitSteps = (int)Math.Floor(roundTrip / Step) + 1;
        if (TargetSteps + StopSteps <= StepsPerMinute)
            throw new ArgumentException(
                $"One minute could span stop and target of {rules}; a synthetic market needs them wider apart.", nameof(rules));
    }

    /// <summary>Length of a step in log price.</summary>
    public double Step { get; }

    /// <summary>Steps above the entry at which the target is hit.</summary>
    public int TargetSteps { get; }

    /// <summary>Steps below the entry at which the stop is hit.</summary>
    public int StopSteps { get; }

    /// <summary>Least number of steps above the entry at which a forced exit is a profit after costs.</summary>
    public int ProfitSteps { get; }

    /// <summary>The price of a lattice point in whole cents.</summary>
    /// <param name="basis">The price of point 0, dollars.</param>
    /// <param name="point">Steps from there.</param>
    public decimal Price(double basis, int point) =>
        new((int)Math.Round(basis * 100 * Math.Exp(point * Step)), 0, 0, isNegative: false, scale: 2);

    /// <summary>The lattice point of a price that <see cref="Price"/> gave.</summary>
    public int PointOf(decimal price, double basis) => (int)Math.Round(Math.Log((double)price / basis) / Step);

    private static double FromLattice(double steps) => Math.Abs(steps - Math.Round(steps));
}
