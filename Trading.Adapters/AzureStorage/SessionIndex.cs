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
    private const string BookPartition = "book";
    private const string IdKey = "id";
    private readonly ConcurrentDictionary<LocalDate, bool> known = new();

    public async Task RememberAsync(LocalDate session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (known.ContainsKey(session)) return;
        await performance.UpsertAsync(new TableEntity(Partition, TableKey.Of(session)), cancel);
        known[session] = true;
    }

    /// <summary>The id of the journal, which lies in a partition of its own; the first call makes it.</summary>
    public async Task<string> GetBookIdAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (await performance.FindAsync(BookPartition, IdKey, row => row.Text("Id"), cancel) is { } id) return id;
            var made = new TableEntity(BookPartition, IdKey).With("Id", Guid.NewGuid().ToString("N"));
            await performance.TryInsertAsync(made, cancel);
        }
    }

    public async Task<IReadOnlyList<LocalDate>> GetAsync(CancellationToken cancel)
    {
        var sessions = await performance.QueryAsync($"PartitionKey eq {Partition}", row => row.Session("RowKey"), cancel);
        return [.. sessions.Order()];
    }
}
