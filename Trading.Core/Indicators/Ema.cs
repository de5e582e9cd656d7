namespace Trading.Core.Indicators;

/// <summary>
/// Exponential moving average with weight 2 / (period + 1), seeded with the simple mean of the first <c>period</c> values.
/// </summary>
/// <param name="period">Length in values, at least 1.</param>
public sealed class Ema(int period)
{
    private readonly double weight = 2.0 / (period + 1);
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
            Value += (value - Value) * weight;
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
