using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// The trades: partition the session of the entry, key the entry's client order id. A trade that has an exit is never replaced by
/// one that has none: an open trade replaces only the version that was read, and that one must be open.
/// </summary>
internal sealed class TradeTable(JournalTable table)
{
    public async Task SaveAsync(TradeRow trade, CancellationToken cancel)
    {
        if (trade.IsOpen) await SaveOpenAsync(trade, cancel);
        else await table.UpsertAsync(TableRows.Of(trade), cancel);
    }

    public async Task<IReadOnlyList<TradeRow>> GetAsync(LocalDate first, LocalDate last, CancellationToken cancel)
    {
        var rows = await table.QueryAsync(
            $"PartitionKey ge {TableKey.Of(first)} and PartitionKey le {TableKey.Of(last)}", TableRows.Trade, cancel);
        return [.. rows.OrderBy(trade => trade.EntryId.Value, StringComparer.Ordinal).ThenBy(trade => trade.Session)];
    }

    private async Task SaveOpenAsync(TradeRow trade, CancellationToken cancel)
    {
        var row = TableRows.Of(trade);
        // A refused write means that another writer was faster. The next round reads what that writer stored.
        while (await table.TryInsertAsync(row, cancel) is null)
        {
            var (standing, tag) = await table.FindAsync(
                row.PartitionKey, row.RowKey, found => ((TradeRow?)TableRows.Trade(found), found.ETag), cancel);
            if (standing is null) continue;
            if (!trade.MayReplace(standing) || await table.TryReplaceAsync(row, tag, cancel) is not null) return;
        }
    }
}
