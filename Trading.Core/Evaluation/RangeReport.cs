using Trading.Core.Evaluation.Holding;
using Trading.Core.Market;

namespace Trading.Core.Evaluation;

/// <summary>Why fewer sessions were used than were asked for.</summary>
public enum RangeShortening
{
    /// <summary>What is recorded begins after the first session that was asked for.</summary>
    RecordingBegins,

    /// <summary>What is recorded ends before the last session that was asked for.</summary>
    RecordingEnds,

    /// <summary>The first recorded sessions of the range are learned from, and cannot be forecast.</summary>
    LearnedFrom,
}

/// <summary>What a range of sessions is made of, and what it lacks. Dates are New York's.</summary>
public sealed record RangeReport
{
    private const int MostDates = 5;

    /// <summary>The first date that was asked for; null when none was named.</summary>
    public required LocalDate? AskedFrom { get; init; }

    /// <summary>The last date that was asked for; null when none was named.</summary>
    public required LocalDate? AskedTo { get; init; }

    /// <summary>The first recorded session.</summary>
    public required LocalDate RecordedFrom { get; init; }

    /// <summary>The last recorded session.</summary>
    public required LocalDate RecordedTo { get; init; }

    /// <summary>The first session that was used.</summary>
    public required LocalDate From { get; init; }

    /// <summary>The last session that was used.</summary>
    public required LocalDate To { get; init; }

    /// <summary>Why it is shorter than was asked for; empty when it is not.</summary>
    public required IReadOnlyList<RangeShortening> Shortened { get; init; }

    /// <summary>Sessions of the exchange between the first and the last that are not recorded.</summary>
    public required int MissingSessions { get; init; }

    /// <summary>The first of those.</summary>
    public required IReadOnlyList<LocalDate> FirstMissing { get; init; }

    /// <summary>Symbols that were asked for and have no bar in the regular hours of these sessions, sorted.</summary>
    public IReadOnlyList<string> WithoutBars { get; init; } = [];

    /// <summary>Sessions in which nothing was predicted, for example because no model had been trained: there was no trade,
    /// and what is held was held.</summary>
    public int WithoutPrediction { get; init; }

    /// <summary>Compares what was asked for with what is there.</summary>
    /// <param name="calendar">When the exchange trades.</param>
    /// <param name="recorded">All recorded sessions, in order.</param>
    /// <param name="askedFrom">The first date that was asked for; null for the first recorded one.</param>
    /// <param name="askedTo">The last date that was asked for; null for the last recorded one.</param>
    /// <param name="used">The sessions that were used, in order; at least one.</param>
    public static RangeReport Of(
        IMarketCalendar calendar, IReadOnlyList<LocalDate> recorded, LocalDate? askedFrom, LocalDate? askedTo,
        IReadOnlyList<LocalDate> used)
    {
        var (first, last) = (recorded[0], recorded[^1]);
        var from = askedFrom > first ? askedFrom.Value : first;
        var to = askedTo < last ? askedTo.Value : last;
        var has = recorded.ToHashSet();
        var missing = calendar.SessionsBetween(from, to).Select(session => session.Date).Where(date => !has.Contains(date))
            .ToList();
        var shortened = new List<RangeShortening>();
        if (askedFrom < first && calendar.SessionBefore(first).Date >= askedFrom) shortened.Add(RangeShortening.RecordingBegins);
        if (askedFrom is not null && used[0] > recorded.First(date => date >= from)) shortened.Add(RangeShortening.LearnedFrom);
        if (askedTo > last && calendar.SessionAfter(last).Date <= askedTo) shortened.Add(RangeShortening.RecordingEnds);
        return new RangeReport
        {
            AskedFrom = askedFrom,
            AskedTo = askedTo,
            RecordedFrom = first,
            RecordedTo = last,
            From = used[0],
            To = used[^1],
            Shortened = shortened,
            MissingSessions = missing.Count,
            FirstMissing = [.. missing.Take(MostDates)],
        };
    }

    /// <summary>The symbols that were asked for and were never seen in regular hours, sorted.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="held">What was seen.</param>
    public static IReadOnlyList<string> WithoutBarsOf(IEnumerable<string> asked, IReadOnlyList<HeldSession> held) =>
        [.. asked.Except(held.SelectMany(session => session.Days).Select(day => day.Symbol), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
}
