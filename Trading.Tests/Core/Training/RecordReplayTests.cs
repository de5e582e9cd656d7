using Trading.Cli.Output;
using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;
using Trading.Core.Training;

namespace Trading.Tests.Core.Training;

public sealed class RecordReplayTests
{
    private readonly List<LocalDate> reads = [];
    private readonly RecordReplay replay = new(() => new RecordJudge(0.65, 0.02, chains: 1));

    [Fact]
    public async Task The_history_has_a_rounded_point_for_each_session_and_ends_with_the_evidence()
    {
        var record = Enumerable.Range(0, 12).Select(Session).ToList();

        await ReplayAsync(record[..5]);
        await ReplayAsync(record);

        Assert.Equal(record.Select(s => s.Session), replay.History.Select(p => p.Session));
        var (point, evidence) = (replay.History[^1], replay.Judge.Evidence!);
        Assert.NotEqual(0, point.OverBase);
        Assert.Equal(Math.Round(evidence.OverBase, 3), point.OverBase);
        Assert.Equal((evidence.Sessions, evidence.Standing), (point.Sessions, point.Standing));
    }

    [Fact]
    public async Task The_history_keeps_the_newest_250_sessions()
    {
        var record = Enumerable.Range(0, 260).Select(Session).ToList();

        await ReplayAsync(record);

        Assert.Equal(250, replay.History.Count);
        Assert.Equal(record[^1].Session, replay.History[^1].Session);
    }

    [Fact]
    public async Task A_record_that_changed_is_replayed_from_its_beginning()
    {
        await ReplayAsync([Session(0), Session(1), Session(2)]);
        await ReplayAsync([Session(0) with { Source = "other bars" }, Session(1)]);

        Assert.Equal(2, replay.History.Count);
    }

    [Fact]
    public async Task What_was_replayed_is_not_read_again_and_the_newest_60_sessions_are_kept()
    {
        var record = Enumerable.Range(0, 70).Select(Session).ToList();
        await ReplayAsync(record[..65]);
        reads.Clear();
        var newest = await ReplayAsync(record);
        Assert.Equal(record[65..].Select(s => s.Session), reads);
        Assert.Equal(record[10..].Select(s => s.Session), newest.Select(judged => judged.Session.Session));
    }

    private Task<IReadOnlyList<JudgedSession>> ReplayAsync(IReadOnlyList<OutOfSampleSession> record) => replay.ReplayAsync(
        [.. record.Select(session => new RecordedSession(session.Session, session.Source))],
        asked =>
        {
            reads.Add(asked.Session);
            return Task.FromResult(record.Single(session => session.Session == asked.Session));
        });

    /// <summary>Three quarters of what the model prefers ends in profit, and a quarter of the rest.</summary>
    private static OutOfSampleSession Session(int day) => new(
        new LocalDate(2025, 1, 1).PlusDays(day), "bars", ["SPY"],
        [
            .. Enumerable.Range(0, 8).Select(i => new OutOfSampleRow(
                0, (short)(i * 40), (short)((i * 40) + 30), i < 4 ? 1f : -1f, 0f, i is not (3 or 4 or 5 or 6),
                i < 4 ? 0.002f : -0.002f)),
        ]);
}
