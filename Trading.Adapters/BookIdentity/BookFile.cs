using Trading.Core.Storage;

namespace Trading.Adapters.BookIdentity;

/// <summary>
/// What is known of a book outside its journal, so that a journal that was emptied or exchanged is noticed and loses no halt.
/// </summary>
/// <param name="Id">The id that was written into the journal when it was made; empty while it is not known.</param>
/// <param name="CompletedSession">The newest session that was over when a later one began; null before the second one.</param>
/// <param name="Halt">The halt that stands; null for none.</param>
internal sealed record BookFile(string Id, LocalDate? CompletedSession, Halt? Halt);

/// <summary>A version of the file, with the tag that the next change must pass.</summary>
internal sealed record BookFileVersion(BookFile File, string Tag);

/// <summary>Where a book's file is.</summary>
internal interface IBookFile
{
    /// <summary>Its path or address.</summary>
    string Place { get; }

    /// <summary>What a person can do when it and the journal do not belong together, in sentences.</summary>
    string Remedy { get; }

    /// <summary>The file; null when there is none.</summary>
    /// <exception cref="StorageException">It cannot be read or is damaged.</exception>
    Task<BookFileVersion?> ReadAsync(CancellationToken cancel);

    /// <summary>Writes the file; false, changing nothing, when its tag is another by now.</summary>
    /// <param name="file">The new content.</param>
    /// <param name="tag">The tag of the version it replaces; null when there must be none.</param>
    /// <param name="cancel">Stops before it is written.</param>
    /// <exception cref="StorageException">It cannot be written.</exception>
    Task<bool> TryWriteAsync(BookFile file, string? tag, CancellationToken cancel);
}

/// <summary>A journal that has an id of its own, written when it was made.</summary>
internal interface IIdentifiedJournal : ITradingJournal
{
    /// <summary>The id; a journal without one gets it now.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    Task<string> GetIdAsync(CancellationToken cancel);
}

/// <summary>Keeps copies of the journal.</summary>
internal interface IJournalBackup
{
    /// <summary>Keeps a copy of the journal as it is after a session, if there is none yet.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="session">Its newest session.</param>
    /// <param name="cancel">Stops before the copy counts.</param>
    /// <exception cref="StorageException">The copy could not be written.</exception>
    Task KeepAsync(ITradingJournal journal, LocalDate session, CancellationToken cancel);
}
