using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;
using Trading.Core.Orders;

namespace Trading.Core.Learning.Base;

/// <summary>
/// The probability that a trade ends in profit when its log price is a Brownian motion without drift: absorbed at the stop and
/// at the target, sold at the exit time where it meets neither, costs paid. It depends on one number, the standard deviation of
/// the log return that is left until the exit. (Reflection at two barriers: Borodin and Salminen, Handbook of Brownian Motion,
/// 2002, part II, section 1.15; the split between the barriers follows from the walk being a fair game.) Safe for concurrent use.
/// </summary>
public sealed class DriftlessWalk
{
    private const int Points = 1024;
    private const double Smallest = 1e-5;
    private static readonly ConcurrentDictionary<(double, double, double), DriftlessWalk> Known = new();

    private readonly double[] table = new double[Points];
    private readonly double first = Math.Log(Smallest);
    private readonly double step;

    private DriftlessWalk(double target, double stop, double cost)
    {
        // Beyond four times the distance of the barriers hardly any walk is left between them.
        step = (Math.Log(4 * (target - stop)) - first) / (Points - 1);
        for (var i = 0; i < Points; i++) table[i] = Exact(Math.Exp(first + (i * step)), target, stop, cost);
    }

    /// <summary>The walk through a plan's bracket.</summary>
    public static DriftlessWalk Of(TradePlan plan)
    {
        // A sale is a purchase in the mirror: its target lies below.
        var sign = plan.Side == OrderSide.Buy ? 1 : -1;
        var target = sign * Math.Log((double)plan.TargetPrice(1m));
        var stop = sign * Math.Log((double)plan.StopPrice(1m));
        var cost = (double)plan.CostBps / 10_000;
        var key = (target, stop, Math.Log((1 + cost) / (1 - cost)));
        return Known.GetOrAdd(key, k => new DriftlessWalk(k.Item1, k.Item2, k.Item3));
    }

    /// <summary>Probability of a profit.</summary>
    /// <param name="deviation">Standard deviation of the log return from the entry to the exit time, as a fraction.</param>
    public double ProfitProbability(double deviation)
    {
        var at = (Math.Log(Math.Max(deviation, Smallest)) - first) / step;
        var index = Math.Min((int)at, Points - 2);
        var share = Math.Min(at - index, 1);
        return table[index] + (share * (table[index + 1] - table[index]));
    }

    /// <summary>The same without the table.</summary>
    /// <param name="deviation">Standard deviation of the log return from the entry to the exit time.</param>
    /// <param name="target">Log distance of the target, above zero.</param>
    /// <param name="stop">Log distance of the stop, below zero.</param>
    /// <param name="cost">Log return at which costs are covered.</param>
    internal static double Exact(double deviation, double target, double stop, double cost)
    {
        var width = target - stop;
        var images = (int)Math.Ceiling(5 * deviation / width) + 2;
        var (alive, gaining, mean) = (0.0, 0.0, 0.0);
        for (var k = -images; k <= images; k++)
        {
            Add(2 * k * width, 1);
            Add((2 * target) - (2 * k * width), -1);
        }
        // A fair game: target x P(target) + stop x P(stop) + E[price; alive] = 0.
        var absorbed = 1 - alive;
        var won = (-mean - (stop * absorbed)) / width;
        return Math.Clamp((cost < target ? won + gaining : 0), 1e-4, 1 - 1e-4);

        void Add(double centre, int sign)
        {
            var (top, bottom) = ((target - centre) / deviation, (stop - centre) / deviation);
            var inside = Normal.CDF(0, 1, top) - Normal.CDF(0, 1, bottom);
            alive += sign * inside;
            mean += sign * ((centre * inside) - (deviation * (Normal.PDF(0, 1, top) - Normal.PDF(0, 1, bottom))));
            if (cost < target)
                gaining += sign * (Normal.CDF(0, 1, top) - Normal.CDF(0, 1, Math.Max((cost - centre) / deviation, bottom)));
        }
    }
}
