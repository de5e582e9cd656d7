namespace Trading.Core.Indicators;

/// <summary>
/// The latest values, and their mean and spread. Each update sums the whole window from its oldest value: for a short window
/// this takes nanoseconds. Unlike a running sum it keeps no rounding error of values that have left the window, so equal values
/// have a spread of exactly zero where their mean is exact.
/// </summary>
/// <param name="length">How many values it holds, at least 1; meant for a few dozen.</param>
public sealed class RollingWindow(int length)
{
    private readonly double[] ring = new double[length];
    private int next;
    private int count;

    /// <summary>How many values it takes until <see cref="IsReady"/>.</summary>
    public int WarmUpBars => ring.Length;

    /// <summary>Whether the window is full.</summary>
    public bool IsReady => count == ring.Length;

    /// <summary>Mean of the window; NaN until it is full.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>Adds the next value, which must be finite, and drops the oldest from a full window.</summary>
    public void Add(double value)
    {
        ring[next] = value;
        if (++next == ring.Length) next = 0;
        if (count < ring.Length && ++count < ring.Length) return;

        var sum = 0.0;
        foreach (var old in ring.AsSpan(next)) sum += old;
        foreach (var recent in ring.AsSpan(0, next)) sum += recent;
        Mean = sum / ring.Length;
    }

    /// <summary>Population standard deviation of the window (divisor: its length), by two passes; NaN until it is full.</summary>
    public double StandardDeviation()
    {
        if (!IsReady) return double.NaN;
        var squares = 0.0;
        foreach (var old in ring.AsSpan(next)) squares += (old - Mean) * (old - Mean);
        foreach (var recent in ring.AsSpan(0, next)) squares += (recent - Mean) * (recent - Mean);
        return Math.Sqrt(squares / ring.Length);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        next = 0;
        count = 0;
        Mean = double.NaN;
    }
}
