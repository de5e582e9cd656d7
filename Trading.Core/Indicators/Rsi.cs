using System.Runtime.InteropServices;

namespace Trading.Core.Indicators;

/// <summary>
/// Relative strength index (Wilder, 1978) as a fraction: smoothed gains divided by all smoothed changes, which equals
/// 1 - 1 / (1 + RS). Prices that never change give 0.5.
/// </summary>
/// <param name="period">Length in changes; the first value needs one more close.</param>
[StructLayout(LayoutKind.Sequential)]
public struct Rsi(int period)
{
    private Ema gains = Ema.Wilder(period);
    private Ema losses = Ema.Wilder(period);
    private double previous = double.NaN;

    /// <summary>Wilder's own: 14 changes.</summary>
    public Rsi() : this(14) { }

    /// <summary>From 0 (only losses) to 1 (only gains); NaN until <see cref="IsReady"/>.</summary>
    public readonly double Value
    {
        get
        {
            var moves = gains.Value + losses.Value;
            return moves == 0 ? 0.5 : gains.Value / moves;
        }
    }

    /// <summary>How many bars of a session it takes until <see cref="IsReady"/>.</summary>
    public readonly int WarmUpBars => gains.WarmUpBars + 1;

    /// <summary>Whether <see cref="Value"/> is defined.</summary>
    public readonly bool IsReady => gains.IsReady;

    /// <summary>Takes the next close.</summary>
    public void Add(double close)
    {
        if (!double.IsNaN(previous))
        {
            gains.Add(Math.Max(close - previous, 0));
            losses.Add(Math.Max(previous - close, 0));
        }
        previous = close;
    }
}
