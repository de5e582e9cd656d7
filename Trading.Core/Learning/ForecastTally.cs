using System.Runtime.InteropServices;

namespace Trading.Core.Learning;

/// <summary>
/// Counts of forecasts whose outcome is known, and the rates that follow: the only place where accuracy, and what signals claimed
/// and had, are computed. A rate is null where nothing was counted.
/// </summary>
/// <param name="Count">Forecasts.</param>
/// <param name="Correct">Those that were right at a probability of 0.5.</param>
/// <param name="Profits">Those whose trade ended in profit.</param>
/// <param name="Signals">Those at or above the confidence threshold.</param>
/// <param name="SignalsClaimed">The sum of the signals' probabilities.</param>
/// <param name="SignalsHit">Signals whose trade ended in profit.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ForecastTally(
    int Count, int Correct, int Profits, int Signals, double SignalsClaimed, int SignalsHit)
{
    /// <summary>Fraction that was right at 0.5.</summary>
    public double? Accuracy => Rate(Correct, Count);

    /// <summary>Fraction that ended in profit.</summary>
    public double? BaseRate => Rate(Profits, Count);

    /// <summary>The accuracy of always giving the more frequent answer.</summary>
    public double? MajorityClass => BaseRate is { } rate ? Math.Max(rate, 1 - rate) : null;

    /// <summary>Mean probability of the signals.</summary>
    public double? Claimed => Rate(SignalsClaimed, Signals);

    /// <summary>Fraction of the signals that ended in profit.</summary>
    public double? Actual => Rate(SignalsHit, Signals);

    /// <summary>Counts forecasts.</summary>
    /// <param name="forecasts">What was said, and whether the trade ended in profit.</param>
    /// <param name="threshold">Least probability of a signal.</param>
    public static ForecastTally Of(IEnumerable<(double Probability, bool Profit)> forecasts, double threshold)
    {
        var tally = default(ForecastTally);
        foreach (var (probability, profit) in forecasts) tally += Of(probability, profit, threshold);
        return tally;
    }

    /// <summary>Counts one forecast.</summary>
    /// <param name="probability">What was said.</param>
    /// <param name="profit">Whether the trade ended in profit.</param>
    /// <param name="threshold">Least probability of a signal.</param>
    public static ForecastTally Of(double probability, bool profit, double threshold)
    {
        var isSignal = probability >= threshold;
        return new ForecastTally(
            1, IsCorrect(probability, profit) ? 1 : 0, profit ? 1 : 0,
            isSignal ? 1 : 0, isSignal ? probability : 0, isSignal && profit ? 1 : 0);
    }

    /// <summary>Whether a probability is on the side of 0.5 that came true.</summary>
    public static bool IsCorrect(double probability, bool profit) => probability >= 0.5 == profit;

    /// <summary>The counts of two sets of forecasts together.</summary>
    public static ForecastTally operator +(ForecastTally one, ForecastTally other) => new(
        one.Count + other.Count,
        one.Correct + other.Correct,
        one.Profits + other.Profits,
        one.Signals + other.Signals,
        one.SignalsClaimed + other.SignalsClaimed,
        one.SignalsHit + other.SignalsHit);

    /// <summary>As the operator, for languages without one.</summary>
    public static ForecastTally Add(ForecastTally left, ForecastTally right) => left + right;

    private static double? Rate(double part, int whole) => whole == 0 ? null : part / whole;
}
