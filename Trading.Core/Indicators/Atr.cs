using System.Runtime.InteropServices;

namespace Trading.Core.Indicators;

/// <summary>
/// Average true range (Wilder, 1978), in dollars. The true range reaches from the lower of low and previous close to the
/// higher of high and previous close; the first bar's is its high minus its low.
/// </summary>
/// <param name="period">Length in bars.</param>
[StructLayout(LayoutKind.Sequential)]
public struct Atr(int period)
{
    private Ema ranges = Ema.Wilder(period);
    private double previousClose = double.NaN;

    /// <summary>Wilder's own: 14 bars.</summary>
    public Atr() : this(14) { }

    /// <summary>Smoothed true range, in dollars; NaN until <c>period</c> bars have arrived.</summary>
    public readonly double Value => ranges.Value;

    /// <summary>How many bars of a session it takes until <see cref="IsReady"/>.</summary>
    public readonly int WarmUpBars => ranges.WarmUpBars;

    /// <summary>Whether <see cref="Value"/> is defined.</summary>
    public readonly bool IsReady => ranges.IsReady;

    /// <summary>Takes the next bar's prices.</summary>
    public void Add(double high, double low, double close)
    {
        var isFirst = double.IsNaN(previousClose);
        var top = isFirst ? high : Math.Max(high, previousClose);
        var bottom = isFirst ? low : Math.Min(low, previousClose);
        ranges.Add(top - bottom);
        previousClose = close;
    }
}
