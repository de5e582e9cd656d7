using Microsoft.Data.Sqlite;
using NodaTime.Text;
using Trading.Adapters.BookIdentity;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// Backups of a book's journal in its folder <c>backups</c>: <c>{yyyy-MM-dd}.db</c> holds the journal to the end of that session,
/// and what a later one had written when it was made. A backup appears whole and checked, or not at all.
/// </summary>
/// <param name="folder">The book's folder.</param>
/// <param name="keepDays">Calendar days that a backup is kept; the newest always is.</param>
internal sealed class JournalBackups(BookFolder folder, int keepDays) : IJournalBackup
{
    private const string Ending = ".db";

    /// <summary>The sessions of the backups, in order.</summary>
    public IReadOnlyList<LocalDate> Sessions =>
        !Directory.Exists(folder.Backups) ? []
            : [.. Directory.EnumerateFiles(folder.Backups, $"*{Ending}")
                .Select(path => LocalDatePattern.Iso.Parse(Path.GetFileNameWithoutExtension(path)))
                .Where(date => date.Success)
                .Select(date => date.Value)
                .Order()];

    /// <summary>Path of a session's backup.</summary>
    public string PathOf(LocalDate session) =>
        Path.Combine(folder.Backups, $"{LocalDatePattern.Iso.Format(session)}{Ending}");

    /// <inheritdoc/>
    public Task KeepAsync(ITradingJournal journal, LocalDate session, CancellationToken cancel) =>
        File.Exists(PathOf(session)) ? Task.CompletedTask : MakeAsync(session, cancel);

    /// <summary>Makes the backup of a session, in place of an earlier one, and deletes those that are too old.</summary>
    /// <exception cref="StorageException">The journal is damaged, or the backup cannot be written.</exception>
    public Task MakeAsync(LocalDate session, CancellationToken cancel) => AtomicFile.GuardAsync(PathOf(session), () =>
    {
        cancel.ThrowIfCancellationRequested();
        Directory.CreateDirectory(folder.Backups);
        var aside = AtomicFile.Aside(folder.Backups);
        try
        {
            Copy(folder.Journal, aside);
            File.Move(aside, PathOf(session), overwrite: true);
        }
        finally
        {
            foreach (var ending in (string[])["", "-wal", "-shm", "-journal"]) File.Delete($"{aside}{ending}");
        }
        foreach (var old in Sessions.Where(one => one < session.PlusDays(-keepDays))) File.Delete(PathOf(old));
        return Task.FromResult(true);
    });

    // SQLite copies page by page while other processes go on writing; the copy is of one moment.
    private static void Copy(string from, string to)
    {
        try
        {
            using var source = Open(from, SqliteOpenMode.ReadWrite);
            using var copy = Open(to, SqliteOpenMode.ReadWriteCreate);
            source.BackupDatabase(copy);
            // One file without a log beside it.
            Ask(copy, "PRAGMA journal_mode = DELETE");
            if (Ask(copy, "PRAGMA integrity_check") is var found && found != "ok")
                throw new StorageException($"{from} is damaged, so no backup of it is kept: {found}");
        }
        catch (SqliteException e)
        {
            throw new StorageException($"{from} cannot be copied: {e.Message}", e);
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static string Ask(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return $"{command.ExecuteScalar()}";
    }
}
