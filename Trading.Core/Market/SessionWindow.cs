namespace Trading.Core.Market;

/// <summary>The sessions within a number of calendar days.</summary>
/// <param name="Sessions">In order; the last is the day of the training.</param>
public sealed record SessionWindow(IReadOnlyList<Session> Sessions)
{
    /// <summary>The sessions of the <paramref name="days"/> calendar days that end with <paramref name="last"/>.</summary>
    public static SessionWindow Ending(LocalDate last, int days, IMarketCalendar calendar) =>
        new([.. calendar.SessionsBetween(last.PlusDays(1 - days), last)]);

    /// <summary>
    /// Whether the archive reaches back to the window's first session and holds at least four in five of its sessions.
    /// The trainer skips a window that is not covered, because its model would not be the one that the settings describe.
    /// </summary>
    public bool IsCoveredBy(IReadOnlyCollection<LocalDate> archived) =>
        Sessions.Count > 0 && archived.Contains(Sessions[0].Date)
            && Sessions.Count(s => archived.Contains(s.Date)) * 5 >= Sessions.Count * 4;
}
