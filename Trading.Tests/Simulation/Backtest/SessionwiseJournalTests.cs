using Trading.Adapters.LocalStorage;
using Trading.Core.Storage;
using Trading.Simulation.Backtest;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Simulation.Backtest;

public sealed class SessionwiseJournalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_book_that_is_written_session_by_session_has_the_rows_of_one_that_is_written_minute_by_minute()
    {
        var (plain, stores) = await SmallMarket.Plain.Value;
        using var folder = new TempFolder();
        using var book = new SqliteJournal(folder["journal.db"]);
        var journal = new SessionwiseJournal(book);
        var result = await new Backtester(
            SmallMarket.Tape(), SmallMarket.Calendar, SmallMarket.Settings,
            SmallMarket.Stores() with { Journal = journal, SessionOver = journal.EndSessionAsync },
            new BacktestOptions { Run = "test" }).RunAsync(SmallMarket.From, SmallMarket.To, null, Cancel);
        // A session is read again after it was handed over.
        Assert.Equal(
            await stores.Journal.GetPredictionsAsync(SmallMarket.From, null, Cancel),
            await journal.GetPredictionsAsync(SmallMarket.From, null, Cancel));
        await journal.CompleteAsync(Cancel);

        Assert.Equal(plain.Trades, result.Trades);
        Assert.Equal(plain.Reliability, result.Reliability);
        Assert.Equal(plain.Summary.Decisions, result.Summary.Decisions);
        Assert.Equal(plain.Summary.Accuracy, result.Summary.Accuracy);
        var sessions = await stores.Journal.GetSessionsAsync(Cancel);
        Assert.Equal(sessions, await book.GetSessionsAsync(Cancel));
        foreach (var session in sessions)
        {
            Assert.Equal(
                await stores.Journal.GetPredictionsAsync(session, null, Cancel),
                await book.GetPredictionsAsync(session, null, Cancel));
            Assert.Equal(await stores.Journal.GetIntentsAsync(session, Cancel), await book.GetIntentsAsync(session, Cancel));
            Assert.Equal(
                (await stores.Journal.GetJobsAsync(session, Cancel)).Select(run => (run.Key, run.FinishedAt, run.Error)),
                (await book.GetJobsAsync(session, Cancel)).Select(run => (run.Key, run.FinishedAt, run.Error)));
        }
        Assert.Equal(
            await stores.Journal.GetTradesAsync(sessions[0], sessions[^1], Cancel),
            await book.GetTradesAsync(sessions[0], sessions[^1], Cancel));
        Assert.Equal(
            await stores.Journal.GetPerformanceAsync(sessions[0], sessions[^1], Cancel),
            await book.GetPerformanceAsync(sessions[0], sessions[^1], Cancel));
    }

    [Fact]
    public async Task A_session_that_cannot_be_written_is_told_when_the_next_one_is_over()
    {
        using var folder = new TempFolder();
        using var book = new SqliteJournal(folder["journal.db"]);
        await book.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 1)], Cancel);
        var journal = new SessionwiseJournal(book);
        await journal.SavePredictionsAsync(Monday, [APrediction(Monday, "QQQ", 1)], Cancel);
        await journal.EndSessionAsync(Monday, Cancel);
        var error = await Assert.ThrowsAsync<StorageException>(() => journal.EndSessionAsync(Tuesday, Cancel));
        Assert.Contains("2025-11-03", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_predicted_in_a_session_that_is_over()
    {
        var journal = new SessionwiseJournal(new InMemoryJournal());
        var row = APrediction(Monday, "SPY", 1);
        await journal.SavePredictionsAsync(Monday, [row], Cancel);
        await journal.EndSessionAsync(Monday, Cancel);
        Assert.False(await journal.TryAddPredictionsAsync(Monday, row.Minute, [row], Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => journal.SavePredictionsAsync(Monday, [row], Cancel));
        Assert.Equal([row], await journal.GetPredictionsAsync(Monday, null, Cancel));
    }
}
