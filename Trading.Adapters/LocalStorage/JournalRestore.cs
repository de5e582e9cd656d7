using System.Globalization;
using Trading.Adapters.BookIdentity;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>What a restore did.</summary>
/// <param name="Journal">The newest session that the journal has now; null when it is empty.</param>
/// <param name="Lost">Known sessions that the journal no longer has, or only in part, in order.</param>
/// <param name="LostIsComplete">False when the old journal cannot be read, so that more sessions may be lost.</param>
/// <param name="Aside">Where the old journal is; null when there was none or it stayed.</param>
/// <param name="Halt">The halt that stands; null for none.</param>
public sealed record RestoreResult(
    LocalDate? Journal, IReadOnlyList<LocalDate> Lost, bool LostIsComplete, string? Aside, Halt? Halt);

/// <summary>
/// Puts a backup in the place of a book's journal, or accepts the journal as it is. The old journal is moved aside and never
/// deleted, and a halt that stood in either place goes on standing.
/// </summary>
/// <param name="folder">The book's folder.</param>
/// <param name="clock">Names what is moved aside.</param>
public sealed class JournalRestore(BookFolder folder, IClock clock)
{
    private static readonly string[] Files = ["", "-wal", "-shm"];
    private readonly JournalBackups backups = new(folder, 0);
    private readonly FolderBookFile file = new(folder);

    /// <summary>The sessions of which there is a backup, in order.</summary>
    public IReadOnlyList<LocalDate> Sessions => backups.Sessions;

    /// <summary>Makes a backup now and gives its path; null when the journal has no session.</summary>
    /// <param name="keepDays">Calendar days that a backup is kept.</param>
    /// <param name="cancel">Stops before the backup counts.</param>
    /// <exception cref="StorageException">The journal is damaged, or the backup cannot be written.</exception>
    public async Task<string?> BackUpAsync(int keepDays, CancellationToken cancel)
    {
        using var journal = LocalJournal.Of(folder, null);
        if (await journal.GetSessionsAsync(cancel) is not [.., var session]) return null;
        // The journal's rows are read, so that no damaged backup takes the place of a good one.
        await JournalReading.AllAsync(journal, cancel);
        await new JournalBackups(folder, keepDays).MakeAsync(session, cancel);
        return backups.PathOf(session);
    }

    /// <summary>Restores the backup of a session.</summary>
    /// <exception cref="StorageException">Another process uses the journal, or the backup is missing or damaged.</exception>
    public async Task<RestoreResult> RestoreAsync(LocalDate session, CancellationToken cancel)
    {
        using var alone = TakeAlone();
        var aside = AtomicFile.Aside(folder.Backups);
        try
        {
            File.Copy(backups.PathOf(session), aside);
            using (var copy = new SqliteJournal(aside)) await JournalReading.AllAsync(copy, cancel);
            var (sessions, isReadable, halt) = await StandingAsync(cancel);
            var moved = MoveAside();
            File.Move(aside, folder.Journal);
            var (end, restoredHalt) = await AcceptAsync(halt, cancel);
            return new(end, [.. sessions.Where(one => one > session)], isReadable, moved, restoredHalt);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{backups.PathOf(session)} cannot be restored: {e.Message}", e);
        }
        finally
        {
            foreach (var ending in Files) File.Delete($"{aside}{ending}");
        }
    }

    /// <summary>Accepts the journal as it is; one that cannot be read is moved aside, and an empty one is begun.</summary>
    /// <exception cref="StorageException">Another process uses the journal, or the folder cannot be written.</exception>
    public async Task<RestoreResult> BeginAnewAsync(CancellationToken cancel)
    {
        using var alone = TakeAlone();
        try
        {
            var (sessions, isReadable, halt) = await StandingAsync(cancel);
            var moved = isReadable ? null : MoveAside();
            var (end, kept) = await AcceptAsync(halt, cancel);
            return new(end, [.. sessions.Where(one => end is null || one > end)], isReadable, moved, kept);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{folder.Path} cannot be written: {e.Message}", e);
        }
    }

    private JournalUse TakeAlone() => JournalUse.TryTakeAlone(folder)
        ?? throw new StorageException(
            $"Another process uses {folder.Journal}; stop 'trading run' and every other command on this book, then try again.");

    // What is known of the sessions and of the halt before anything is moved.
    private async Task<(IReadOnlyList<LocalDate> Sessions, bool IsReadable, Halt? Halt)> StandingAsync(CancellationToken cancel)
    {
        BookFile? known = null;
        Halt? halt;
        try
        {
            known = (await file.ReadAsync(cancel))?.File;
            halt = known?.Halt;
        }
        catch (StorageException)
        {
            halt = Doubtful(folder.BookFile);
        }
        IReadOnlyList<LocalDate> remembered = known?.CompletedSession is { } last ? [last] : [];
        if (!File.Exists(folder.Journal)) return (remembered, false, halt);
        halt = GuardedJournal.Either(halt, await HaltOfJournalAsync(cancel));
        try
        {
            using var journal = new SqliteJournal(folder.Journal);
            await JournalReading.AllAsync(journal, cancel);
            return ([.. (await journal.GetSessionsAsync(cancel)).Union(remembered).Order()], true, halt);
        }
        catch (StorageException)
        {
            return (remembered, false, halt);
        }
    }

    // Read by itself, because it may be whole in a journal that is damaged elsewhere.
    private async Task<Halt?> HaltOfJournalAsync(CancellationToken cancel)
    {
        try
        {
            using var journal = new SqliteJournal(folder.Journal);
            return await journal.GetHaltAsync(cancel);
        }
        catch (StorageException)
        {
            return Doubtful(folder.Journal);
        }
    }

    private Halt Doubtful(string path) =>
        new(clock.GetCurrentInstant(), false, $"{path} was damaged, and a halt may have stood in it.");

    private string? MoveAside()
    {
        if (!File.Exists(folder.Journal)) return null;
        var time = clock.GetCurrentInstant().InNewYork().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        var place = Path.Combine(folder.Path, "damaged", time);
        Directory.CreateDirectory(place);
        foreach (var ending in Files)
        {
            var from = $"{folder.Journal}{ending}";
            if (File.Exists(from)) File.Move(from, Path.Combine(place, Path.GetFileName(from)));
        }
        return Path.Combine(place, Path.GetFileName(folder.Journal));
    }

    private async Task<(LocalDate? End, Halt? Halt)> AcceptAsync(Halt? halt, CancellationToken cancel)
    {
        using var journal = new SqliteJournal(folder.Journal);
        var standing = GuardedJournal.Either(halt, (await journal.GetStateAsync(cancel)).Halt);
        var sessions = await journal.GetSessionsAsync(cancel);
        var book = new BookFile(await ((IIdentifiedJournal)journal).GetIdAsync(cancel), null, standing);
        using (await FolderLock.TakeAsync(folder.Path, cancel, FolderBookFile.Lock))
            await AtomicFile.ReplaceAsync(folder.BookFile, StorageFormats.SealedJson.Write(book), cancel);
        if (standing is not null) await journal.TryReplaceHaltAsync((await journal.GetStateAsync(cancel)).Halt, standing, cancel);
        return (sessions.Count == 0 ? null : sessions[^1], standing);
    }
}
