namespace Trading.Core.Learning.Calibration;

/// <summary>
/// One coefficient of a logistic model, learned session by session: the coefficient has a normal belief, and each session's mean
/// log-likelihood, weighed as so many rows, moves it to the new maximum (Laplace's approximation; Spiegelhalter and Lauritzen,
/// Networks 20, 1990, "Sequential updating of conditional probabilities").
/// </summary>
internal sealed class LogisticFilter(double mean, double precision)
{
    private const int MostSteps = 60;
    private const double Converged = 1e-10;
    private double precision = precision;

    /// <summary>The coefficient's most probable value.</summary>
    public double Value { get; private set; } = mean;

    /// <summary>Learns from a session.</summary>
    /// <param name="offsets">Log-odds of each row without the coefficient.</param>
    /// <param name="inputs">What the coefficient is multiplied with in each row.</param>
    /// <param name="outcomes">What happened.</param>
    /// <param name="weight">How many rows the session counts as.</param>
    public void Add(ReadOnlySpan<double> offsets, ReadOnlySpan<double> inputs, ReadOnlySpan<bool> outcomes, double weight)
    {
        var value = Value;
        var curvature = 0.0;
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var step = 0; step < MostSteps; step++)
        {
            (var gradient, curvature) = MeanDerivatives(offsets, inputs, outcomes, value);
            // The slope's sign tells on which side the maximum lies. Where the likelihood is flat, Newton's step leaves that side
            // for good, and the middle is tried.
            var slope = (weight * gradient) - (precision * (value - Value));
            if (slope > 0) low = value;
            else high = value;
            var next = value + (slope / ((weight * curvature) + precision));
            if (!(next > low && next < high) && double.IsFinite(high - low)) next = (low + high) / 2;
            var change = next - value;
            value = next;
            if (Math.Abs(change) < Converged) break;
        }
        Value = value;
        precision += weight * curvature;
    }

    /// <summary>Mean over rows of the log-likelihood's gradient, and of the information of one row.</summary>
    public static (double Gradient, double Curvature) MeanDerivatives(
        ReadOnlySpan<double> offsets, ReadOnlySpan<double> inputs, ReadOnlySpan<bool> outcomes, double value)
    {
        var (gradient, curvature) = (0.0, 0.0);
        for (var i = 0; i < inputs.Length; i++)
        {
            var p = LogOdds.ToProbability(offsets[i] + (value * inputs[i]));
            gradient += inputs[i] * ((outcomes[i] ? 1 : 0) - p);
            curvature += inputs[i] * inputs[i] * p * (1 - p);
        }
        return (gradient / inputs.Length, curvature / inputs.Length);
    }
}
