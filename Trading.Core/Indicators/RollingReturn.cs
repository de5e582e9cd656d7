namespace Trading.Core.Indicators;

/// <summary>
/// Returns over spans of the clock within one session. A minute without a bar keeps the price of the bar before it, so a gap
/// in a sparse feed does not stretch what "over five minutes" means.
/// </summary>
public sealed class RollingReturn
{
    private double[] closes;
    private int first = -1;
    private int last = -1;

    /// <summary>Reserves room for one session.</summary>
    /// <param name="sessionMinutes">Length of the session; minutes count from 0 at its open.</param>
    public RollingReturn(int sessionMinutes = 390) => closes = new double[sessionMinutes];

    /// <summary>
    /// How many bars of a session it takes at most until <see cref="Over"/> is defined for <paramref name="minutes"/>: with a bar
    /// in every minute exactly as many, in a sparse feed fewer.
    /// </summary>
    public static int WarmUpBars(int minutes) => minutes + 1;

    /// <summary>
    /// Newest close over the last close at least <paramref name="minutes"/> minutes older, minus one, as a fraction; NaN when
    /// the session has no bar that old.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minutes"/> is negative.</exception>
    public double Over(int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        return last < 0 || last - minutes < first ? double.NaN : (closes[last] / closes[last - minutes]) - 1;
    }

    /// <summary>Takes the close of the bar that starts <paramref name="minute"/> minutes after the open.</summary>
    /// <param name="minute">Later than that of the bar before, and within the session.</param>
    /// <param name="close">Dollars, above zero.</param>
    public void Add(int minute, double close)
    {
        if (last < 0) first = minute;
        else closes.AsSpan(last + 1, minute - last - 1).Fill(closes[last]);
        closes[minute] = close;
        last = minute;
    }

    /// <summary>Forgets everything, for a new session of <paramref name="sessionMinutes"/> minutes.</summary>
    public void Reset(int sessionMinutes)
    {
        if (closes.Length < sessionMinutes) closes = new double[sessionMinutes];
        first = -1;
        last = -1;
    }
}
