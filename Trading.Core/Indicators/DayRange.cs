using System.Runtime.InteropServices;

namespace Trading.Core.Indicators;

/// <summary>Where the newest close lies relative to the session's open, high and low so far.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct DayRange
{
    private double open = double.NaN;
    private double high = double.NegativeInfinity;
    private double low = double.PositiveInfinity;
    private double close = double.NaN;

    /// <summary>A session without a bar.</summary>
    public DayRange() { }

    /// <summary>Close over the first bar's open, minus one; NaN before the first bar.</summary>
    public readonly double FromOpen => (close / open) - 1;

    /// <summary>Close over the high, minus one: zero or below; NaN before the first bar.</summary>
    public readonly double FromHigh => (close / high) - 1;

    /// <summary>Close over the low, minus one: zero or above; NaN before the first bar.</summary>
    public readonly double FromLow => (close / low) - 1;

    /// <summary>From 0 at the low to 1 at the high; 0.5 when they are the same. NaN before the first bar.</summary>
    public readonly double Position => high == low ? 0.5 : (close - low) / (high - low);

    /// <summary>Takes the next bar's prices, above zero.</summary>
    public void Add(double open, double high, double low, double close)
    {
        if (double.IsNaN(this.open)) this.open = open;
        this.high = Math.Max(this.high, high);
        this.low = Math.Min(this.low, low);
        this.close = close;
    }
}
