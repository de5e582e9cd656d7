using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using NodaTime.Text;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// The predictions: partition the session, key symbol and minute, so that a symbol's day is a range of keys. A minute is claimed
/// by a marker row, whose key begins with a character that no symbol's does. Signals, which are few, are stored once more under
/// keys of that kind, so that they are found without reading the others; the copy is written before the row.
/// </summary>
internal sealed class PredictionTable(JournalTable table)
{
    // Few: the service takes some thousand rows a second into one partition.
    private const int TransactionsAtOnce = 4;
    private const string SignalPrefix = TableRows.SignalPrefix;
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HHmm");

    public async Task SaveAsync(IReadOnlyList<PredictionRow> rows, CancellationToken cancel)
    {
        var distinct = Distinct(rows);
        await SaveSignalsAsync(distinct, cancel);
        await SaveAsync(distinct, cancel);
    }

    public async Task<bool> TryAddAsync(
        LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel)
    {
        var marker = new TableEntity(
            TableKey.Of(session), $"{TableKey.MarkerPrefix}{Minute.Format(minute.InNewYork().TimeOfDay)}");
        // A signal is written with its copy, so the first transaction has room for fewer of them.
        PredictionRow[] distinct = [.. Distinct(rows).OrderByDescending(row => row.Reason.IsSignal())];
        var signals = distinct.TakeWhile(row => row.Reason.IsSignal()).Take((JournalTable.MostRows - 1) / 2).Count();
        var first = distinct[..Math.Min(distinct.Length, JournalTable.MostRows - 1 - signals)];
        if (first.Skip(signals).Any(row => row.Reason.IsSignal())) first = distinct[..signals];
        if (!await table.TryClaimAsync(
            marker, [.. first.Select(TableRows.Of), .. first.Take(signals).Select(TableRows.Signal)], cancel)) return false;
        await SaveSignalsAsync(distinct[first.Length..], cancel);
        await SaveAsync(distinct[first.Length..], cancel);
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

    public async IAsyncEnumerable<IReadOnlyList<PredictionRow>> StreamAsync(
        LocalDate session, [EnumeratorCancellation] CancellationToken cancel)
    {
        var partition = TableKey.Of(session);
        var symbol = new List<PredictionRow>();
        var pages = table.StreamAsync(
            $"PartitionKey eq {partition} and RowKey ge {TableKey.AfterMarkers}", TableRows.Prediction, cancel);
        await foreach (var page in pages)
        {
            foreach (var row in page)
            {
                if (symbol is [var first, ..] && first.Symbol != row.Symbol)
                {
                    yield return symbol;
                    symbol = [];
                }
                symbol.Add(row);
            }
        }
        if (symbol.Count > 0) yield return symbol;
    }

    public async Task<IReadOnlyList<PredictionRow>> GetSignalsAsync(LocalDate session, CancellationToken cancel)
    {
        var partition = TableKey.Of(session);
        var rows = await table.QueryAsync(
            $"PartitionKey eq {partition} and RowKey ge {SignalPrefix} and RowKey lt {TableKey.After(SignalPrefix)}",
            TableRows.Prediction, cancel);
        return [.. rows.OrderBy(row => row.Minute).ThenBy(row => row.Symbol, StringComparer.Ordinal)];
    }

    private async Task SaveSignalsAsync(PredictionRow[] rows, CancellationToken cancel)
    {
        foreach (var chunk in rows.Where(row => row.Reason.IsSignal()).Chunk(JournalTable.MostRows))
            await table.UpsertAllAsync([.. chunk.Select(TableRows.Signal)], cancel);
    }

    private async Task SaveAsync(PredictionRow[] rows, CancellationToken cancel)
    {
        // Rows are mostly all new or all known, and adding a new one is cheaper than looking for the one to replace: half the
        // work in Azurite.
        var known = false;
        await Parallel.ForEachAsync(
            rows.Chunk(JournalTable.MostRows),
            new ParallelOptions { MaxDegreeOfParallelism = TransactionsAtOnce, CancellationToken = cancel },
            async (chunk, stop) =>
            {
                if (!Volatile.Read(ref known) && await table.TryInsertAllAsync([.. chunk.Select(TableRows.Of)], stop)) return;
                Volatile.Write(ref known, true);
                await ReplaceAsync(chunk, stop);
            });
    }

    // A row whose outcome is known may replace any other; one whose outcome is not is compared with the stored one.
    private async Task ReplaceAsync(PredictionRow[] rows, CancellationToken cancel)
    {
        TableEntity[] resolved = [.. rows.Where(row => row.Profit is not null).Select(TableRows.Of)];
        if (resolved.Length > 0) await table.UpsertAllAsync(resolved, cancel);
        foreach (var row in rows.Where(row => row.Profit is null))
            await table.SaveAsync(TableRows.Of(row), TableRows.Prediction, row.MayReplace, cancel);
    }

    // A transaction accepts a key once. The last row of a key counts, as it does when the rows are written one by one.
    private static PredictionRow[] Distinct(IReadOnlyList<PredictionRow> rows) =>
        [.. rows.GroupBy(JournalRules.RowKey).Select(same => same.Last())];
}
