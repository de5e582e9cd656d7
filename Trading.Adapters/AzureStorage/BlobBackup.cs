using System.Runtime.CompilerServices;
using System.Text;
using NodaTime.Text;
using Trading.Adapters.BookIdentity;
using Trading.Adapters.StorageFormats;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// Backups of the journal in the container <c>book</c>: <c>backups/{yyyy-MM-dd}.jsonl</c> holds the rows of one session, a line
/// of JSON each, with the name of its table and a checksum.
/// </summary>
/// <param name="account">The storage account.</param>
/// <param name="keepDays">Calendar days that a backup is kept; the newest always is.</param>
internal sealed class BlobBackup(AzureStorageAccount account, int keepDays) : IJournalBackup
{
    private const string Home = "backups/";
    private const string Ending = ".jsonl";

    // A blob has at most 50,000 pieces.
    private const int PieceLength = 4_000_000;

    private readonly BlobFolder folder = account.Blobs("book");

    /// <inheritdoc/>
    public async Task KeepAsync(ITradingJournal journal, LocalDate session, CancellationToken cancel)
    {
        var kept = await folder.ListAsync(Ending, cancel, Home);
        if (kept.Any(blob => blob.Name == NameOf(session))) return;
        await folder.WriteAsync(NameOf(session), PiecesAsync(journal, session, cancel), cancel);
        // Names of this form are in the order of their sessions.
        var oldest = NameOf(session.PlusDays(-keepDays));
        foreach (var (name, _) in kept.Where(blob => string.CompareOrdinal(blob.Name, oldest) < 0))
            await folder.DeleteAsync(name, cancel);
    }

    private static async IAsyncEnumerable<byte[]> PiecesAsync(
        ITradingJournal journal, LocalDate session, [EnumeratorCancellation] CancellationToken cancel)
    {
        var text = new StringBuilder();
        await foreach (var rows in journal.StreamPredictionsAsync(session, cancel))
        {
            Add("predictions", rows);
            if (text.Length < PieceLength) continue;
            yield return Encoding.UTF8.GetBytes(text.ToString());
            text.Clear();
        }
        Add("intents", await journal.GetIntentsAsync(session, cancel));
        Add("trades", await journal.GetTradesAsync(session, session, cancel));
        Add("jobruns", await journal.GetJobsAsync(session, cancel));
        Add("performance", await journal.GetPerformanceAsync(session, session, cancel));
        if (await journal.GetUniverseAsync(session, cancel) is { } choice) Add("universe", [choice]);
        if (text.Length > 0) yield return Encoding.UTF8.GetBytes(text.ToString());

        void Add<T>(string table, IReadOnlyList<T> rows)
        {
            foreach (var row in rows) text.Append(SealedJson.WriteLine(new BackupLine<T>(table, row))).Append('\n');
        }
    }

    private static string NameOf(LocalDate session) => $"{Home}{LocalDatePattern.Iso.Format(session)}{Ending}";

    private sealed record BackupLine<T>(string Table, T Row);
}
