using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.BookIdentity;
using Trading.Cli.Output;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.AzureStorage;

/// <summary>Tables that were emptied, a halt in two places, and backups in blobs.</summary>
public sealed class AzureBookTests(Azurite azurite)
{
    private static readonly Halt News = new(Minute(Monday, 1), false, "the news");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_that_were_emptied_are_refused_and_the_halt_still_stands()
    {
        var options = await azurite.FreshOrSkipAsync();
        using (var journal = Open(options))
        {
            await journal.SaveTradeAsync(ATrade(Monday, "SPY"), Cancel);
            await journal.HaltAsync(News.Since, false, News.Reason, Cancel);
        }
        var tables = new TableServiceClient(options.ConnectionString);
        foreach (var name in (string[])["intents", "trades", "performance"])
        {
            var table = tables.GetTableClient($"{options.Prefix}{name}");
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancel))
                await table.DeleteEntityAsync(row, ETag.All, Cancel);
        }

        using var found = Open(options);
        var error = await Assert.ThrowsAsync<StorageException>(() => found.GetStateAsync(Cancel));
        Assert.Contains("emptied or exchanged", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageException>(() => found.TryAddIntentAsync(AnIntent(Tuesday, "SPY", 1), Cancel));
        Assert.Equal(News, await found.GetHaltAsync(Cancel));
    }

    [Fact]
    public async Task A_halt_stands_in_both_places_and_is_lifted_in_both()
    {
        var options = await azurite.FreshOrSkipAsync();
        using var journal = Open(options);
        await journal.HaltAsync(News.Since, false, News.Reason, Cancel);
        Assert.Null(await journal.FindHaltGapAsync(Cancel));
        Assert.Equal(News, (await new AzureTableJournal(new(options)).GetStateAsync(Cancel)).Halt);
        Assert.Equal(News, (await new BlobBookFile(new(options)).ReadAsync(Cancel))!.File.Halt);
        Assert.True((await journal.ResumeAsync(Cancel)).IsLifted);
        Assert.Null((await new AzureTableJournal(new(options)).GetStateAsync(Cancel)).Halt);
        Assert.Null((await new BlobBookFile(new(options)).ReadAsync(Cancel))!.File.Halt);
    }

    [Fact]
    public async Task The_rows_of_a_session_are_kept_as_a_blob_when_the_next_begins()
    {
        var options = await azurite.FreshOrSkipAsync();
        using var journal = Open(options);
        foreach (var session in (LocalDate[])[Monday, Tuesday, Monday.PlusDays(40), Monday.PlusDays(41)])
        {
            await journal.TryAddIntentAsync(AnIntent(session, "QQQ", 1), Cancel);
            await journal.TradeAsync(session, Cancel);
        }
        var blobs = new BlobContainerClient(options.ConnectionString, $"{options.Prefix}book");
        var kept = new List<string>();
        await foreach (var blob in blobs.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None,
            Azure.Storage.Blobs.Models.BlobStates.None, "backups/", Cancel)) kept.Add(blob.Name);
        Assert.Equal(["backups/2025-12-13.jsonl"], kept);
        var text = Encoding.UTF8.GetString((await blobs.GetBlobClient(kept[0]).DownloadContentAsync(Cancel)).Value.Content);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"table\":\"intents\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"table\":\"trades\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"table\":\"jobruns\"", lines[2], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.StartsWith("{\"checksum\":\"", line, StringComparison.Ordinal));
    }

    private static GuardedJournal Open(AzureStorageOptions options) => AzureJournal.Of(new(options), 30);
}
