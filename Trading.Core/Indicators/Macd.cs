namespace Trading.Core.Indicators;

/// <summary>Moving average convergence/divergence (Gerald Appel): the difference of two averages, and the average of that
/// difference.</summary>
/// <param name="fast">Period of the fast average, in closes.</param>
/// <param name="slow">Period of the slow average, longer than <paramref name="fast"/>.</param>
/// <param name="signal">Period of the signal line, in MACD values.</param>
public sealed class Macd(int fast = 12, int slow = 26, int signal = 9)
{
    private readonly Ema fastEma = new(fast);
    private readonly Ema slowEma = new(slow);
    private readonly Ema signalEma = new(signal);

    /// <summary>Fast minus slow average, in dollars; NaN until the slow one is defined.</summary>
    public double Value => fastEma.Value - slowEma.Value;

    /// <summary>Average of <see cref="Value"/>, in dollars; NaN until <see cref="IsReady"/>.</summary>
    public double Signal => signalEma.Value;

    /// <summary><see cref="Value"/> minus <see cref="Signal"/>, in dollars.</summary>
    public double Histogram => Value - Signal;

    /// <summary>How many bars of a session it takes until <see cref="IsReady"/>.</summary>
    public int WarmUpBars => slowEma.WarmUpBars + signalEma.WarmUpBars - 1;

    /// <summary>Whether all three lines are defined: from close number <see cref="WarmUpBars"/> on.</summary>
    public bool IsReady => signalEma.IsReady;

    /// <summary>Takes the next close.</summary>
    public void Add(double close)
    {
        fastEma.Add(close);
        slowEma.Add(close);
        if (slowEma.IsReady) signalEma.Add(Value);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        fastEma.Reset();
        slowEma.Reset();
        signalEma.Reset();
    }
}
