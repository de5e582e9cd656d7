namespace Trading.Core.Indicators;

/// <summary>
/// Relative strength index (Wilder, 1978) as a fraction: smoothed gains divided by all smoothed changes, which equals
/// 1 - 1 / (1 + RS). Prices that never change give 0.5.
/// </summary>
/// <param name="period">Length in changes; the first value needs one more close.</param>
public sealed class Rsi(int period = 14)
{
    private readonly Ema gains = Ema.Wilder(period);
    private readonly Ema losses = Ema.Wilder(period);
    private double previous = double.NaN;

    /// <summary>From 0 (only losses) to 1 (only gains); NaN until <see cref="IsReady"/>.</summary>
    public double Value
    {
        get
        {
            var moves = gains.Value + losses.Value;
            return moves == 0 ? 0.5 : gains.Value / moves;
        }
    }

    /// <summary>How many bars of a session it takes until <see cref="IsReady"/>.</summary>
    public int WarmUpBars => gains.WarmUpBars + 1;

    /// <summary>Whether <see cref="Value"/> is defined.</summary>
    public bool IsReady => gains.IsReady;

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

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        gains.Reset();
        losses.Reset();
        previous = double.NaN;
    }
}
