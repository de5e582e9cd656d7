using System.Collections.Concurrent;
using Azure.Data.Tables;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// Which sessions have rows, in one partition of the performance table, so that no query scans the others. It is written once a
/// process and session, before the session's first row: a process that dies in between leaves a session without rows, never rows
/// that are missing in the index.
/// </summary>
internal sealed class SessionIndex(JournalTable performance)
{
    private const string Partition = "sessions";
    private readonly ConcurrentDictionary<LocalDate, bool> known = new();

    public async Task RememberAsync(LocalDate session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (known.ContainsKey(session)) return;
        await performance.UpsertAsync(new TableEntity(Partition, TableKey.Of(session)), cancel);
        known[session] = true;
    }

    public async Task<IReadOnlyList<LocalDate>> GetAsync(CancellationToken cancel)
    {
        var sessions = await performance.QueryAsync($"PartitionKey eq {Partition}", row => row.Session("RowKey"), cancel);
        return [.. sessions.Order()];
    }
}
