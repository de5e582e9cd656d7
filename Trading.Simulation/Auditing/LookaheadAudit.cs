using Trading.Core.Market;

namespace Trading.Simulation.Auditing;

/// <summary>
/// Looks for decisions that depend on what happens after their minute. It makes the row of a decision on bars that end at its
/// minute, so that nothing later exists, and compares it bit by bit with the row made when the rest of the session and later
/// sessions exist, and with the row that a model learns from. A training row that equals the row of the cut bars holds nothing of
/// its label. Then it asks the model again and compares probability and entry decision.
/// </summary>
/// <param name="live">Makes the rows that are traded on.</param>
/// <param name="training">Makes the rows that are learned from.</param>
/// <param name="answer">Asks the model, and the entry rules; null without a model. It is called by one thread at a time, and
/// answers null where trading would not ask.</param>
public sealed class LookaheadAudit(
    IRowSource live, IRowSource training, Func<Session, DecisionRow, ModelAnswer?>? answer = null)
{
    /// <summary>How many later sessions exist while the rows of a session are made.</summary>
    public const int LaterSessions = AuditedSessions.MostBeside;

    /// <summary>Audits sessions.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="every">1 to audit each decision of a symbol, N for each Nth.</param>
    /// <param name="progress">Is told how many sessions are done.</param>
    /// <param name="cancel">Ends the audit.</param>
    public async Task<LookaheadResult> RunAsync(
        AuditedSessions sessions, int every, IProgress<int>? progress, CancellationToken cancel)
    {
        var log = new DifferenceLog();
        var (decisions, trainingRows, answers) = (0, 0, 0);
        for (var i = 0; i < sessions.Count; i++)
        {
            var (session, bars) = (sessions[i].Session, sessions[i].Bars);
            var index = i;
            var audited = new SymbolRows[bars.Count];
            await Parallel.ForAsync(0, bars.Count, cancel, async (at, token) =>
            {
                var withLater = sessions.WithLater(index, bars[at].Symbol, LaterSessions);
                audited[at] = await AuditAsync(session, bars[at], withLater, every, token);
            });
            foreach (var symbol in audited)
            {
                decisions += symbol.Pairs.Count;
                trainingRows += symbol.TrainingRows;
                log.AddAll(symbol.Differences);
                if (answer is not null) answers += AskAgain(session, symbol.Pairs, log);
            }
            progress?.Report(i + 1);
        }
        return new LookaheadResult(sessions.Count, decisions, trainingRows, answers, log.Count, log.Kept);
    }

    private async Task<SymbolRows> AuditAsync(
        Session session, BarSeries own, BarSeries withLater, int every, CancellationToken cancel)
    {
        var whole = await ByMinuteAsync(live);
        var learned = await ByMinuteAsync(training);
        var result = new SymbolRows();
        // Broken bars included: the audit itself must not know which bars the program leaves out.
        var minutes = own.Bars.ToArray().Select(bar => bar.End).Where(end => session.Contains(end - Bar.Length)).ToList();
        for (var i = 0; i < minutes.Count; i += every)
        {
            var minute = minutes[i];
            var cutBars = new BarSeries(own.Symbol, own.Between(Instant.MinValue, minute).ToArray());
            var cut = (await live.RowsAsync(session, cutBars, minute, cancel)).SingleOrDefault(row => row.Minute == minute);
            result.Differences.AddRange(RowComparison.Compare(ComparedRow.Live, cut, whole.GetValueOrDefault(minute)));
            if (learned.GetValueOrDefault(minute) is { } row)
            {
                result.TrainingRows++;
                result.Differences.AddRange(RowComparison.Compare(ComparedRow.Training, cut, row));
            }
            if (cut is not null) result.Pairs.Add(new RowPair(cut, whole.GetValueOrDefault(minute)));
        }
        return result;

        async Task<Dictionary<Instant, DecisionRow>> ByMinuteAsync(IRowSource source) =>
            (await source.RowsAsync(session, withLater, session.Open, cancel)).ToDictionary(row => row.Minute);
    }

    /// <summary>
    /// Asks about the rows of the whole session in time order and then about those of the cut bars against it, so that a model
    /// that remembers what it was asked before is found, too.
    /// </summary>
    private int AskAgain(Session session, List<RowPair> pairs, DifferenceLog log)
    {
        var comparable = pairs.Where(p => p.Whole is not null).ToList();
        var actual = comparable.ConvertAll(p => answer!(session, p.Whole!));
        var differences = new List<AuditDifference>();
        var answers = 0;
        for (var i = comparable.Count - 1; i >= 0; i--)
        {
            var cut = comparable[i].Cut;
            if (answer!(session, cut) is not { } expected || actual[i] is not { } other) continue;
            answers++;
            if (!expected.Equals(other)) differences.Add(new AnswerDifference(cut.Symbol, cut.Minute, expected, other));
        }
        differences.Reverse();
        log.AddAll(differences);
        return answers;
    }

    private sealed record RowPair(DecisionRow Cut, DecisionRow? Whole);

    private sealed class SymbolRows
    {
        public List<RowPair> Pairs { get; } = [];

        public List<AuditDifference> Differences { get; } = [];

        public int TrainingRows { get; set; }
    }
}
