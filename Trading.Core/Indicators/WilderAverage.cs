namespace Trading.Core.Indicators;

/// <summary>
/// Wilder's smoothing (New Concepts in Technical Trading Systems, 1978): an exponential average with weight 1 / period,
/// seeded with the simple mean of the first <c>period</c> values.
/// </summary>
/// <param name="period">Length in values, at least 1.</param>
public sealed class WilderAverage(int period)
{
    private int count;
    private double sum;

    /// <summary>The average in the unit of the values; NaN until <c>period</c> values came.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>Whether <see cref="Value"/> is defined.</summary>
    public bool IsReady => count == period;

    /// <summary>Takes the next value, which must be finite.</summary>
    public void Add(double value)
    {
        if (count == period)
        {
            Value += (value - Value) / period;
            return;
        }
        sum += value;
        if (++count == period) Value = sum / period;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        count = 0;
        sum = 0;
        Value = double.NaN;
    }
}
