using Azure.Data.Tables;
using Trading.Adapters.AzureStorage;
using Trading.Cli.Output;
using Trading.Core.Risk;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.AzureStorage;

public sealed class PredictionClaimTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_writers_that_race_for_a_minute_one_wins_and_its_rows_alone_are_kept()
    {
        var options = await azurite.FreshOrSkipAsync();
        var journals = Enumerable.Range(0, 4).Select(_ => new AzureTableJournal(new(options))).ToArray();
        for (var minute = 0; minute < 10; minute++)
        {
            var at = minute;
            var won = await Task.WhenAll(journals.Select((journal, writer) => Task.Run(() => journal.TryAddPredictionsAsync(
                Monday, Minute(Monday, at), [APrediction(Monday, "SPY", at) with { ModelId = $"{writer}" }, APrediction(
                    Monday, $"W{writer}", at)], Cancel))));
            var winner = Array.IndexOf(won, true);
            Assert.Equal(1, won.Count(one => one));
            Assert.Equal(["SPY", $"W{winner}"], (await journals[0].GetPredictionsAsync(Monday, null, Cancel)).Where(
                row => row.Minute == Minute(Monday, at)).Select(row => row.Symbol));
            Assert.Equal($"{winner}", (await journals[0].GetPredictionsAsync(Monday, "SPY", Cancel))[^1].ModelId);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(250)]
    [InlineData(501)]
    public async Task A_minute_is_claimed_once_however_many_rows_it_has(int count)
    {
        var journal = new AzureTableJournal(new(await azurite.FreshOrSkipAsync()));
        var rows = Enumerable.Range(0, count).Select(i => APrediction(Monday, $"S{i:000}", 1)).ToArray();
        Assert.True(await journal.TryAddPredictionsAsync(Monday, Minute(Monday, 1), rows, Cancel));
        Assert.False(await journal.TryAddPredictionsAsync(Monday, Minute(Monday, 1), [APrediction(Monday, "LATE", 1)], Cancel));
        Assert.True(await journal.TryAddPredictionsAsync(Monday, Minute(Monday, 2), [], Cancel));
        Assert.True(await journal.TryAddPredictionsAsync(Tuesday, Minute(Tuesday, 1), [], Cancel));
        Assert.Equal(rows, await journal.GetPredictionsAsync(Monday, null, Cancel));
    }

    [Fact]
    public async Task A_wide_minute_is_read_saved_again_and_resolved_as_any_other()
    {
        var options = await azurite.FreshOrSkipAsync();
        var journal = new AzureTableJournal(new(options));
        PredictionRow[] wide =
        [
            .. Enumerable.Range(0, PredictionTable.WideMinute + 1).Select(i =>
                APrediction(Monday, $"{(char)('A' + (i % 3))}{i:000}", 1) with
                {
                    Reason = i % 100 == 0 ? ReasonCode.OutcomeUnknown : ReasonCode.BelowMinConfidence,
                }),
        ];
        PredictionRow[] narrow = [APrediction(Monday, "A000", 2), APrediction(Monday, "A003", 2), APrediction(Monday, "AAPL", 2)];
        Assert.True(await journal.TryAddPredictionsAsync(Monday, Minute(Monday, 1), wide, Cancel));
        Assert.True(await journal.TryAddPredictionsAsync(Monday, Minute(Monday, 2), narrow, Cancel));
        await journal.SavePredictionsAsync(Monday, [wide[0] with { Reason = ReasonCode.Entered }], Cancel);

        // Another process knows nothing of what this one wrote where.
        var other = new AzureTableJournal(new(options));
        var resolved = wide[3] with { Profit = true, NetReturn = 0.01 };
        await other.SavePredictionsAsync(Monday, [resolved, narrow[0] with { Profit = false, NetReturn = -0.02 }], Cancel);
        await journal.SavePredictionsAsync(Monday, [wide[3]], Cancel);

        Assert.Equal(wide.Length + narrow.Length, (await other.GetPredictionsAsync(Monday, null, Cancel)).Count);
        Assert.Equal([resolved, narrow[1]], await other.GetPredictionsAsync(Monday, "A003", Cancel));
        Assert.Equal(
            [ReasonCode.Entered, .. Enumerable.Repeat(ReasonCode.OutcomeUnknown, 5)],
            (await other.GetSignalsAsync(Monday, Cancel)).OrderBy(row => row.Symbol != "A000").Select(row => row.Reason));
        var streamed = await other.StreamPredictionsAsync(Monday, Cancel).ToListAsync(Cancel);
        Assert.Equal(wide.Length + 1, streamed.Count);
        Assert.Equal(
            await other.GetPredictionsAsync(Monday, null, Cancel),
            streamed.SelectMany(rows => rows).OrderBy(row => row.Minute).ThenBy(row => row.Symbol, StringComparer.Ordinal));
        Assert.Equal([resolved, narrow[1]], Assert.Single(streamed, rows => rows[0].Symbol == "A003"));
    }

    [Fact]
    public async Task The_signals_of_a_program_that_kept_no_copies_of_them_are_found_too()
    {
        var account = new AzureStorageAccount(await azurite.FreshOrSkipAsync());
        var (before, after) = (APrediction(Monday, "SPY", 1) with { Reason = ReasonCode.DoubtedToday },
            APrediction(Monday, "SPY", 2) with { Reason = ReasonCode.Entered });
        var table = account.Table("predictions");
        await table.UpsertAsync(new TableEntity("2025-11-03", "!0931"), Cancel);
        await table.UpsertAsync(TableRows.Of(before), Cancel);
        var journal = new AzureTableJournal(account);
        await journal.TryAddPredictionsAsync(Monday, after.Minute, [after, APrediction(Monday, "QQQ", 2)], Cancel);

        Assert.Equal([before, after], await journal.GetSignalsAsync(Monday, Cancel));
    }

    [Theory]
    [InlineData("BRK.B")]
    [InlineData("BRK/B")]
    [InlineData("!1031")]
    [InlineData("~002F")]
    [InlineData("A%?#\\\t'é")]
    public async Task A_symbol_of_any_characters_comes_back_and_none_is_taken_for_another(string symbol)
    {
        var journal = new AzureTableJournal(new(await azurite.FreshOrSkipAsync()));
        await journal.TryAddPredictionsAsync(
            Monday, Minute(Monday, 61), [APrediction(Monday, symbol, 61), APrediction(Monday, "A", 61)], Cancel);
        Assert.Equal([APrediction(Monday, symbol, 61)], await journal.GetPredictionsAsync(Monday, symbol, Cancel));
        Assert.Equal([APrediction(Monday, "A", 61)], await journal.GetPredictionsAsync(Monday, "A", Cancel));
        Assert.Equal(2, (await journal.GetPredictionsAsync(Monday, null, Cancel)).Count);
    }
}
