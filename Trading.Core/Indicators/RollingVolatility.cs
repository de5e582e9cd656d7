using System.Runtime.InteropServices;

namespace Trading.Core.Indicators;

/// <summary>
/// Population standard deviation of the log returns between the latest closes, as a fraction of price per bar; not annualised.
/// </summary>
/// <param name="returns">How many returns; the first value needs one more close.</param>
[StructLayout(LayoutKind.Sequential)]
public struct RollingVolatility(int returns)
{
    private RollingWindow window = new(returns);
    private double previous = double.NaN;

    /// <summary>Volatility per bar, 0 when prices do not move; NaN until <see cref="IsReady"/>.</summary>
    public readonly double Value => window.StandardDeviation();

    /// <summary>How many bars of a session it takes until <see cref="IsReady"/>.</summary>
    public readonly int WarmUpBars => window.WarmUpBars + 1;

    /// <summary>Whether <see cref="Value"/> is defined.</summary>
    public readonly bool IsReady => window.IsReady;

    /// <summary>Volatility of the <paramref name="latest"/> returns alone, at most as many as it keeps; to the bit what a shorter
    /// one gives.</summary>
    public readonly double Over(int latest) => window.StandardDeviationOf(latest);

    /// <summary>Takes the next close, above zero.</summary>
    public void Add(double close)
    {
        if (!double.IsNaN(previous)) window.Add(Math.Log(close / previous));
        previous = close;
    }
}
