using System.Runtime.InteropServices;

namespace Trading.Core.Learning.Base;

/// <summary>
/// How a base forecast comes about. Each number follows from those above it, except <see cref="WalkProbability"/>, which follows
/// from <see cref="Deviation"/> and the trade plan by <see cref="DriftlessWalk"/>.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BaseForecastSteps
{
    /// <summary>Whole minutes from the decision to the plan's exit, at least one.</summary>
    public required int MinutesToExit { get; init; }

    /// <summary>Standard deviation of the last 30 log returns from bar to bar.</summary>
    public required double BarVolatility { get; init; }

    /// <summary>Fraction of the last 30 minutes that had a bar.</summary>
    public required double Density { get; init; }

    /// <summary>Standard deviation of a minute's log return: bar volatility x the square root of the density, because a bar of a
    /// sparse feed stands for several minutes.</summary>
    public double VolatilityPerMinute => PerMinute(BarVolatility, Density);

    /// <summary>The half hour of the session, from 1 to <see cref="BaseForecast.HalfHours"/>.</summary>
    public required int HalfHour { get; init; }

    /// <summary>In this half hour, the volatility that is still to come until the exit, over that of the last half
    /// hour.</summary>
    public required double VolatilityRatio { get; init; }

    /// <summary>Standard deviation of the log return that is left until the exit: volatility a minute x ratio x the square root
    /// of the minutes.</summary>
    public double Deviation => VolatilityPerMinute * VolatilityRatio * Math.Sqrt(MinutesToExit);

    /// <summary>Probability that a walk without drift and with this deviation ends in profit.</summary>
    public double WalkProbability { get; init; }

    /// <summary>Share of the walk's log-odds that is claimed.</summary>
    public double Caution { get; init; }

    /// <summary>Natural log-odds of a profit: caution x ln(walk / (1 - walk)).</summary>
    public double LogOdds => Caution * Learning.LogOdds.Of(WalkProbability);

    /// <summary>The volatility of a minute.</summary>
    internal static double PerMinute(double barVolatility, double density) => barVolatility * Math.Sqrt(density);
}
