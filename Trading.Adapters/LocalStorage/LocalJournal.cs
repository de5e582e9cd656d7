using Trading.Adapters.BookIdentity;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>Opens the journal of a book on this machine, guarded by the book's file.</summary>
internal static class LocalJournal
{
    /// <summary>The journal; its file is opened at the first use.</summary>
    /// <param name="folder">The book's folder.</param>
    /// <param name="keepBackupsDays">How many days backups are kept; null for a book that needs none.</param>
    public static GuardedJournal Of(BookFolder folder, int? keepBackupsDays)
    {
        var file = new FolderBookFile(folder);
        return new(() => Open(folder, file), file, keepBackupsDays is { } days ? new JournalBackups(folder, days) : null);
    }

    private static SqliteJournal Open(BookFolder folder, FolderBookFile file)
    {
        var use = JournalUse.Share(folder);
        try
        {
            // Opening a journal that is missing creates one, which must not pass for the book's.
            return !File.Exists(folder.Journal) && file.Find() is { Id.Length: > 0 }
                ? throw new StorageException($"{folder.Journal} is missing, and {folder.BookFile} remembers it. {file.Remedy}")
                : new SqliteJournal(folder.Journal) { Use = use };
        }
        catch (Exception e)
        {
            use.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw new StorageException($"{folder.BookFile} cannot be read: {e.Message}", e);
            throw;
        }
    }
}
