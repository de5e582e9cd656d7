using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;

namespace Trading.Core.Training;

/// <summary>
/// Judges a record that grows by a session a night: replays only what is new, and begins anew when something earlier has changed.
/// </summary>
public sealed class RecordReplay(Func<RecordJudge> create)
{
    private readonly List<(string Source, JudgedSession Judged)> replayed = [];
    private RecordJudge judge = create();

    /// <summary>The judge after the last session that was replayed.</summary>
    public RecordJudge Judge => judge;

    /// <summary>Replays a record; gives its sessions as they were judged.</summary>
    /// <param name="sessions">The record, in order.</param>
    public IReadOnlyList<JudgedSession> Replay(IReadOnlyList<OutOfSampleSession> sessions)
    {
        if (replayed.Count > sessions.Count || replayed.Where((done, i) => done.Source != sessions[i].Source).Any())
        {
            replayed.Clear();
            judge = create();
        }
        foreach (var session in sessions.Skip(replayed.Count)) replayed.Add((session.Source, judge.Add(session)));
        return replayed.ConvertAll(done => done.Judged);
    }
}
