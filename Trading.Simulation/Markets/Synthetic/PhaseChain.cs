namespace Trading.Simulation.Markets.Synthetic;

/// <summary>
/// The hidden state: a symbol is quiet or busy, and may change at each minute once the opening is over. Every session's
/// opening is quiet, so that volume measured against it always tells the two apart, and no memory of other days is needed.
/// </summary>
public static class PhaseChain
{
    /// <summary>Minutes from the opening bell that are always quiet.</summary>
    public const int QuietOpening = 30;

    /// <summary>Mean length of a busy phase, minutes.</summary>
    public const int BusyMinutes = 80;

    /// <summary>Mean length of a quiet phase, minutes.</summary>
    public const int QuietMinutes = 160;

    /// <summary>Chance, each minute, that a quiet phase ends.</summary>
    public static Chance TurnsBusy { get; } = Chance.Of(1.0 / QuietMinutes);

    /// <summary>Chance, each minute, that a busy phase ends.</summary>
    public static Chance TurnsQuiet { get; } = Chance.Of(1.0 / BusyMinutes);

    /// <summary>Whether the phase may change between this minute of the session and the next.</summary>
    public static bool MayChangeAfter(int minute) => minute + 1 >= QuietOpening;

    /// <summary>Whether the next minute is busy.</summary>
    /// <param name="busy">Whether this one is.</param>
    /// <param name="minute">This minute of the session.</param>
    /// <param name="bits">32 random bits.</param>
    public static bool Next(bool busy, int minute, uint bits) =>
        (busy ? TurnsQuiet : TurnsBusy).Happens(bits) && MayChangeAfter(minute) ? !busy : busy;

    /// <summary>Probability that the next minute is busy, from that of this minute.</summary>
    public static double Next(double busy) => busy + (1 - busy) * TurnsBusy.Probability - busy * TurnsQuiet.Probability;

    /// <summary>Expected fraction of a session's minutes that are busy.</summary>
    public static double BusyShare(int minutes)
    {
        var (busy, sum) = (0.0, 0.0);
        for (var minute = 0; minute < minutes; minute++)
        {
            sum += busy;
            if (MayChangeAfter(minute)) busy = Next(busy);
        }
        return sum / minutes;
    }
}
