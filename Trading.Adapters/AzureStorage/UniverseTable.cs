using System.Text;
using Azure.Data.Tables;
using Trading.Adapters.StorageFormats;
using Trading.Core.Universe;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// The choices of symbols: one row a session, so that a choice is made once. The choice is a JSON document over as many columns
/// as it needs, because a column holds at most 32,768 characters.
/// </summary>
internal sealed class UniverseTable(JournalTable table)
{
    private const string Key = "choice";
    private const int LongestColumn = 30_000;

    public async Task<bool> TryAddAsync(UniverseChoice choice, CancellationToken cancel)
    {
        var row = new TableEntity(TableKey.Of(choice.Session), Key);
        var text = Encoding.UTF8.GetString(StorageJson.Write(choice));
        foreach (var (index, part) in text.Chunk(LongestColumn).Index()) row[Column(index)] = new string(part);
        return await table.TryInsertAsync(row, cancel) is not null;
    }

    public Task<UniverseChoice?> FindAsync(LocalDate session, CancellationToken cancel) =>
        table.FindAsync<UniverseChoice>(TableKey.Of(session), Key, Read, cancel);

    private static UniverseChoice Read(TableEntity row)
    {
        var text = new StringBuilder();
        for (var index = 0; row.TryGetValue(Column(index), out var part); index++) text.Append(part);
        return StorageJson.Read<UniverseChoice>(
            Encoding.UTF8.GetBytes(text.ToString()), $"The universe of {row.PartitionKey}");
    }

    private static string Column(int index) => $"Choice{index:00}";
}
