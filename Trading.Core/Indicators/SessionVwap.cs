using System.Runtime.InteropServices;

namespace Trading.Core.Indicators;

/// <summary>
/// Volume-weighted average price since the session's first bar, each bar with its typical price
/// (high + low + close) / 3. Bars without volume carry no weight.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct SessionVwap
{
    private double dollars;
    private double shares;

    /// <summary>Dollars per share; NaN until a bar with volume has arrived.</summary>
    public readonly double Value => dollars / shares;

    /// <summary>Whether <see cref="Value"/> is defined.</summary>
    public readonly bool IsReady => shares > 0;

    /// <summary>Takes the next bar's prices and its volume in shares, which may be zero.</summary>
    public void Add(double high, double low, double close, double volume)
    {
        dollars += (high + low + close) / 3 * volume;
        shares += volume;
    }
}
