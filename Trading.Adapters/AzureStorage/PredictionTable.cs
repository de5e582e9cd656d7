using Azure.Data.Tables;
using NodaTime.Text;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// The predictions: partition the session, key symbol and minute, so that a symbol's day is a range of keys. A minute is claimed
/// by a marker row, whose key begins with a character that no symbol's does.
/// </summary>
internal sealed class PredictionTable(JournalTable table)
{
    // Few: the service takes some thousand rows a second into one partition.
    private const int TransactionsAtOnce = 4;
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HHmm");

    public async Task SaveAsync(IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        await SaveAsync(Rows(rows), cancel);

    public async Task<bool> TryAddAsync(
        LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel)
    {
        var marker = new TableEntity(
            TableKey.Of(session), $"{TableKey.MarkerPrefix}{Minute.Format(minute.InNewYork().TimeOfDay)}");
        var entities = Rows(rows);
        if (!await table.TryClaimAsync(marker, [.. entities.Take(JournalTable.MostRows - 1)], cancel)) return false;
        await SaveAsync(entities[Math.Min(entities.Length, JournalTable.MostRows - 1)..], cancel);
        return true;
    }

    public async Task<IReadOnlyList<PredictionRow>> GetAsync(LocalDate session, string? symbol, CancellationToken cancel)
    {
        var partition = TableKey.Of(session);
        var prefix = symbol is null ? "" : $"{TableKey.Of(symbol)}_";
        var filter = symbol is null
            ? (FormattableString)$"PartitionKey eq {partition} and RowKey ge {TableKey.AfterMarkers}"
            : $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {TableKey.After(prefix)}";
        var rows = await table.QueryAsync(filter, TableRows.Prediction, cancel);
        return [.. rows.OrderBy(row => row.Minute).ThenBy(row => row.Symbol, StringComparer.Ordinal)];
    }

    private async Task SaveAsync(TableEntity[] rows, CancellationToken cancel)
    {
        // Rows are mostly all new or all known, and adding a new one is cheaper than looking for the one to replace: half the
        // work in Azurite.
        var known = false;
        await Parallel.ForEachAsync(
            rows.Chunk(JournalTable.MostRows),
            new ParallelOptions { MaxDegreeOfParallelism = TransactionsAtOnce, CancellationToken = cancel },
            async (chunk, stop) =>
            {
                if (!Volatile.Read(ref known) && await table.TryInsertAllAsync(chunk, stop)) return;
                Volatile.Write(ref known, true);
                await table.UpsertAllAsync(chunk, stop);
            });
    }

    // A transaction accepts a key once. The last row of a key counts, as it does when the rows are written one by one.
    private static TableEntity[] Rows(IReadOnlyList<PredictionRow> rows) =>
        [.. rows.GroupBy(JournalRules.RowKey).Select(same => TableRows.Of(same.Last()))];
}
