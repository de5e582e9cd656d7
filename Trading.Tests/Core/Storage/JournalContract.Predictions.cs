using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Risk;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Storage;

/// <content>What every journal must do with predictions.</content>
public abstract partial class JournalContract
{
    [Fact]
    public Task Every_field_of_a_prediction_comes_back() =>
        Prediction(Monday).Array[1, 12].SampleAsync(async rows =>
        {
            rows = [.. rows.DistinctBy(row => row.RowKey())];
            var before = (await Journal.GetPredictionsAsync(Monday, null, Cancel)).ToDictionary(row => row.RowKey());
            await Journal.SavePredictionsAsync(Monday, rows, Cancel);
            var stored = (await Reopen().GetPredictionsAsync(Monday, null, Cancel)).ToDictionary(row => row.RowKey());
            return rows.All(row => stored[row.RowKey()] == (
                before.TryGetValue(row.RowKey(), out var standing) && !row.MayReplace(standing) ? standing : row));
        }, iter: Samples, threads: 1);

    [Fact]
    public async Task A_minutes_predictions_are_added_once()
    {
        var minute = APrediction(Monday, "SPY", 1).Minute;
        PredictionRow[] first = [APrediction(Monday, "QQQ", 1), APrediction(Monday, "SPY", 1)];
        PredictionRow[] second = [APrediction(Monday, "AAPL", 1), APrediction(Monday, "SPY", 1) with { Probability = 0.99f }];
        Assert.True(await Journal.TryAddPredictionsAsync(Monday, minute, first, Cancel));
        Assert.False(await Reopen().TryAddPredictionsAsync(Monday, minute, second, Cancel));
        Assert.False(await Journal.TryAddPredictionsAsync(Monday, minute, [APrediction(Monday, "TSLA", 1)], Cancel));
        Assert.Equal(first, await Reopen().GetPredictionsAsync(Monday, null, Cancel));
        Assert.True(await Reopen().TryAddPredictionsAsync(
            Monday, minute + Duration.FromMinutes(1), [APrediction(Monday, "SPY", 2)], Cancel));
        Assert.True(await Reopen().TryAddPredictionsAsync(
            Wednesday, APrediction(Wednesday, "SPY", 1).Minute, [APrediction(Wednesday, "SPY", 1)], Cancel));
        await Journal.SavePredictionsAsync(Monday, [first[0] with { Profit = true }], Cancel);
        Assert.True((await Reopen().GetPredictionsAsync(Monday, "QQQ", Cancel))[0].Profit);
        await Assert.ThrowsAsync<ArgumentException>(
            () => Journal.TryAddPredictionsAsync(Monday, minute, [APrediction(Monday, "SPY", 7)], Cancel));
    }

    [Fact]
    public async Task Of_several_that_add_a_minutes_predictions_at_once_one_does()
    {
        var minute = APrediction(Monday, "SPY", 1).Minute;
        var journals = Enumerable.Range(0, 4).Select(_ => Reopen()).ToList();
        var won = await Task.WhenAll(journals.Select((journal, i) => Task.Run(() =>
            journal.TryAddPredictionsAsync(Monday, minute, [APrediction(Monday, $"S{i}", 1)], Cancel))));
        Assert.Single(won, true);
        Assert.Equal(
            $"S{Array.IndexOf(won, true)}", Assert.Single(await Journal.GetPredictionsAsync(Monday, null, Cancel)).Symbol);
    }

    [Fact]
    public async Task Predictions_come_by_minute_then_symbol_and_of_one_symbol_when_asked()
    {
        await Journal.SavePredictionsAsync(
            Monday, [APrediction(Monday, "SPY", 31), APrediction(Monday, "AAPL", 31), APrediction(Monday, "SPY", 2)], Cancel);
        await Journal.SavePredictionsAsync(Tuesday, [APrediction(Tuesday, "SPY", 1)], Cancel);

        Assert.Equal(["SPY_0932", "AAPL_1001", "SPY_1001"], (await Journal.GetPredictionsAsync(Monday, null, Cancel)).Select(
            row => row.RowKey()));
        Assert.Equal(
            ["SPY_0932", "SPY_1001"], (await Journal.GetPredictionsAsync(Monday, "SPY", Cancel)).Select(row => row.RowKey()));
    }

    [Fact]
    public Task Predictions_come_symbol_by_symbol_when_streamed_and_signals_alone_when_asked() =>
        Prediction(Monday).Array[1, 30].SampleAsync(async rows =>
        {
            await Journal.SavePredictionsAsync(Monday, rows, Cancel);
            var stored = await Journal.GetPredictionsAsync(Monday, null, Cancel);
            var streamed = await Reopen().StreamPredictionsAsync(Monday, Cancel).ToListAsync(Cancel);
            var signals = await Reopen().GetSignalsAsync(Monday, Cancel);
            Assert.Equal(streamed.Count, streamed.Select(symbol => symbol[0].Symbol).Distinct().Count());
            Assert.All(streamed, symbol => Assert.Equal(stored.Where(row => row.Symbol == symbol[0].Symbol), symbol));
            Assert.Equal(stored.Count, streamed.Sum(symbol => symbol.Count));
            Assert.Superset(
                stored.Where(row => row.Reason.IsSignal()).Select(row => row.RowKey()).ToHashSet(),
                signals.Select(row => row.RowKey()).ToHashSet());
            Assert.All(signals, signal => Assert.True(signal.Reason.IsSignal()));
        }, iter: Samples, threads: 1);

