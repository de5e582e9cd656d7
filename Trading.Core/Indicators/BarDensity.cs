using System.Numerics;
using System.Runtime.InteropServices;

namespace Trading.Core.Indicators;

/// <summary>Which fraction of the latest minutes had a bar: 1 in a busy feed, near 0 in a sparse one.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct BarDensity
{
    private readonly int minutes;
    private readonly ulong window;
    private ulong seen;
    private int last = -1;

    /// <summary>Creates a density over the last <paramref name="minutes"/> minutes, including the newest bar's.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minutes"/> is not from 1 to 63.</exception>
    public BarDensity(int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minutes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes, 63);
        this.minutes = minutes;
        window = (1UL << minutes) - 1;
    }

    /// <summary>From 0 to 1; minutes before the session count as empty.</summary>
    public readonly double Value => (double)BitOperations.PopCount(seen & window) / minutes;

    /// <summary>Takes a bar.</summary>
    /// <param name="minute">The minute it starts, counted from the open, later than that of the bar before.</param>
    public void Add(int minute)
    {
        var passed = minute - last;
        // A shift by 64 or more would wrap around.
        seen = passed < 64 ? (seen << passed) | 1 : 1;
        last = minute;
    }
}
