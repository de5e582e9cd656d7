using System.Runtime.InteropServices;

namespace Trading.Core.Indicators;

/// <summary>
/// Exponential moving average, seeded with the simple mean of the first <c>period</c> values: with weight 2 / (period + 1), or,
/// as <see cref="Wilder"/>, with weight 1 / period.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct Ema
{
    private readonly int period;
    private readonly double weight;
    private int count;
    private double sum;

    /// <summary>An average with weight 2 / (period + 1).</summary>
    /// <param name="period">Length in values, at least 1.</param>
    public Ema(int period) : this(period, 2.0 / (period + 1)) { }

    private Ema(int period, double weight)
    {
        this.period = period;
        this.weight = weight;
    }

    /// <summary>Wilder's smoothing (New Concepts in Technical Trading Systems, 1978): an average with weight 1 /
    /// period.</summary>
    /// <param name="period">Length in values, at least 1.</param>
    public static Ema Wilder(int period) => new(period, 1.0 / period);

    /// <summary>The average in the unit of the values; NaN until <c>period</c> values have arrived.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>How many values it takes until <see cref="IsReady"/>.</summary>
    public readonly int WarmUpBars => period;

    /// <summary>Whether <see cref="Value"/> is defined.</summary>
    public readonly bool IsReady => count == period;

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
}
