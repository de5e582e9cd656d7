using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// The trades: partition the session of the entry, key the entry's client order id. A trade replaces only the version that was
/// read and compared with it (<see cref="TradeRow.MayReplace"/>).
/// </summary>
internal sealed class TradeTable(JournalTable table)
{
    public Task<bool> SaveAsync(TradeRow trade, CancellationToken cancel) =>
        table.SaveAsync(TableRows.Of(trade), TableRows.Trade, trade.MayReplace, cancel);

    public async Task<IReadOnlyList<TradeRow>> GetAsync(LocalDate first, LocalDate last, CancellationToken cancel)
    {
        var rows = await table.QueryAsync(
            $"PartitionKey ge {TableKey.Of(first)} and PartitionKey le {TableKey.Of(last)}", TableRows.Trade, cancel);
        return [.. rows.OrderBy(trade => trade.EntryId.Value, StringComparer.Ordinal).ThenBy(trade => trade.Session)];
    }
}
