using System.Runtime.InteropServices;

namespace Trading.Core.Indicators;

/// <summary>Moving average convergence/divergence (Gerald Appel): the difference of two averages, and the average of that
/// difference.</summary>
/// <param name="fast">Period of the fast average, in closes.</param>
/// <param name="slow">Period of the slow average, longer than <paramref name="fast"/>.</param>
/// <param name="signal">Period of the signal line, in MACD values.</param>
[StructLayout(LayoutKind.Sequential)]
public struct Macd(int fast, int slow, int signal)
{
    private Ema fastEma = new(fast);
    private Ema slowEma = new(slow);
    private Ema signalEma = new(signal);

    /// <summary>Appel's own: 12, 26 and 9.</summary>
    public Macd() : this(12, 26, 9) { }

    /// <summary>Fast minus slow average, in dollars; NaN until the slow one is defined.</summary>
    public readonly double Value => fastEma.Value - slowEma.Value;

    /// <summary>Average of <see cref="Value"/>, in dollars; NaN until <see cref="IsReady"/>.</summary>
    public readonly double Signal => signalEma.Value;

    /// <summary><see cref="Value"/> minus <see cref="Signal"/>, in dollars.</summary>
    public readonly double Histogram => Value - Signal;

    /// <summary>How many bars of a session it takes until <see cref="IsReady"/>.</summary>
    public readonly int WarmUpBars => slowEma.WarmUpBars + signalEma.WarmUpBars - 1;

    /// <summary>Whether all three lines are defined: from close number <see cref="WarmUpBars"/> on.</summary>
    public readonly bool IsReady => signalEma.IsReady;

    /// <summary>Takes the next close.</summary>
    public void Add(double close)
    {
        fastEma.Add(close);
        slowEma.Add(close);
        if (slowEma.IsReady) signalEma.Add(Value);
    }
}
