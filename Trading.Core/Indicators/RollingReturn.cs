using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Trading.Core.Indicators;

/// <summary>
/// Returns over spans of the clock within one session. A minute without a bar keeps the price of the bar before it, so a gap
/// in a sparse feed does not stretch what "over five minutes" means.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct RollingReturn
{
    /// <summary>The longest span in minutes.</summary>
    public const int Longest = 31;

    private Closes closes;
    private int first = -1;
    private int last = -1;

    /// <summary>A session without a bar.</summary>
    public RollingReturn() { }

    /// <summary>
    /// How many bars of a session it takes at most until <see cref="Over"/> is defined for <paramref name="minutes"/>: with a bar
    /// in every minute exactly as many, in a sparse feed fewer.
    /// </summary>
    public static int WarmUpBars(int minutes) => minutes + 1;

    /// <summary>
    /// Newest close over the last close at least <paramref name="minutes"/> minutes older, minus one, as a fraction; NaN when
    /// the session has no bar that old.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minutes"/> is not from 0 to
    /// <see cref="Longest"/>.</exception>
    public readonly double Over(int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes, Longest);
        return last < 0 || last - minutes < first
            ? double.NaN : (closes[last % Closes.Count] / closes[(last - minutes) % Closes.Count]) - 1;
    }

    /// <summary>Takes the close of the bar that starts <paramref name="minute"/> minutes after the open.</summary>
    /// <param name="minute">Later than that of the bar before, and not below 0.</param>
    /// <param name="close">Dollars, above zero.</param>
    public void Add(int minute, double close)
    {
        if (last < 0)
        {
            first = minute;
        }
        else
        {
            var before = closes[last % Closes.Count];
            for (var empty = Math.Max(last + 1, minute - Longest); empty < minute; empty++)
                closes[empty % Closes.Count] = before;
        }
        closes[minute % Closes.Count] = close;
        last = minute;
    }

    /// <summary>A close a minute, each at the minute's remainder.</summary>
    [InlineArray(Count)]
    private struct Closes
    {
        public const int Count = Longest + 1;

        private double first;
    }
}
