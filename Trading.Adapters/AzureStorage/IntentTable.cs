using Azure;
using Azure.Data.Tables;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// The intents: partition the session, key the client order id; and one partition <c>open</c> with a full copy of each intent
/// that is not settled, and the halt, so that what every decision begins with is one query. No transaction spans two partitions,
/// so the order of writes keeps the two apart from harm. A new intent is written in its session first, then as a copy: one whose
/// copy is missing was never sent, because an order is sent only after both. A changed intent too is written in its session
/// first, under the ETag of what was compared, then its copy is replaced or taken away: a copy that is out of date is settled
/// again by the next reconciliation. A copy is written under the ETag it had before the intent was read, so that of two programs
/// the one that knows less never has the last word.
/// </summary>
internal sealed class IntentTable(JournalTable table)
{
    private const string Open = "open";
    private const string HaltKey = "halt";

    public async Task<bool> TryAddAsync(OrderIntent intent, CancellationToken cancel)
    {
        if (await table.TryInsertAsync(Row(intent), cancel) is null) return false;
        if (intent.IsOpen) await table.UpsertAsync(Copy(intent), cancel);
        return true;
    }

    public async Task<bool> UpdateAsync(OrderIntent intent, CancellationToken cancel)
    {
        while (true)
        {
            var copy = await FindCopyAsync(intent, cancel);
            var (standing, tag) = await FindAsync(intent, cancel);
            var changes = JournalRules.Changes(intent, standing);
            if (changes && await table.TryReplaceAsync(Row(intent), tag, cancel) is null) continue;
            if (!await TryCopyAsync(changes ? intent : standing, copy, cancel)) await CopyAsync(intent, cancel);
            return changes;
        }
    }

    // Repeats until no other program has written the copy since the intent was read.
    private async Task CopyAsync(OrderIntent intent, CancellationToken cancel)
    {
        while (true)
        {
            var copy = await FindCopyAsync(intent, cancel);
            if (await TryCopyAsync((await FindAsync(intent, cancel)).Stored, copy, cancel)) return;
        }
    }

    private async Task<bool> TryCopyAsync(OrderIntent stored, (OrderIntent? Stored, ETag Tag) copy, CancellationToken cancel)
    {
        if (stored.IsOpen && stored == copy.Stored) return true;
        if (!stored.IsOpen) return copy.Stored is null || await table.TryDeleteAsync(Open, CopyKey(stored), copy.Tag, cancel);
        return (copy.Stored is null ? await table.TryInsertAsync(Copy(stored), cancel)
            : await table.TryReplaceAsync(Copy(stored), copy.Tag, cancel)) is not null;
    }

    private async Task<(OrderIntent Stored, ETag Tag)> FindAsync(OrderIntent intent, CancellationToken cancel)
    {
        var (stored, tag) = await table.FindAsync(
            TableKey.Of(intent.Session), TableKey.Of(intent.Id.Value),
            row => ((OrderIntent?)TableRows.Intent(row), row.ETag), cancel);
        return (stored ?? throw JournalRules.NeverAdded(intent), tag);
    }

    private Task<(OrderIntent? Stored, ETag Tag)> FindCopyAsync(OrderIntent intent, CancellationToken cancel) =>
        table.FindAsync(Open, CopyKey(intent), row => ((OrderIntent?)TableRows.Intent(row), row.ETag), cancel);

    public async Task<TradingState> GetStateAsync(CancellationToken cancel)
    {
        var rows = await table.QueryAsync(
            $"PartitionKey eq {Open}",
            row => row.RowKey == HaltKey ? (object)TableRows.Halt(row) : TableRows.Intent(row), cancel);
        return new(
            [
                .. rows.OfType<OrderIntent>()
                    .OrderBy(intent => intent.Id.Value, StringComparer.Ordinal)
                    .ThenBy(intent => intent.Session),
            ],
            rows.OfType<Halt>().SingleOrDefault());
    }

    public async Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel)
    {
        var (standing, tag) = await table.FindAsync(Open, HaltKey, row => ((Halt?)TableRows.Halt(row), row.ETag), cancel);
        if (standing == halt) return true;
        if (standing != expected) return false;
        if (halt is null) return await table.TryDeleteAsync(Open, HaltKey, tag, cancel);
        var row = TableRows.Of(halt, Open, HaltKey);
        return (standing is null ? await table.TryInsertAsync(row, cancel)
            : await table.TryReplaceAsync(row, tag, cancel)) is not null;
    }

    public async Task<IReadOnlyList<OrderIntent>> GetAsync(LocalDate session, CancellationToken cancel)
    {
        var intents = await table.QueryAsync($"PartitionKey eq {TableKey.Of(session)}", TableRows.Intent, cancel);
        return [.. intents.OrderBy(intent => intent.Id.Value, StringComparer.Ordinal)];
    }

    private static TableEntity Row(OrderIntent intent) =>
        TableRows.Of(intent, TableKey.Of(intent.Session), TableKey.Of(intent.Id.Value));

    private static TableEntity Copy(OrderIntent intent) => TableRows.Of(intent, Open, CopyKey(intent));

    // Two sessions may have the same id, and no id of this form is the halt's key.
    private static string CopyKey(OrderIntent intent) => $"{TableKey.Of(intent.Id.Value)}_{TableKey.Of(intent.Session)}";
}
