using Trading.Core.Market;

namespace Trading.Simulation.Auditing;

/// <summary>
/// Shows how rows depend on where the data begins. With earlier sessions in front every row must be the same to the bit, because
/// features use the bars of their session alone; a difference is a fault. With the first minutes of a session missing the rows
/// may differ, and it measures by how much.
/// </summary>
/// <param name="live">Makes the rows that are traded on.</param>
/// <param name="training">Makes the rows that are learned from.</param>
public sealed class WarmUpAudit(IRowSource live, IRowSource training)
{
    /// <summary>How many minutes from the open are left out, one after the other.</summary>
    public static IReadOnlyList<int> MissingMinutes { get; } = [1, 5, 15, 30, 60];

    /// <summary>How many earlier sessions are put in front, one after the other.</summary>
    public static IReadOnlyList<int> EarlierSessions { get; } = [1, AuditedSessions.MostBeside];

    /// <summary>Audits sessions.</summary>
    /// <param name="sessions">The sessions; where fewer earlier ones exist, fewer are put in front.</param>
    /// <param name="every">1 to measure missing minutes on each row of a symbol, N on each Nth. Earlier sessions are put in front
    /// of every row.</param>
    /// <param name="progress">Is told how many sessions are done.</param>
    /// <param name="cancel">Ends the audit.</param>
    public async Task<WarmUpResult> RunAsync(
        AuditedSessions sessions, int every, IProgress<int>? progress, CancellationToken cancel)
    {
        var log = new DifferenceLog();
        var tallies = MissingMinutes.Select(minutes => new LateStartTally(minutes)).ToList();
        var spread = new FeatureSpread();
        var rows = 0L;
        for (var i = 0; i < sessions.Count; i++)
        {
            var bars = sessions[i].Bars;
            var audited = new SymbolRows[bars.Count];
            var at = i;
            await Parallel.ForAsync(0, bars.Count, cancel, async (symbol, token) =>
                audited[symbol] = await AuditAsync(sessions, at, bars[symbol], every, token));
            foreach (var symbol in audited)
            {
                rows += symbol.Compared;
                log.AddAll(symbol.Differences);
                foreach (var row in symbol.Whole) spread.Add(row.Features);
                foreach (var (tally, late) in tallies.Zip(symbol.Late)) tally.Add(symbol.Whole, late);
            }
            progress?.Report(i + 1);
        }
        var deviations = spread.Deviations();
        return new WarmUpResult(
            sessions.Count, rows, log.Count, log.Kept, [.. tallies.Select(tally => tally.Summarise(deviations))]);
    }

    private async Task<SymbolRows> AuditAsync(
        AuditedSessions sessions, int at, BarSeries own, int every, CancellationToken cancel)
    {
        var session = sessions[at].Session;
        var result = new SymbolRows();
        var alone = await live.RowsAsync(session, own, session.Open, cancel);
        var learned = await training.RowsAsync(session, own, session.Open, cancel);
        var counts = EarlierSessions.Select(count => Math.Min(count, sessions.Earlier(at))).Where(count => count > 0);
        foreach (var earlier in counts.Distinct())
        {
            var bars = sessions.WithEarlier(at, own.Symbol, earlier);
            var (liveToo, learnedToo) = (
                await live.RowsAsync(session, bars, session.Open, cancel),
                await training.RowsAsync(session, bars, session.Open, cancel));
            result.Compared += alone.Count + learned.Count;
            result.Differences.AddRange(RowComparison.CompareAll(ComparedRow.Live, alone, liveToo));
            result.Differences.AddRange(RowComparison.CompareAll(ComparedRow.Training, learned, learnedToo));
        }
        result.Whole.AddRange(alone.Where((_, i) => i % every == 0));
        foreach (var minutes in MissingMinutes)
        {
            var begin = session.Open + Duration.FromMinutes(minutes);
            var late = new BarSeries(own.Symbol, own.Between(begin, session.Close).ToArray());
            result.Late.Add(await live.RowsAsync(session, late, session.Open, cancel));
        }
        return result;
    }

    private sealed class SymbolRows
    {
        public long Compared { get; set; }

        public List<AuditDifference> Differences { get; } = [];

        public List<DecisionRow> Whole { get; } = [];

        public List<IReadOnlyList<DecisionRow>> Late { get; } = [];
    }
}
