using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Storage;

/// <summary>What every journal must do; a store's tests derive from this.</summary>
public abstract partial class JournalContract
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The journal under test, the same all through a test.</summary>
    protected abstract ITradingJournal Journal { get; }

    /// <summary>How many samples a property takes; fewer for a store that is asked over a network.</summary>
    protected virtual int Samples => 50;

    /// <summary>How many races are run; fewer for a store that is asked over a network.</summary>
    protected virtual int Races => 20;

    /// <summary>The same journal as another process finds it.</summary>
    protected abstract ITradingJournal Reopen();

    [Fact]
    public async Task A_new_journal_is_empty()
    {
        Assert.Empty(await Journal.GetPredictionsAsync(Monday, null, Cancel));
        Assert.Empty(await Journal.GetIntentsAsync(Monday, Cancel));
        Assert.Empty(await Journal.GetOpenIntentsAsync(Cancel));
        Assert.Empty(await Journal.GetTradesAsync(Monday, Wednesday, Cancel));
        Assert.Empty(await Journal.GetJobsAsync(Monday, Cancel));
        Assert.Null(await Journal.GetJobAsync(Monday, JobKind.Rebalance, Cancel));
        Assert.Empty(await Journal.GetPerformanceAsync(Monday, Wednesday, Cancel));
        Assert.Empty(await Journal.GetSessionsAsync(Cancel));
    }

    [Fact]
    public Task Every_field_of_a_job_run_comes_back() =>
        Job.SampleAsync(async run =>
        {
            if (!await Journal.TryStartJobAsync(run, Cancel))
                Assert.True(
                    await Journal.TryReplaceJobAsync((await Journal.GetJobAsync(run.Session, run.Key, Cancel))!, run, Cancel));
            Assert.Equivalent(run, await Reopen().GetJobAsync(run.Session, run.Key, Cancel), strict: true);
            Assert.Equivalent(
                run, (await Reopen().GetJobsAsync(run.Session, Cancel)).Single(row => row.Key == run.Key), strict: true);
        }, iter: Samples, threads: 1);

    [Fact]
    public Task Every_field_of_a_performance_row_comes_back() =>
        Performance.SampleAsync(async row =>
        {
            var before = await Journal.GetPerformanceAsync(row.Session, row.Session, Cancel);
            await Journal.SavePerformanceAsync(row, Cancel);
            return before.Any(standing => !row.MayReplace(standing))
                || (await Reopen().GetPerformanceAsync(row.Session, row.Session, Cancel)).Single() == row;
        }, iter: Samples, threads: 1);

    [Fact]
    public async Task A_job_starts_once_a_session()
    {
        Assert.True(await Journal.TryStartJobAsync(AJob(Monday, JobKind.Rebalance), Cancel));
        Assert.False(await Journal.TryStartJobAsync(AJob(Monday, JobKind.Rebalance, 5), Cancel));
        Assert.True(await Journal.TryStartJobAsync(AJob(Tuesday, JobKind.Rebalance), Cancel));
        Assert.Equal(AJob(Monday, JobKind.Rebalance), await Journal.GetJobAsync(Monday, JobKind.Rebalance, Cancel));
    }

    [Fact]
    public async Task A_run_is_replaced_only_while_it_is_as_expected()
    {
        var running = AJob(Monday, JobKind.NightlyRetrain);
        var second = running with { Attempt = 2, StartedAt = Minute(Monday, 10) };
        var finished = second with { FinishedAt = Minute(Monday, 12), Note = "done" };
        Assert.False(await Journal.TryReplaceJobAsync(running, second, Cancel));
        Assert.True(await Journal.TryStartJobAsync(running, Cancel));

        Assert.True(await Journal.TryReplaceJobAsync(running, second, Cancel));
        Assert.False(await Journal.TryReplaceJobAsync(running, second with { Note = "late" }, Cancel));
        Assert.True(await Journal.TryReplaceJobAsync(second, finished, Cancel));
        Assert.False(await Journal.TryReplaceJobAsync(second, finished with { Note = "late" }, Cancel));
        Assert.Equal(finished, await Reopen().GetJobAsync(Monday, JobKind.NightlyRetrain, Cancel));
    }

    [Fact]
    public async Task Runs_come_by_start_even_when_starts_differ_by_less_than_a_second()
    {
        var first = AJob(Monday, JobKind.Rebalance);
        var second = AJob(Monday, JobKind.EndOfDayClose) with { StartedAt = first.StartedAt + Duration.FromNanoseconds(100) };
        Assert.True(await Journal.TryStartJobAsync(second, Cancel));
        Assert.True(await Journal.TryStartJobAsync(first, Cancel));
        Assert.Equal([first, second], await Journal.GetJobsAsync(Monday, Cancel));
    }

    [Fact]
    public async Task Performance_comes_by_session_and_only_of_the_days_asked_for()
    {
        foreach (var day in new[] { Wednesday, Monday, Tuesday }) await Journal.SavePerformanceAsync(AnEvening(day), Cancel);
        await Journal.SavePerformanceAsync(AnEvening(Tuesday) with { Pnl = -1.5m }, Cancel);
        Assert.Equal([AnEvening(Monday), AnEvening(Tuesday) with { Pnl = -1.5m }], await Journal.GetPerformanceAsync(
            Monday, Tuesday, Cancel));
    }

    [Fact]
    public async Task Figures_that_count_less_never_replace_those_that_count_more()
    {
        var full = AnEvening(Monday);
        await Journal.SavePerformanceAsync(full, Cancel);
        await Reopen().SavePerformanceAsync(full with { Trades = full.Trades - 1, Pnl = 1m }, Cancel);
        await Reopen().SavePerformanceAsync(full with { Predictions = full.Predictions - 1, Pnl = 1m }, Cancel);
        Assert.Equal([full], await Reopen().GetPerformanceAsync(Monday, Monday, Cancel));
    }

    [Fact]
    public async Task Sessions_are_those_of_any_row_in_order()
    {
        await Journal.SavePerformanceAsync(AnEvening(Monday.PlusDays(4)), Cancel);
        await Journal.SaveTradeAsync(ATrade(Monday.PlusDays(3), "SPY"), Cancel);
        await Journal.TryAddIntentAsync(AnIntent(Wednesday, "SPY", 1), Cancel);
        await Journal.TryStartJobAsync(AJob(Tuesday, JobKind.Rebalance), Cancel);
        await Journal.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 1), APrediction(Monday, "SPY", 2)], Cancel);
        await Journal.SavePredictionsAsync(Tuesday, [APrediction(Tuesday, "SPY", 1)], Cancel);
        Assert.Equal(Enumerable.Range(0, 5).Select(Monday.PlusDays), await Reopen().GetSessionsAsync(Cancel));
    }

    [Fact]
    public async Task Of_writers_that_race_exactly_one_wins()
    {
        var journals = Enumerable.Range(0, 4).Select(_ => Reopen()).ToArray();
        for (var round = 0; round < Races; round++)
        {
            var (intent, job) = (AnIntent(Monday, "SPY", round), AJob(Monday, JobKey.Parse($"MinuteScan_10{round:00}")));
            await ExactlyOne(journals, (journal, i) => journal.TryAddIntentAsync(intent with { Note = $"{i}" }, Cancel));
            await ExactlyOne(journals, (journal, i) => journal.TryStartJobAsync(job with { Note = $"{i}" }, Cancel));
            await ExactlyOne(
                journals, (journal, i) => journal.TryReplaceJobAsync(job, job with { Attempt = 2, Note = $"{i}" }, Cancel));
        }
    }

    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 1), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Journal.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 1)], cancelled));
        Assert.Empty(await Journal.GetSessionsAsync(Cancel));
    }

    private static async Task ExactlyOne(ITradingJournal[] journals, Func<ITradingJournal, int, Task<bool>> attempt)
    {
        var won = await Task.WhenAll(journals.Select((journal, i) => Task.Run(() => attempt(journal, i))));
        Assert.Equal(1, won.Count(one => one));
    }
}

public sealed class InMemoryJournalTests : JournalContract
{
    private readonly InMemoryJournal journal = new();

    protected override ITradingJournal Journal => journal;

    protected override ITradingJournal Reopen() => journal;
}
