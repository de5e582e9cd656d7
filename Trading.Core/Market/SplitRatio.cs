using System.Runtime.InteropServices;

namespace Trading.Core.Market;

/// <summary>How many shares a split makes of how many, such as 10 for 1, or 1 for 10 in a reverse split.</summary>
/// <param name="NewShares">Shares after the split.</param>
/// <param name="OldShares">Shares before it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SplitRatio(int NewShares, int OldShares)
{
    // What a price may move overnight beside the split. Neighbours among the usual ratios are at least twice as far apart.
    private const double LargestMove = 0.06;

    // 3 for 2 is nearer to an everyday fall than the others.
    private const double LargestMoveOfSmall = 0.03;

    private static readonly SplitRatio[] Usual =
    [
        new(3, 2),
        .. new[] { 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 100, 150, 200, 250 }.SelectMany(
            shares => new[] { new SplitRatio(shares, 1), new SplitRatio(1, shares) }),
    ];

    /// <summary>What one old share is worth in new ones; an old price over the new one.</summary>
    public decimal Factor => (decimal)NewShares / OldShares;

    /// <summary>The usual split that a step in the price from one session to the next looks like; null when it looks like
    /// none. A price that fell or rose on news can look like one, too.</summary>
    /// <param name="before">The last close before the step, dollars.</param>
    /// <param name="after">The first open after it, dollars.</param>
    public static SplitRatio? Of(decimal before, decimal after)
    {
        if (before <= 0 || after <= 0) return null;
        var step = Math.Log((double)(before / after));
        var nearest = Usual.MinBy(ratio => Distance(ratio, step));
        return Distance(nearest, step) <= (nearest.OldShares == 2 ? LargestMoveOfSmall : LargestMove) ? nearest : null;
    }

    private static double Distance(SplitRatio ratio, double step) => Math.Abs(Math.Log((double)ratio.Factor) - step);
}
