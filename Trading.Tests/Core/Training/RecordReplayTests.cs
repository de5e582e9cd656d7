using Trading.Cli.Output;
using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;
using Trading.Core.Training;

namespace Trading.Tests.Core.Training;

public sealed class RecordReplayTests
{
    private readonly RecordReplay replay = new(() => new RecordJudge(0.65, 0.02, chains: 1));

    [Fact]
    public void The_history_has_a_rounded_point_for_each_session_and_ends_with_the_evidence()
    {
        var record = Enumerable.Range(0, 12).Select(Session).ToList();

        replay.Replay(record[..5]);
        replay.Replay(record);

        Assert.Equal(record.Select(s => s.Session), replay.History.Select(p => p.Session));
        var (point, evidence) = (replay.History[^1], replay.Judge.Evidence!);
        Assert.NotEqual(0, point.OverBase);
        Assert.Equal(Math.Round(evidence.OverBase, 3), point.OverBase);
        Assert.Equal((evidence.Sessions, evidence.Standing), (point.Sessions, point.Standing));
    }

    [Fact]
    public void The_history_keeps_the_newest_250_sessions()
    {
        var record = Enumerable.Range(0, 260).Select(Session).ToList();

        replay.Replay(record);

        Assert.Equal(250, replay.History.Count);
        Assert.Equal(record[^1].Session, replay.History[^1].Session);
    }

    [Fact]
    public void A_record_that_changed_is_replayed_from_its_beginning()
    {
        replay.Replay([Session(0), Session(1), Session(2)]);
        replay.Replay([Session(0) with { Source = "other bars" }, Session(1)]);

        Assert.Equal(2, replay.History.Count);
    }

    /// <summary>Three quarters of what the model prefers ends in profit, and a quarter of the rest.</summary>
    private static OutOfSampleSession Session(int day) => new(
        new LocalDate(2025, 1, 1).PlusDays(day), "bars", ["SPY"],
        [
            .. Enumerable.Range(0, 8).Select(i => new OutOfSampleRow(
                0, (short)(i * 40), (short)((i * 40) + 30), i < 4 ? 1f : -1f, 0f, i is not (3 or 4 or 5 or 6),
                i < 4 ? 0.002f : -0.002f)),
        ]);
}
