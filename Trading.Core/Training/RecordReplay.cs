using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;
using Trading.Core.Settings;

namespace Trading.Core.Training;

/// <summary>
/// Judges a record that grows by a session a night: replays only what is new, and begins anew when something earlier has changed.
/// It holds the newest sessions alone, however long the record is.
/// </summary>
public sealed class RecordReplay(Func<RecordJudge> create)
{
    private const int MostPoints = 250;
    private readonly List<(RecordedSession Session, EvidencePoint Evidence)> replayed = [];
    private readonly Queue<JudgedSession> newest = [];
    private RecordJudge judge = create();

    /// <summary>A judge of the signals and the trade of these settings that has seen nothing.</summary>
    /// <param name="settings">The threshold, the trade and the number of positions.</param>
    /// <param name="recipesTried">How many recipes were tried; the bars are multiplied by it.</param>
    public static RecordJudge NewJudge(TradingSettings settings, int recipesTried) => new(
        settings.Risk.MinConfidence, settings.Plan.LossAtStop, settings.Risk.MaxOpenPositions, recipesTried);

    /// <summary>The judge after the last session that was replayed.</summary>
    public RecordJudge Judge => judge;

    /// <summary>The evidence after each of the newest sessions, for pictures: its odds are rounded.</summary>
    public IReadOnlyList<EvidencePoint> History => [.. replayed.TakeLast(MostPoints).Select(done => Rounded(done.Evidence))];

    /// <summary>
    /// Replays a record; gives its newest sessions as they were judged, as many as a card is about
    /// (<see cref="RecordEvaluation.Sessions"/>).
    /// </summary>
    /// <param name="sessions">The record, in order.</param>
    /// <param name="read">Reads a session of it.</param>
    public async Task<IReadOnlyList<JudgedSession>> ReplayAsync(
        IReadOnlyList<RecordedSession> sessions, Func<RecordedSession, Task<OutOfSampleSession>> read)
    {
        if (replayed.Count > sessions.Count || replayed.Where((done, i) => done.Session.Source != sessions[i].Source).Any())
        {
            replayed.Clear();
            newest.Clear();
            judge = create();
        }
        foreach (var session in sessions.Skip(replayed.Count))
        {
            var judged = judge.Add(await read(session));
            replayed.Add((session, judge.Evidence!));
            newest.Enqueue(judged);
            if (newest.Count > RecordEvaluation.Sessions) newest.Dequeue();
        }
        return [.. newest];
    }

    // A card is read often, and no picture shows a thousandth.
    private static EvidencePoint Rounded(EvidencePoint point) => point with
    {
        OverBase = Math.Round(point.OverBase, 3),
        OverTrivial = Math.Round(point.OverTrivial, 3),
        Profit = Math.Round(point.Profit, 3),
        Doubt = Math.Round(point.Doubt, 3),
    };
}
