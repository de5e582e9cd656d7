using Trading.Core.Learning.Record;
using Trading.Tests.Core.Learning.Evidence;

namespace Trading.Tests.Core.Learning.Record;

/// <summary>Sessions of an out-of-sample record without bars or trees.</summary>
internal static class MadeUpRecord
{
    private const int DayExit = 385;
    private const int Held = 30;
    private static readonly LocalDate First = new(2025, 1, 2);
    private static readonly string[] Symbols = [.. Enumerable.Range(0, SessionMood.Symbols).Select(i => $"S{i}")];

    /// <summary>A simulated life as a record.</summary>
    public static IReadOnlyList<OutOfSampleSession> Of(IReadOnlyList<SimulatedRow[]> life) => [.. SimulatedLife.Sessions(life)];

    /// <summary>A session from its rows.</summary>
    /// <param name="day">Its number; later sessions have higher ones.</param>
    /// <param name="rows">Sorted by minute and then by symbol.</param>
    public static OutOfSampleSession Session(int day, params OutOfSampleRow[] rows) =>
        new(First.PlusDays(day), $"day {day}", Symbols, rows);

    /// <summary>A row from log-odds.</summary>
    public static OutOfSampleRow Row(int symbol, int minute, double score, double baseLogOdds, bool profit, double netReturn) =>
        new((short)symbol, (short)minute, (short)Math.Min(minute + Held, DayExit), (float)score, (float)baseLogOdds, profit,
            (float)netReturn);

    /// <summary>The same record, in some of whose sessions the scores say the opposite of what they said.</summary>
    public static IReadOnlyList<OutOfSampleSession> Turned(
        IReadOnlyList<OutOfSampleSession> record, int from, int to = int.MaxValue) =>
        [.. record.Select((session, i) => i < from || i >= to ? session : session with
        {
            Source = $"turned {i}",
            Rows = [.. session.Rows.Select(row => row with { Score = (2 * row.BaseLogOdds) - row.Score })],
        })];
}
