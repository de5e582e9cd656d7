using Trading.Core.Market;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>The archived sessions, divided into those that a search may look at and the hold-out after them.</summary>
/// <param name="Search">What recipes are searched on, in order.</param>
/// <param name="HoldOut">The last fifth, in order: one recipe is judged on it, once.</param>
public sealed record SessionSplit(IReadOnlyList<LocalDate> Search, IReadOnlyList<LocalDate> HoldOut)
{
    /// <summary>Fewest sessions that can be divided: 20 to search on and 5 to judge on.</summary>
    public const int FewestSessions = 25;

    private const int Parts = 5;

    /// <summary>Divides the sessions of an archive.</summary>
    /// <param name="archived">The archive's dates, in order.</param>
    /// <param name="calendar">Dates on which the exchange was closed are left out.</param>
    /// <exception cref="UnevaluableException">There are fewer than <see cref="FewestSessions"/>.</exception>
    public static SessionSplit Of(IEnumerable<LocalDate> archived, IMarketCalendar calendar)
    {
        var sessions = archived.Where(date => calendar.SessionOn(date) is not null).ToList();
        if (sessions.Count < FewestSessions)
            throw new UnevaluableException(
                $"The archive holds {sessions.Count} sessions and a search needs {FewestSessions}: the last fifth is held out, "
                + "to judge the winner on.");
        var search = sessions.Count - ((sessions.Count + Parts - 1) / Parts);
        return new SessionSplit(sessions[..search], sessions[search..]);
    }
}