    [Fact]
    public async Task A_minutes_signals_are_found_after_the_claim_and_after_what_came_of_them()
    {
        var (signal, other) = (APrediction(Monday, "SPY", 1) with { Reason = ReasonCode.OutcomeUnknown },
            APrediction(Monday, "QQQ", 1) with { Reason = ReasonCode.BelowMinConfidence });
        Assert.True(await Journal.TryAddPredictionsAsync(Monday, signal.Minute, [signal, other], Cancel));
        Assert.Equal([signal], await Reopen().GetSignalsAsync(Monday, Cancel));
        await Journal.SavePredictionsAsync(Monday, [signal with { Reason = ReasonCode.Entered }], Cancel);
        Assert.Equal([signal with { Reason = ReasonCode.Entered }], await Reopen().GetSignalsAsync(Monday, Cancel));
        Assert.Empty(await Reopen().GetSignalsAsync(Tuesday, Cancel));
        Assert.Equal(2, (await Reopen().GetPredictionsAsync(Monday, null, Cancel)).Count);
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
    public async Task Predictions_of_a_session_that_is_over_come_back_as_if_each_had_been_saved()
    {
        PredictionRow[] rows =
        [
            APrediction(Tuesday, "QQQ", 1) with { Profit = false, NetReturn = -0.021, BaseProbability = 0.25f },
            APrediction(Tuesday, "SPY", 1) with { Profit = true, NetReturn = 0.0396, Reason = ReasonCode.Entered },
            APrediction(Tuesday, "SPY", 300) with { ModelId = "another", FeaturesHash = ulong.MaxValue },
        ];
        await Journal.AddSessionAsync(Tuesday, rows, Cancel);
        Assert.Equal(rows, await Reopen().GetPredictionsAsync(Tuesday, null, Cancel));
        Assert.Equal([rows[0]], await Reopen().GetPredictionsAsync(Tuesday, "QQQ", Cancel));
        Assert.Equal([Tuesday], await Reopen().GetSessionsAsync(Cancel));

        var settled = rows[2] with { Profit = true, NetReturn = 0.01 };
        await Journal.SavePredictionsAsync(Tuesday, [settled, rows[0] with { Profit = null, Probability = 0.9f }], Cancel);
        Assert.Equal([rows[0], rows[1], settled], await Reopen().GetPredictionsAsync(Tuesday, null, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.AddSessionAsync(Monday, rows, Cancel));
    }

    [Fact]
    public async Task Rows_that_are_added_together_come_back()
    {
        var rows = new JournalRows(
            [AnIntent(Monday, "QQQ", 1), AnIntent(Tuesday, "SPY", 1)], [ATrade(Monday, "QQQ"), ATrade(Tuesday, "SPY")],
            [AJob(Monday, JobKind.Rebalance), AJob(Tuesday, JobKind.Rebalance)], [AnEvening(Monday), AnEvening(Tuesday)], []);
        await Journal.AddRowsAsync(rows, Cancel);
        var stored = await JournalRows.OfAsync(Reopen(), Cancel);
        Assert.Equal(rows.Intents, stored.Intents);
        Assert.Equal(rows.Trades, stored.Trades);
        Assert.Equal(rows.Jobs.Select(run => (run.Session, run.Key)), stored.Jobs.Select(run => (run.Session, run.Key)));
        Assert.Equal(rows.Performance, stored.Performance);
    }

    [Fact]
    public async Task A_prediction_of_another_session_is_refused_and_nothing_is_saved()
    {
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Journal.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 1), APrediction(Tuesday, "SPY", 1)], Cancel));
        Assert.Empty(await Journal.GetPredictionsAsync(Monday, null, Cancel));
    }

    [Fact]
    public async Task A_known_outcome_is_never_replaced_by_an_unknown_one()
    {
        var rows = Enumerable.Range(0, 5).Select(i => APrediction(Monday, $"S{i}", 1)).ToArray();
        PredictionRow[] resolved = [.. rows.Select((row, i) => i < 3 ? row with { Profit = i == 0, NetReturn = 0.01 * i } : row)];
        await Journal.SavePredictionsAsync(Monday, resolved, Cancel);

        PredictionRow[] late = [.. rows.Select(row => row with { Reason = ReasonCode.Entered })];
        await Reopen().SavePredictionsAsync(Monday, late, Cancel);

        Assert.Equal([.. resolved[..3], .. late[3..]], await Journal.GetPredictionsAsync(Monday, null, Cancel));
    }
}
