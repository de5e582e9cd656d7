using Trading.Adapters.AzureStorage;
using Trading.Cli.Output;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.AzureStorage;

/// <summary>A session of ten thousand predictions, in requests. How long it takes is measured in Trading.Benchmarks.</summary>
public sealed class BusySessionTests(Azurite azurite)
{
    private readonly RequestLog log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_predictions_are_written_a_hundred_a_request_and_read_by_symbol_without_a_scan()
    {
        var journal = new AzureTableJournal(new AzureStorageAccount(await azurite.FreshOrSkipAsync(), [log]));
        var rows = Enumerable.Range(0, 10_000).Select(i => APrediction(Monday, $"S{i % 26:00}", i / 26)).ToArray();
        await journal.SavePredictionsAsync(Monday, rows, Cancel);
        Assert.InRange(log.Requests.Count, 100, 120);

        log.Clear();
        Assert.Equal(rows.Where(row => row.Symbol == "S07"), await journal.GetPredictionsAsync(Monday, "S07", Cancel));
        // The other question is which minutes are wide.
        Assert.Equal(2, log.Requests.Count);
        Assert.Contains(
            "$filter=PartitionKey eq '2025-11-03' and RowKey ge 'S07_' and RowKey lt 'S07`'", log.Requests[0],
            StringComparison.Ordinal);

        log.Clear();
        Assert.Equal(
            rows.OrderBy(row => row.Minute).ThenBy(row => row.Symbol, StringComparer.Ordinal), await journal.GetPredictionsAsync(
                Monday, null, Cancel));
        Assert.Equal(11, log.Requests.Count);
        Assert.All(log.Requests, request => Assert.Contains("PartitionKey eq '2025-11-03'", request, StringComparison.Ordinal));
    }
}
