using Trading.Core.Market;

namespace Trading.Simulation.Auditing;

/// <summary>The sessions to audit, between earlier and later ones that exist while they are audited.</summary>
public sealed class AuditedSessions
{
    /// <summary>How many sessions an audit puts before or after the one that it audits, at most.</summary>
    public const int MostBeside = 5;

    private readonly IReadOnlyList<RecordedSession> recorded;
    private readonly int first;

    /// <summary>Takes the sessions.</summary>
    /// <param name="recorded">All that exist, in time order.</param>
    /// <param name="from">The first date to audit.</param>
    /// <param name="to">The last date to audit.</param>
    public AuditedSessions(IReadOnlyList<RecordedSession> recorded, LocalDate from, LocalDate to)
    {
        this.recorded = recorded;
        first = recorded.Count(s => s.Session.Date < from);
        Count = recorded.Count(s => s.Session.Date >= from && s.Session.Date <= to);
    }

    /// <summary>How many are audited.</summary>
    public int Count { get; }

    /// <summary>An audited session.</summary>
    /// <param name="index">From 0 to <see cref="Count"/>, in time order.</param>
    public RecordedSession this[int index] => recorded[first + index];

    /// <summary>The dates to read for an audit: those to audit and <see cref="MostBeside"/> on either side.</summary>
    /// <param name="dates">All that are recorded, in time order.</param>
    /// <param name="from">The first date to audit.</param>
    /// <param name="to">The last date to audit.</param>
    public static IEnumerable<LocalDate> Around(IReadOnlyList<LocalDate> dates, LocalDate from, LocalDate to)
    {
        var begin = Math.Max(0, dates.Count(d => d < from) - MostBeside);
        return dates.Take(dates.Count(d => d <= to) + MostBeside).Skip(begin);
    }

    /// <summary>A symbol's bars of an audited session and of later ones.</summary>
    /// <param name="index">Of the session.</param>
    /// <param name="symbol">The ticker.</param>
    /// <param name="later">How many later sessions, as far as they exist.</param>
    internal BarSeries WithLater(int index, string symbol, int later) =>
        Join(symbol, recorded.Skip(first + index).Take(later + 1));

    /// <summary>How many earlier sessions exist before an audited one.</summary>
    internal int Earlier(int index) => first + index;

    /// <summary>A symbol's bars of an audited session and of earlier ones.</summary>
    /// <param name="index">Of the session.</param>
    /// <param name="symbol">The ticker.</param>
    /// <param name="earlier">How many earlier sessions; at most <see cref="Earlier"/>.</param>
    internal BarSeries WithEarlier(int index, string symbol, int earlier) =>
        Join(symbol, recorded.Skip(first + index - earlier).Take(earlier + 1));

    private static BarSeries Join(string symbol, IEnumerable<RecordedSession> sessions) => new(
        symbol, [.. sessions.SelectMany(s => s.Bars).Where(s => s.Symbol == symbol).SelectMany(s => s.Bars.ToArray())]);
}
