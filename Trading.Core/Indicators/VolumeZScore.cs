using System.Runtime.InteropServices;

namespace Trading.Core.Indicators;

/// <summary>
/// How many population standard deviations the newest volume lies above the mean of the latest volumes, itself included,
/// which limits the score to the square root of <c>bars - 1</c>. Volumes that are all the same give 0.
/// </summary>
/// <param name="bars">Number of volumes in the mean.</param>
[StructLayout(LayoutKind.Sequential)]
public struct VolumeZScore(int bars)
{
    private RollingWindow window = new(bars);
    private double newest;

    /// <summary>The score; NaN until <see cref="IsReady"/>.</summary>
    public readonly double Value
    {
        get
        {
            var spread = window.StandardDeviation();
            return spread == 0 ? 0 : (newest - window.Mean) / spread;
        }
    }

    /// <summary>How many bars of a session it takes until <see cref="IsReady"/>.</summary>
    public readonly int WarmUpBars => window.WarmUpBars;

    /// <summary>Whether <see cref="Value"/> is defined.</summary>
    public readonly bool IsReady => window.IsReady;

    /// <summary>Takes the next bar's volume in shares.</summary>
    public void Add(double volume)
    {
        newest = volume;
        window.Add(volume);
    }
}
