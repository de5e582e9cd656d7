using System.Runtime.InteropServices;

namespace Trading.Core.Indicators;

/// <summary>
/// Today's recent volume against today's mean, as ln((recent + 1) / (mean since the open + 1)): 0 is usual, 0.69 is twice as
/// much. The 1 keeps bars without volume defined. It also compares with the opening bars, because on a day
/// that is busy for hours the session's mean is high itself.
/// </summary>
/// <param name="fast">Bars in the short mean.</param>
/// <param name="slow">Period of the slow, exponential mean, in bars.</param>
/// <param name="opening">Bars in the mean of the opening.</param>
[StructLayout(LayoutKind.Sequential)]
public struct RelativeVolume(int fast, int slow, int opening = 30)
{
    private readonly int opening = opening;
    private RollingWindow recent = new(fast);
    private Ema smoothed = new(slow);
    private double total;
    private double totalOfOpening;
    private double newest;
    private int bars;

    /// <summary>5 bars against 15 and against the first 30.</summary>
    public RelativeVolume() : this(5, 15, 30) { }

    /// <summary>The newest bar's volume against the session's mean; NaN before the first bar.</summary>
    public readonly double Newest => AgainstSession(newest);

    /// <summary>The mean of the latest <c>fast</c> bars against the session's mean; NaN until <c>fast</c> bars have
    /// arrived.</summary>
    public readonly double Fast => AgainstSession(recent.Mean);

    /// <summary>The exponential mean against the session's mean; NaN until <c>slow</c> bars have arrived.</summary>
    public readonly double Slow => AgainstSession(smoothed.Value);

    /// <summary>The mean of the latest <c>fast</c> bars against the mean of the session's first bars; NaN until those have
    /// arrived.</summary>
    public readonly double FastToOpening =>
        bars < opening ? double.NaN : Math.Log((recent.Mean + 1) / ((totalOfOpening / opening) + 1));

    /// <summary>How many bars of a session it takes until <see cref="IsReady"/>.</summary>
    public readonly int WarmUpBars => Math.Max(opening, Math.Max(recent.WarmUpBars, smoothed.WarmUpBars));

    /// <summary>Whether all four are defined.</summary>
    public readonly bool IsReady => recent.IsReady && smoothed.IsReady && bars >= opening;

    /// <summary>Takes the next bar's volume in shares, which may be zero.</summary>
    public void Add(double volume)
    {
        newest = volume;
        total += volume;
        if (bars < opening) totalOfOpening += volume;
        bars++;
        recent.Add(volume);
        smoothed.Add(volume);
    }

    private readonly double AgainstSession(double volume) => Math.Log((volume + 1) / ((total / bars) + 1));
}
