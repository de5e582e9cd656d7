using CsCheck;
using Trading.Core.Execution;
using Trading.Core.Journal;
using Trading.Core.Risk;
using static Trading.Tests.Core.Journal.Rows;

namespace Trading.Tests.Core.Journal;

/// <summary>What every journal must do; a store's tests derive from this.</summary>
public abstract class JournalContract
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The journal under test, the same all through a test.</summary>
    protected abstract ITradingJournal Journal { get; }

    /// <summary>How many samples a property takes; fewer for a store that is asked over a network.</summary>
    protected virtual int Samples => 50;

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
        Assert.Null(await Journal.GetJobAsync(Monday, "Rebalance", Cancel));
        Assert.Empty(await Journal.GetPerformanceAsync(Monday, Wednesday, Cancel));
        Assert.Empty(await Journal.GetSessionsAsync(Cancel));
    }

    [Fact]
    public async Task A_halt_stands_for_every_process_until_it_is_lifted()
    {
        Assert.Null((await Journal.GetStateAsync(Cancel)).Halt);
        var halt = new Halt(Instant.FromUtc(2025, 11, 3, 15, 31, 7), Flatten: false, "the news");
        await Journal.SetHaltAsync(halt, Cancel);
        Assert.Equal(halt, (await Reopen().GetStateAsync(Cancel)).Halt);
        await Journal.SetHaltAsync(halt with { Flatten = true, Reason = "" }, Cancel);
        Assert.Equal(halt with { Flatten = true, Reason = "" }, (await Reopen().GetStateAsync(Cancel)).Halt);
        await Reopen().SetHaltAsync(null, Cancel);
        await Journal.SetHaltAsync(null, Cancel);
        Assert.Null((await Journal.GetStateAsync(Cancel)).Halt);
        Assert.Empty(await Journal.GetSessionsAsync(Cancel));
    }

    [Fact]
    public async Task A_halt_is_replaced_only_by_who_has_read_it()
    {
        var plain = new Halt(Instant.FromUtc(2025, 11, 3, 15, 31, 7), Flatten: false, "the news");
        var flatten = plain with { Flatten = true };
        Assert.True(await Journal.TryReplaceHaltAsync(null, flatten, Cancel));
        Assert.False(await Reopen().TryReplaceHaltAsync(null, plain, Cancel));
        Assert.False(await Reopen().TryReplaceHaltAsync(plain, null, Cancel));
        Assert.Equal(flatten, (await Journal.GetStateAsync(Cancel)).Halt);
        Assert.True(await Reopen().TryReplaceHaltAsync(plain, flatten, Cancel));
        Assert.True(await Reopen().TryReplaceHaltAsync(flatten, null, Cancel));
        Assert.False(await Journal.TryReplaceHaltAsync(flatten, plain, Cancel));
        Assert.True(await Journal.TryReplaceHaltAsync(flatten, null, Cancel));
        Assert.Null((await Journal.GetStateAsync(Cancel)).Halt);
    }

    [Fact]
    public async Task Halts_at_one_moment_lose_nothing_of_each_other()
    {
        var now = Instant.FromUtc(2025, 11, 3, 15, 31, 7);
        for (var round = 0; round < 5; round++)
        {
            var journals = Enumerable.Range(0, 4).Select(_ => Reopen()).ToArray();
            await Task.WhenAll(journals.Select((journal, i) => Task.Run(() => journal.HaltAsync(now, flatten: i == 0, i == 1 ? "why" : "", Cancel), Cancel)));
            Assert.Equal(new Halt(now, true, "why"), (await Journal.GetStateAsync(Cancel)).Halt);
            Assert.True((await Journal.ResumeAsync(Cancel)).IsLifted);
        }
    }

    [Fact]
    public Task Every_field_of_a_prediction_comes_back() =>
        Prediction(Monday).Array[1, 12].SampleAsync(async rows =>
        {
            await Journal.SavePredictionsAsync(Monday, rows, Cancel);
            var stored = (await Reopen().GetPredictionsAsync(Monday, null, Cancel)).ToDictionary(row => row.RowKey());
            return rows.GroupBy(row => row.RowKey()).All(same => stored[same.Key] == same.Last());
        }, iter: Samples, threads: 1);

    [Fact]
    public async Task A_minutes_predictions_are_added_once_whoever_tries()
    {
        var minute = APrediction(Monday, "SPY", 1).Minute;
        PredictionRow[] first = [APrediction(Monday, "QQQ", 1), APrediction(Monday, "SPY", 1)];
        PredictionRow[] second = [APrediction(Monday, "AAPL", 1), APrediction(Monday, "SPY", 1) with { Probability = 0.99f }];
        Assert.True(await Journal.TryAddPredictionsAsync(Monday, minute, first, Cancel));
        Assert.False(await Reopen().TryAddPredictionsAsync(Monday, minute, second, Cancel));
        Assert.False(await Journal.TryAddPredictionsAsync(Monday, minute, [APrediction(Monday, "TSLA", 1)], Cancel));
        Assert.Equal(first, await Reopen().GetPredictionsAsync(Monday, null, Cancel));
        Assert.True(await Reopen().TryAddPredictionsAsync(Monday, minute + Duration.FromMinutes(1), [APrediction(Monday, "SPY", 2)], Cancel));
        Assert.True(await Reopen().TryAddPredictionsAsync(Wednesday, APrediction(Wednesday, "SPY", 1).Minute, [APrediction(Wednesday, "SPY", 1)], Cancel));
        await Journal.SavePredictionsAsync(Monday, [first[0] with { Profit = true }], Cancel);
        Assert.True((await Reopen().GetPredictionsAsync(Monday, "QQQ", Cancel))[0].Profit);
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.TryAddPredictionsAsync(Monday, minute, [APrediction(Monday, "SPY", 7)], Cancel));
    }

    [Fact]
    public async Task Of_several_that_add_a_minutes_predictions_at_once_one_does()
    {
        var minute = APrediction(Monday, "SPY", 1).Minute;
        var journals = Enumerable.Range(0, 4).Select(_ => Reopen()).ToList();
        var won = await Task.WhenAll(journals.Select((journal, i) => Task.Run(() =>
            journal.TryAddPredictionsAsync(Monday, minute, [APrediction(Monday, $"S{i}", 1)], Cancel))));
        Assert.Single(won, true);
        Assert.Equal($"S{Array.IndexOf(won, true)}", Assert.Single(await Journal.GetPredictionsAsync(Monday, null, Cancel)).Symbol);
    }

    [Fact]
    public Task Every_field_of_an_intent_comes_back() =>
        Intent.SampleAsync(async intent =>
        {
            if (!await Journal.TryAddIntentAsync(intent, Cancel)) await Journal.UpdateIntentAsync(intent, Cancel);
            var stored = (await Reopen().GetIntentsAsync(intent.Session, Cancel)).Single(row => row.Id == intent.Id);
            var open = (await Reopen().GetOpenIntentsAsync(Cancel)).SingleOrDefault(row => row.Id == intent.Id && row.Session == intent.Session);
            return stored == intent && open == (intent.IsOpen ? intent : null);
        }, iter: Samples, threads: 1);

    [Fact]
    public Task Every_field_of_a_trade_comes_back() =>
        Trade.SampleAsync(async trade =>
        {
            await Journal.SaveTradeAsync(trade, Cancel);
            return (await Reopen().GetTradesAsync(trade.Session, trade.Session, Cancel)).Single(row => row.EntryId == trade.EntryId) == trade;
        }, iter: Samples, threads: 1);

    [Fact]
    public Task Every_field_of_a_job_run_comes_back() =>
        Job.SampleAsync(async run =>
        {
            if (!await Journal.TryStartJobAsync(run, Cancel))
                Assert.True(await Journal.TryReplaceJobAsync((await Journal.GetJobAsync(run.Session, run.Key, Cancel))!, run, Cancel));
            Assert.Equivalent(run, await Reopen().GetJobAsync(run.Session, run.Key, Cancel), strict: true);
            Assert.Equivalent(run, (await Reopen().GetJobsAsync(run.Session, Cancel)).Single(row => row.Key == run.Key), strict: true);
        }, iter: Samples, threads: 1);

    [Fact]
    public Task Every_field_of_a_performance_row_comes_back() =>
        Performance.SampleAsync(async row =>
        {
            await Journal.SavePerformanceAsync(row, Cancel);
            return (await Reopen().GetPerformanceAsync(row.Session, row.Session, Cancel)).Single() == row;
        }, iter: Samples, threads: 1);

    [Fact]
    public async Task Predictions_come_by_minute_then_symbol_and_of_one_symbol_when_asked()
    {
        await Journal.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 31), APrediction(Monday, "AAPL", 31), APrediction(Monday, "SPY", 2)], Cancel);
        await Journal.SavePredictionsAsync(Tuesday, [APrediction(Tuesday, "SPY", 1)], Cancel);

        Assert.Equal(["SPY_0932", "AAPL_1001", "SPY_1001"], (await Journal.GetPredictionsAsync(Monday, null, Cancel)).Select(row => row.RowKey()));
        Assert.Equal(["SPY_0932", "SPY_1001"], (await Journal.GetPredictionsAsync(Monday, "SPY", Cancel)).Select(row => row.RowKey()));
    }

    [Fact]
    public async Task A_prediction_saved_again_replaces_the_first()
    {
        var row = APrediction(Monday, "SPY", 1);
        await Journal.SavePredictionsAsync(Monday, [row], Cancel);
        var resolved = row with { Profit = true, NetReturn = 0.0123, Reason = ReasonCode.Entered };
        await Journal.SavePredictionsAsync(Monday, [resolved], Cancel);
        Assert.Equal([resolved], await Journal.GetPredictionsAsync(Monday, null, Cancel));
    }

    [Fact]
    public async Task A_prediction_of_another_session_is_refused_and_nothing_is_saved()
    {
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Journal.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 1), APrediction(Tuesday, "SPY", 1)], Cancel));
        Assert.Empty(await Journal.GetPredictionsAsync(Monday, null, Cancel));
    }

    [Fact]
    public async Task An_intent_is_added_once_and_the_second_changes_nothing()
    {
        var first = AnIntent(Monday, "SPY", 1);
        Assert.True(await Journal.TryAddIntentAsync(first, Cancel));
        Assert.False(await Journal.TryAddIntentAsync(first with { Status = IntentStatus.Rejected, Detail = "other" }, Cancel));
        Assert.Equal([first], await Journal.GetIntentsAsync(Monday, Cancel));
        Assert.Equal([first], await Journal.GetOpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task An_intent_that_was_never_added_cannot_be_updated()
    {
        var intent = AnIntent(Monday, "SPY", 1);
        var error = await Assert.ThrowsAsync<StorageException>(() => Journal.UpdateIntentAsync(intent, Cancel));
        Assert.Contains(intent.Id.Value, error.Message, StringComparison.Ordinal);
        Assert.Empty(await Journal.GetIntentsAsync(Monday, Cancel));
    }

    [Fact]
    public async Task Open_intents_of_every_session_come_by_id_until_they_are_settled()
    {
        var settled = AnIntent(Tuesday, "SPY", 1);
        var late = AnIntent(Tuesday, "AAPL", 1, IntentStatus.Unknown);
        var early = AnIntent(Monday, "TSLA", 300, IntentStatus.Holding);
        foreach (var intent in new[] { settled, late, early }) Assert.True(await Journal.TryAddIntentAsync(intent, Cancel));
        await Journal.UpdateIntentAsync(settled with { Status = IntentStatus.Completed }, Cancel);
        Assert.Equal([early, late], await Journal.GetOpenIntentsAsync(Cancel));

        await Journal.UpdateIntentAsync(settled with { Status = IntentStatus.Working }, Cancel);
        Assert.Equal([early, late, settled with { Status = IntentStatus.Working }], await Reopen().GetOpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task Trades_come_by_entry_and_only_of_the_days_asked_for()
    {
        TradeRow[] trades = [ATrade(Wednesday, "A"), ATrade(Tuesday, "B"), ATrade(Tuesday, "A"), ATrade(Monday, "A")];
        foreach (var trade in trades) await Journal.SaveTradeAsync(trade, Cancel);
        Assert.Equal([trades[3], trades[2], trades[1]], await Journal.GetTradesAsync(Monday, Tuesday, Cancel));

        var closed = trades[1] with { ExitAt = Minute(Tuesday, 9), ExitPrice = 104.1m, ExitReason = ExitReason.TakeProfit };
        await Journal.SaveTradeAsync(closed, Cancel);
        Assert.Equal([trades[2], closed], await Journal.GetTradesAsync(Tuesday, Tuesday, Cancel));
    }

    [Fact]
    public async Task A_trade_that_has_an_exit_is_never_replaced_by_one_that_has_none()
    {
        var open = ATrade(Monday, "SPY");
        var closed = Closed(open);
        await Journal.SaveTradeAsync(closed, Cancel);
        await Reopen().SaveTradeAsync(open with { Quantity = 4 }, Cancel);
        Assert.Equal([closed], await Journal.GetTradesAsync(Monday, Monday, Cancel));

        await Reopen().SaveTradeAsync(closed with { ExitPrice = 103.9m, ExitReason = ExitReason.External }, Cancel);
        Assert.Equal([closed with { ExitPrice = 103.9m, ExitReason = ExitReason.External }], await Journal.GetTradesAsync(Monday, Monday, Cancel));
    }

    [Fact]
    public async Task An_open_trade_may_be_replaced_by_an_open_one()
    {
        var open = ATrade(Monday, "SPY");
        await Journal.SaveTradeAsync(open, Cancel);
        await Journal.SaveTradeAsync(open with { Quantity = 4 }, Cancel);
        Assert.Equal([open with { Quantity = 4 }], await Reopen().GetTradesAsync(Monday, Monday, Cancel));
    }

    [Fact]
    public async Task Of_writers_that_race_over_a_trade_the_one_with_the_exit_wins()
    {
        var journals = Enumerable.Range(0, 4).Select(_ => Reopen()).ToArray();
        for (var round = 0; round < 20; round++)
        {
            var open = ATrade(Monday, $"S{round}");
            await Task.WhenAll(journals.Select((journal, i) => Task.Run(
                () => journal.SaveTradeAsync(i == round % 4 ? Closed(open) : open with { Quantity = i + 1 }, Cancel), Cancel)));
            Assert.Equal(Closed(open), (await Journal.GetTradesAsync(Monday, Monday, Cancel)).Single(trade => trade.EntryId == open.EntryId));
        }
    }

    [Fact]
    public async Task A_job_starts_once_a_session()
    {
        Assert.True(await Journal.TryStartJobAsync(AJob(Monday, "Rebalance"), Cancel));
        Assert.False(await Journal.TryStartJobAsync(AJob(Monday, "Rebalance", 5), Cancel));
        Assert.True(await Journal.TryStartJobAsync(AJob(Tuesday, "Rebalance"), Cancel));
        Assert.Equal(AJob(Monday, "Rebalance"), await Journal.GetJobAsync(Monday, "Rebalance", Cancel));
    }

    [Fact]
    public async Task A_run_is_replaced_only_while_it_is_as_expected()
    {
        var running = AJob(Monday, "NightlyRetrain");
        var second = running with { Attempt = 2, StartedAt = Minute(Monday, 10) };
        var finished = second with { FinishedAt = Minute(Monday, 12), Note = "done" };
        Assert.False(await Journal.TryReplaceJobAsync(running, second, Cancel));
        Assert.True(await Journal.TryStartJobAsync(running, Cancel));

        Assert.True(await Journal.TryReplaceJobAsync(running, second, Cancel));
        Assert.False(await Journal.TryReplaceJobAsync(running, second with { Note = "late" }, Cancel));
        Assert.True(await Journal.TryReplaceJobAsync(second, finished, Cancel));
        Assert.False(await Journal.TryReplaceJobAsync(second, finished with { Note = "late" }, Cancel));
        Assert.Equal(finished, await Reopen().GetJobAsync(Monday, "NightlyRetrain", Cancel));
    }

    [Fact]
    public async Task Runs_come_by_start_even_when_starts_differ_by_less_than_a_second()
    {
        var first = AJob(Monday, "B");
        var second = AJob(Monday, "A") with { StartedAt = first.StartedAt + Duration.FromNanoseconds(100) };
        Assert.True(await Journal.TryStartJobAsync(second, Cancel));
        Assert.True(await Journal.TryStartJobAsync(first, Cancel));
        Assert.Equal([first, second], await Journal.GetJobsAsync(Monday, Cancel));
    }

    [Fact]
    public async Task Performance_comes_by_session_and_only_of_the_days_asked_for()
    {
        foreach (var day in new[] { Wednesday, Monday, Tuesday }) await Journal.SavePerformanceAsync(AnEvening(day), Cancel);
        await Journal.SavePerformanceAsync(AnEvening(Tuesday) with { Pnl = -1.5m }, Cancel);
        Assert.Equal([AnEvening(Monday), AnEvening(Tuesday) with { Pnl = -1.5m }], await Journal.GetPerformanceAsync(Monday, Tuesday, Cancel));
    }

    [Fact]
    public async Task Sessions_are_those_of_any_row_in_order()
    {
        await Journal.SavePerformanceAsync(AnEvening(Monday.PlusDays(4)), Cancel);
        await Journal.SaveTradeAsync(ATrade(Monday.PlusDays(3), "SPY"), Cancel);
        await Journal.TryAddIntentAsync(AnIntent(Wednesday, "SPY", 1), Cancel);
        await Journal.TryStartJobAsync(AJob(Tuesday, "Rebalance"), Cancel);
        await Journal.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 1), APrediction(Monday, "SPY", 2)], Cancel);
        await Journal.SavePredictionsAsync(Tuesday, [APrediction(Tuesday, "SPY", 1)], Cancel);
        Assert.Equal(Enumerable.Range(0, 5).Select(Monday.PlusDays), await Reopen().GetSessionsAsync(Cancel));
    }

    [Fact]
    public async Task Of_writers_that_race_exactly_one_wins()
    {
        var journals = Enumerable.Range(0, 4).Select(_ => Reopen()).ToArray();
        for (var round = 0; round < 20; round++)
        {
            var (intent, job) = (AnIntent(Monday, "SPY", round), AJob(Monday, $"MinuteScan_{round}"));
            await ExactlyOne(journals, (journal, i) => journal.TryAddIntentAsync(intent with { Detail = $"{i}" }, Cancel));
            await ExactlyOne(journals, (journal, i) => journal.TryStartJobAsync(job with { Note = $"{i}" }, Cancel));
            await ExactlyOne(journals, (journal, i) => journal.TryReplaceJobAsync(job, job with { Attempt = 2, Note = $"{i}" }, Cancel));
        }
    }

    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 1), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 1)], cancelled));
        Assert.Empty(await Journal.GetSessionsAsync(Cancel));
    }

    private static TradeRow Closed(TradeRow open) =>
        open with { ExitAt = Minute(open.Session, 9), ExitPrice = 104.1m, ExitReason = ExitReason.TakeProfit };

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
