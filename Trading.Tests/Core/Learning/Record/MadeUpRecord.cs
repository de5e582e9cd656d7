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

    /// <summary>
    /// Sessions without a mood, as a planted market has them: scores are true log-odds, rows know nothing of each other, and a
    /// trade wins or loses one percent.
    /// </summary>
    public static IReadOnlyList<OutOfSampleSession> Planted(int seed, int sessions)
    {
        const int entries = 12;
        var random = new SimulatedChance(seed);
        var rows = Enumerable.Range(0, entries * Symbols.Length);
        return [.. Enumerable.Range(0, sessions).Select(day => Session(day, [.. rows.Select(i =>
        {
            var score = random.Gauss();
            var profit = random.Uniform() < LogOdds.Probability(score);
            return Row(i % Symbols.Length, 10 + (i / Symbols.Length * Held), score, 0, profit, profit ? 0.01 : -0.01);
        })]))];
    }

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
