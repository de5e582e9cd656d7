using Trading.Core.Storage;

namespace Trading.Adapters.BookIdentity;

/// <summary>
/// A journal that is known to be its book's: before its first use, and again before the first write of each session, its id is
/// compared with the book's file, and a journal that was emptied or exchanged is refused. The halt is kept in both places and
/// stands when either says so, so it can be written and read while the journal cannot. Once a job of a new session has ended, a
/// backup of the journal is kept.
/// </summary>
/// <param name="open">Opens the journal; called again after it has failed.</param>
/// <param name="file">The book's file.</param>
/// <param name="backup">Keeps the backups; null for a book that needs none.</param>
internal sealed partial class GuardedJournal(Func<IIdentifiedJournal> open, IBookFile file, IJournalBackup? backup)
    : ITradingJournal, IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private IIdentifiedJournal? inner;
    private IIdentifiedJournal? former;
    private volatile ITradingJournal? verified;
    private LocalDate? newest;
    private LocalDate? ended;

    /// <inheritdoc/>
    public void Dispose()
    {
        (inner as IDisposable)?.Dispose();
        (former as IDisposable)?.Dispose();
        gate.Dispose();
    }

    private async Task<T> ReadAsync<T>(Func<ITradingJournal, Task<T>> question, CancellationToken cancel) =>
        await question(verified ?? await VerifiedAsync(cancel));

    private async Task<T> WriteAsync<T>(LocalDate session, Func<ITradingJournal, Task<T>> write, CancellationToken cancel)
    {
        var journal = session <= newest ? verified : null;
        return await write(journal ?? await VerifiedAsync(session, cancel));
    }

    private async Task<bool> WriteAsync(JobRunRow run, Func<ITradingJournal, Task<bool>> write, CancellationToken cancel)
    {
        var written = await WriteAsync(run.Session, write, cancel);
        if (ended is not null && run.FinishedAt is not null) await KeepEndedAsync(cancel);
        return written;
    }

    private Task<ITradingJournal> VerifiedAsync(CancellationToken cancel) => VerifiedAsync(null, cancel);

    // The journal, to which a row of the session may be written; null to read.
    private async Task<ITradingJournal> VerifiedAsync(LocalDate? session, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (verified is { } known)
            {
                if (session is null || session <= newest) return known;
                // Opened again, because its file may have been exchanged under the one that is open. A call may still be using
                // that one, so it is closed a session later.
                (former as IDisposable)?.Dispose();
                verified = null;
                former = inner;
                inner = null;
            }
            inner ??= open();
            var sessions = await inner.GetSessionsAsync(cancel);
            newest = sessions.Count == 0 ? null : sessions[^1];
            await CompareAsync(await inner.GetIdAsync(cancel), cancel);
            if (newest is null || session > newest) newest = session;
            ended = sessions.Where(one => one < newest).Select(one => (LocalDate?)one).LastOrDefault();
            return verified = inner;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<ITradingJournal> OpenedAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            return inner ??= open();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task CompareAsync(string id, CancellationToken cancel)
    {
        while (true)
        {
            var version = await file.ReadAsync(cancel);
            switch (version?.File)
            {
                // A book of an older version, or one that is new.
                case null or { Id: "" }:
                    var first = (version?.File ?? new(id, null, null)) with { Id = id };
                    if (await file.TryWriteAsync(first, version?.Tag, cancel)) return;
                    break;
                case { } known when known.Id != id:
                    throw Damaged("The journal was emptied or exchanged", known.CompletedSession);
                case { CompletedSession: { } completed } when newest is null || newest < completed:
                    throw Damaged("The journal has lost sessions", completed);
                default:
                    return;
            }
        }
    }

    private StorageException Damaged(string what, LocalDate? completed)
    {
        var found = newest is { } last ? $"ends at {last:uuuu-MM-dd}" : "is empty";
        var known = completed is { } session ? $"remembers sessions to {session:uuuu-MM-dd}" : "remembers another one";
        return new($"{what}: {file.Place} {known}, and the journal {found}. {file.Remedy}");
    }

    // A job has ended, so no sale waits for this.
    private async Task KeepEndedAsync(CancellationToken cancel)
    {
        ITradingJournal? journal;
        LocalDate? last;
        await gate.WaitAsync(cancel);
        try
        {
            (journal, last, ended) = (verified, ended, null);
        }
        finally
        {
            gate.Release();
        }
        if (journal is null || last is not { } session) return;
        await AttemptAsync(() => RememberAsync(session, cancel));
        if (backup is not null) await AttemptAsync(() => backup.KeepAsync(journal, session, cancel));
    }

    private async Task RememberAsync(LocalDate completed, CancellationToken cancel)
    {
        while (await file.ReadAsync(cancel) is { } version
            && (version.File.CompletedSession is not { } known || known < completed)
            && !await file.TryWriteAsync(version.File with { CompletedSession = completed }, version.Tag, cancel)) { }
    }

    private static async Task AttemptAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StorageException)
        {
            // The next session or start tries again; 'trading check' tells of which session the newest backup is.
        }
    }
}
