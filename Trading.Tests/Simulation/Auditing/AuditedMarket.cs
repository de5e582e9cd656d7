using Trading.Core.Market;
using Trading.Simulation.Auditing;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Simulation.Auditing;

/// <summary>Two symbols on three sessions of a synthetic market, for audits.</summary>
internal static class AuditedMarket
{
    public static readonly LocalDate First = new(2025, 10, 21);
    public static readonly LocalDate Last = new(2025, 10, 23);

    public static IRowSource Live { get; } = new LiveRows();

    public static IRowSource Training { get; } = new LearnedRows(SmallMarket.Settings.Plan);

    /// <summary>The sessions from <see cref="First"/> to <see cref="Last"/>, and one on either side.</summary>
    public static IReadOnlyList<RecordedSession> Recorded { get; } = Record();

    public static AuditedSessions Sessions { get; } = new(Recorded, First, Last);

    private static IReadOnlyList<RecordedSession> Record()
    {
        var tape = SmallMarket.Tape();
        return
        [
            .. tape.Sessions.Where(d => d >= First.PlusDays(-1) && d <= Last.PlusDays(1)).Select(d =>
                new RecordedSession(SmallMarket.Calendar.SessionOn(d)!, [.. tape.Read(d).Take(2).Select(Thinned)])),
        ];
    }

    // Without each seventh bar, as in a sparse feed, and with a broken bar at noon, which the program leaves out.
    private static BarSeries Thinned(BarSeries series) => new(
        series.Symbol,
        [
            .. series.Bars.ToArray().Where((_, i) => i % 7 != 3)
                .Select((bar, i) => i == 150 ? bar with { High = bar.Low - 0.01m } : bar),
        ]);
}
