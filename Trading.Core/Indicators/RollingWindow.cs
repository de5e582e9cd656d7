using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Trading.Core.Indicators;

/// <summary>
/// The latest values, and their mean and spread. Each answer sums the values from the oldest on: for a short window this takes
/// nanoseconds. Unlike a running sum it keeps no rounding error of values that have left the window, so equal values have a
/// spread of exactly zero where their mean is exact.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct RollingWindow
{
    /// <summary>Most values that a window holds.</summary>
    public const int Longest = 40;

    private readonly int length;
    private int next;
    private int count;
    private Values ring;

    /// <summary>A window without values.</summary>
    /// <param name="length">How many values it holds, from 1 to <see cref="Longest"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside this range.</exception>
    public RollingWindow(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Longest);
        this.length = length;
    }

    /// <summary>How many values it takes until <see cref="IsReady"/>.</summary>
    public readonly int WarmUpBars => length;

    /// <summary>Whether the window is full.</summary>
    public readonly bool IsReady => count == length;

    /// <summary>Mean of the window; NaN until it is full.</summary>
    public readonly double Mean => MeanOf(length);

    /// <summary>Mean of the <paramref name="latest"/> values, at most as many as the window holds; NaN until there are so
    /// many.</summary>
    public readonly double MeanOf(int latest)
    {
        if (count < latest) return double.NaN;
        Parts(latest, out var older, out var newer);
        var sum = 0.0;
        foreach (var value in older) sum += value;
        foreach (var value in newer) sum += value;
        return sum / latest;
    }

    /// <summary>Population standard deviation of the window (divisor: its length), by two passes; NaN until it is full.</summary>
    public readonly double StandardDeviation() => StandardDeviationOf(length);

    /// <summary>The same of the <paramref name="latest"/> values, at most as many as the window holds.</summary>
    public readonly double StandardDeviationOf(int latest)
    {
        if (count < latest) return double.NaN;
        var mean = MeanOf(latest);
        Parts(latest, out var older, out var newer);
        var squares = 0.0;
        foreach (var value in older) squares += (value - mean) * (value - mean);
        foreach (var value in newer) squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / latest);
    }

    /// <summary>Adds the next value, which must be finite, and drops the oldest from a full window.</summary>
    public void Add(double value)
    {
        ring[next] = value;
        if (++next == length) next = 0;
        if (count < length) count++;
    }

    // The latest values from the oldest on: those at the ring's end, then those from its beginning to the newest.
    [UnscopedRef]
    private readonly void Parts(int latest, out ReadOnlySpan<double> older, out ReadOnlySpan<double> newer)
    {
        ReadOnlySpan<double> values = ring;
        var first = next - latest;
        older = first < 0 ? values.Slice(first + length, -first) : [];
        newer = values[Math.Max(first, 0)..next];
    }

    [InlineArray(Longest)]
    private struct Values
    {
        private double first;
    }
}
