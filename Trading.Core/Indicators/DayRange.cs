namespace Trading.Core.Indicators;

/// <summary>Where the newest close lies relative to the session's open, high and low so far.</summary>
public sealed class DayRange
{
    private double open = double.NaN;
    private double high = double.NegativeInfinity;
    private double low = double.PositiveInfinity;
    private double close = double.NaN;

    /// <summary>Close over the first bar's open, minus one; NaN before the first bar.</summary>
    public double FromOpen => (close / open) - 1;

    /// <summary>Close over the high, minus one: zero or below; NaN before the first bar.</summary>
    public double FromHigh => (close / high) - 1;

    /// <summary>Close over the low, minus one: zero or above; NaN before the first bar.</summary>
    public double FromLow => (close / low) - 1;

    /// <summary>From 0 at the low to 1 at the high; 0.5 when they are the same. NaN before the first bar.</summary>
    public double Position => high == low ? 0.5 : (close - low) / (high - low);

    /// <summary>Takes the next bar's prices, above zero.</summary>
    public void Add(double open, double high, double low, double close)
    {
        if (double.IsNaN(this.open)) this.open = open;
        this.high = Math.Max(this.high, high);
        this.low = Math.Min(this.low, low);
        this.close = close;
    }

    /// <summary>Forgets everything, for a new session.</summary>
    public void Reset()
    {
        open = double.NaN;
        high = double.NegativeInfinity;
        low = double.PositiveInfinity;
        close = double.NaN;
    }
}
