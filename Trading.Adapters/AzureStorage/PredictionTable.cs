using System.Collections.Concurrent;
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
/// keys of that kind, so that they are found without reading the others; the copy is written before the row. The rows of a minute
/// with more than <see cref="WideMinute"/> predictions stand in a partition of their own, of which its marker tells: the larger a
/// partition grows, the slower it takes rows.
/// </summary>
internal sealed class PredictionTable(JournalTable table)
{
    // Few: the service takes some thousand rows a second into one partition.
    private const int TransactionsAtOnce = 4;
    private const int QuestionsAtOnce = 8;
    private const string SignalPrefix = TableRows.SignalPrefix;
    private const string WideColumn = "Wide";
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HHmm");

    private readonly ConcurrentDictionary<(LocalDate Session, string Minute), bool> known = new();

    /// <summary>The most predictions of a minute that stand in its session's partition.</summary>
    public const int WideMinute = 500;

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
            TableKey.Of(session), $"{TableKey.MarkerPrefix}{MinuteOf(minute)}");
        var isWide = rows.Count > WideMinute;
        marker[WideColumn] = isWide;
        // A signal is written with its copy, so the first transaction has room for fewer of them.
        PredictionRow[] distinct = [.. Distinct(rows).OrderByDescending(row => row.Reason.IsSignal())];
        var signals = distinct.TakeWhile(row => row.Reason.IsSignal()).Take((JournalTable.MostRows - 1) / 2).Count();
        var first = distinct[..Math.Min(distinct.Length, JournalTable.MostRows - 1 - signals)];
        if (first.Skip(signals).Any(row => row.Reason.IsSignal())) first = distinct[..signals];
        var rest = distinct[(isWide ? 0 : first.Length)..];
        var copies = first.Take(signals).Select(TableRows.Signal);
        if (!await table.TryClaimAsync(marker, [.. isWide ? [] : first.Select(TableRows.Of), .. copies], cancel)) return false;
        known[(session, MinuteOf(minute))] = isWide;
        await SaveSignalsAsync(distinct[(isWide ? signals : first.Length)..], cancel);
        await SaveAsync(rest, cancel);
        return true;
    }

    public async Task<IReadOnlyList<PredictionRow>> GetAsync(LocalDate session, string? symbol, CancellationToken cancel)
    {
        var partition = TableKey.Of(session);
        var prefix = symbol is null ? "" : $"{TableKey.Of(symbol)}_";
        var filter = symbol is null
            ? (FormattableString)$"PartitionKey eq {partition} and RowKey ge {TableKey.AfterMarkers}"
            : $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {TableKey.After(prefix)}";
        ConcurrentBag<IReadOnlyList<PredictionRow>> rows = [await table.QueryAsync(filter, TableRows.Prediction, cancel)];
        var minutes = await WideMinutesAsync(session, cancel);
        await Parallel.ForEachAsync(
            minutes, new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtOnce, CancellationToken = cancel },
            async (minute, stop) =>
            {
                var own = PartitionOf(session, minute);
                if (symbol is null) rows.Add(await table.QueryAsync($"PartitionKey eq {own}", TableRows.Prediction, stop));
                else if (await table.FindAsync<PredictionRow>(own, $"{prefix}{minute}", TableRows.Prediction, stop) is { } row)
                    rows.Add([row]);
            });
        return [.. rows.SelectMany(some => some).OrderBy(row => row.Minute).ThenBy(row => row.Symbol, StringComparer.Ordinal)];
    }

    public async IAsyncEnumerable<IReadOnlyList<PredictionRow>> StreamAsync(
        LocalDate session, [EnumeratorCancellation] CancellationToken cancel)
    {
        var minutes = await WideMinutesAsync(session, cancel);
        var partitions = minutes.Select(minute => PartitionOf(session, minute)).Prepend(TableKey.Of(session));
        // Each partition is in the order of its symbols, so the first rows of all have the next symbol among them.
        var sources = new PriorityQueue<IAsyncEnumerator<PredictionRow>, string>(StringComparer.Ordinal);
        try
        {
            foreach (var partition in partitions)
                await AdvanceAsync(sources, RowsAsync(partition, cancel).GetAsyncEnumerator(cancel));
            while (sources.TryPeek(out _, out var symbol))
            {
                var rows = new List<PredictionRow>();
                while (sources.TryPeek(out var source, out var next) && next == symbol)
                {
                    rows.Add(source.Current);
                    sources.Dequeue();
                    await AdvanceAsync(sources, source);
                }
                yield return [.. rows.OrderBy(row => row.Minute)];
            }
        }
        finally
        {
            while (sources.TryDequeue(out var source, out _)) await source.DisposeAsync();
        }
    }

    public async Task<IReadOnlyList<PredictionRow>> GetSignalsAsync(LocalDate session, CancellationToken cancel)
    {
        // A program of before there were copies has written a part of the session, in whose middle it was replaced.
        if ((await MarkersAsync(session, cancel)).Any(marker => marker.IsWide is null))
            return [.. (await GetAsync(session, null, cancel)).Where(row => row.Reason.IsSignal())];
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
        var unknown = rows.Select(row => (row.Session, Minute: MinuteOf(row.Minute))).Where(minute => !known.ContainsKey(minute));
        foreach (var session in unknown.Select(minute => minute.Session).ToHashSet()) await WideMinutesAsync(session, cancel);
        // Rows are mostly all new or all known, and adding a new one is cheaper than looking for the one to replace: half the
        // work in Azurite.
        var areKnown = false;
        await Parallel.ForEachAsync(
            rows.GroupBy(PartitionOf).SelectMany(
                some => some.Chunk(JournalTable.MostRows).Select(chunk => (Partition: some.Key, Rows: chunk))),
            new ParallelOptions { MaxDegreeOfParallelism = TransactionsAtOnce, CancellationToken = cancel },
            async (chunk, stop) =>
            {
                TableEntity[] entities = [.. chunk.Rows.Select(row => TableRows.Of(row, chunk.Partition))];
                if (!Volatile.Read(ref areKnown) && await table.TryInsertAllAsync(entities, stop)) return;
                Volatile.Write(ref areKnown, true);
                await ReplaceAsync(chunk.Rows, chunk.Partition, stop);
            });
    }

    // A row whose outcome is known may replace any other; one whose outcome is not is compared with the stored one.
    private async Task ReplaceAsync(PredictionRow[] rows, string partition, CancellationToken cancel)
    {
        TableEntity[] resolved = [.. rows.Where(row => row.Profit is not null).Select(row => TableRows.Of(row, partition))];
        if (resolved.Length > 0) await table.UpsertAllAsync(resolved, cancel);
        foreach (var row in rows.Where(row => row.Profit is null))
            await table.SaveAsync(TableRows.Of(row, partition), TableRows.Prediction, row.MayReplace, cancel);
    }

    private async Task<IReadOnlyList<string>> WideMinutesAsync(LocalDate session, CancellationToken cancel) =>
        [.. (await MarkersAsync(session, cancel)).Where(marker => marker.IsWide == true).Select(marker => marker.Minute)];

    // The markers tell all minutes of a session; a minute once claimed stays as it is. One of an older program says nothing of
    // its width, and is narrow.
    private async Task<IReadOnlyList<(string Minute, bool? IsWide)>> MarkersAsync(LocalDate session, CancellationToken cancel)
    {
        var partition = TableKey.Of(session);
        var markers = await table.QueryAsync(
            $"PartitionKey eq {partition} and RowKey ge {TableKey.MarkerPrefix} and RowKey lt {SignalPrefix}",
            row => (
                Minute: row.RowKey[TableKey.MarkerPrefix.Length..],
                IsWide: row.TryGetValue(WideColumn, out var wide) ? (bool?)(wide is true) : null),
            cancel);
        foreach (var (minute, isWide) in markers) known[(session, minute)] = isWide == true;
        return markers;
    }

    private async IAsyncEnumerable<PredictionRow> RowsAsync(string partition, [EnumeratorCancellation] CancellationToken cancel)
    {
        var pages = table.StreamAsync(
            $"PartitionKey eq {partition} and RowKey ge {TableKey.AfterMarkers}", TableRows.Prediction, cancel);
        await foreach (var page in pages)
        {
            foreach (var row in page) yield return row;
        }
    }

    // Keys are sorted as symbol, underscore and minute, so that AA comes before A.
    private static async Task AdvanceAsync(
        PriorityQueue<IAsyncEnumerator<PredictionRow>, string> sources, IAsyncEnumerator<PredictionRow> source)
    {
        if (await source.MoveNextAsync()) sources.Enqueue(source, $"{TableKey.Of(source.Current.Symbol)}_");
        else await source.DisposeAsync();
    }

    private static string MinuteOf(Instant minute) => Minute.Format(minute.InNewYork().TimeOfDay);

    private string PartitionOf(PredictionRow row)
    {
        var minute = MinuteOf(row.Minute);
        return known.GetValueOrDefault((row.Session, minute)) ? PartitionOf(row.Session, minute) : TableKey.Of(row.Session);
    }

    private static string PartitionOf(LocalDate session, string minute) => $"{TableKey.Of(session)}_{minute}";

    // A transaction accepts a key once. The last row of a key counts, as it does when the rows are written one by one.
    private static PredictionRow[] Distinct(IReadOnlyList<PredictionRow> rows) =>
        [.. rows.GroupBy(JournalRules.RowKey).Select(same => same.Last())];
}
