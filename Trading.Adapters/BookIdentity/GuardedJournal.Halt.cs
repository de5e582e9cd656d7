using Trading.Core.Storage;

namespace Trading.Adapters.BookIdentity;

/// <content>The halt, which is kept in the journal and in the book's file.</content>
internal sealed partial class GuardedJournal
{
    /// <inheritdoc/>
    public async Task<TradingState> GetStateAsync(CancellationToken cancel)
    {
        var journal = verified ?? await VerifiedAsync(cancel);
        var state = journal.GetStateAsync(cancel);
        var version = await file.ReadAsync(cancel);
        var (open, halt) = await state;
        return new(open, Either(halt, version?.File.Halt));
    }

    /// <inheritdoc/>
    public async Task<Halt?> GetHaltAsync(CancellationToken cancel)
    {
        var (ofJournal, ofFile) = (await OfJournalAsync(cancel), await OfFileAsync(cancel));
        if (ofJournal.Error is { } error && ofFile.Error is not null) throw error;
        return Either(ofJournal.Halt, ofFile.Version?.File.Halt);
    }

    /// <inheritdoc/>
    public async Task<StorageException?> FindHaltGapAsync(CancellationToken cancel)
    {
        var (ofJournal, ofFile) = (await OfJournalAsync(cancel), await OfFileAsync(cancel));
        if ((ofJournal.Error ?? ofFile.Error) is { } error) return error;
        return ofJournal.Halt == ofFile.Version?.File.Halt ? null
            : new StorageException($"The journal and {file.Place} do not say the same of the halt.");
    }

    /// <inheritdoc/>
    /// <remarks>A halt counts once it is in one of the two places; it is lifted in both or not at all.</remarks>
    public async Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel)
    {
        // Lifting needs the book's own journal; a halt is written wherever it can be.
        if (halt is null) await VerifiedAsync(cancel);
        else await AttemptAsync(() => VerifiedAsync(cancel));
        while (true)
        {
            var (ofJournal, ofFile) = (await OfJournalAsync(cancel), await OfFileAsync(cancel));
            var error = ofJournal.Error ?? ofFile.Error;
            if (error is not null && halt is null)
                throw new StorageException(
                    $"The halt cannot be lifted, because it is kept in two places: {error.Message}", error);
            if (ofJournal.Error is not null && ofFile.Error is not null) throw error!;

            var standing = Either(ofJournal.Halt, ofFile.Version?.File.Halt);
            if (standing != expected && standing != halt) return false;
            // A halt is written to the file first and lifted in the journal first, so that it stands while it is half done.
            var written = halt is null
                ? await ReplaceInJournalAsync() ?? await ReplaceInFileAsync()
                : await ReplaceInFileAsync() ?? await ReplaceInJournalAsync();
            if (written is null) return true;
            if (written is { } failure && !failure.IsRace) throw failure.Error!;

            async Task<Failure?> ReplaceInJournalAsync()
            {
                if (ofJournal.Error is not null || ofJournal.Halt == halt) return null;
                try
                {
                    var journal = await OpenedAsync(cancel);
                    return await journal.TryReplaceHaltAsync(ofJournal.Halt, halt, cancel) ? null : Failure.Race;
                }
                catch (StorageException e)
                {
                    return ofFile.Error is null && halt is not null ? null : new Failure(e);
                }
            }

            async Task<Failure?> ReplaceInFileAsync()
            {
                if (ofFile.Error is not null || ofFile.Version?.File.Halt == halt) return null;
                try
                {
                    var next = (ofFile.Version?.File ?? new BookFile("", null, null)) with { Halt = halt };
                    if (await file.TryWriteAsync(next, ofFile.Version?.Tag, cancel)) return null;
                    return Failure.Race;
                }
                catch (StorageException e)
                {
                    // The journal is written next, and must succeed then.
                    ofFile = (null, e);
                    return ofJournal.Error is null && halt is not null ? null : new Failure(e);
                }
            }
        }
    }

    private async Task<(Halt? Halt, StorageException? Error)> OfJournalAsync(CancellationToken cancel)
    {
        try
        {
            // A halt does no harm in a journal that is another book's, so it need not be compared first.
            return (await (await OpenedAsync(cancel)).GetHaltAsync(cancel), null);
        }
        catch (StorageException e)
        {
            return (null, e);
        }
    }

    private async Task<(BookFileVersion? Version, StorageException? Error)> OfFileAsync(CancellationToken cancel)
    {
        try
        {
            return (await file.ReadAsync(cancel), null);
        }
        catch (StorageException e)
        {
            return (null, e);
        }
    }

    /// <summary>The halt that stands when either place says so.</summary>
    public static Halt? Either(Halt? one, Halt? other) => one is null || other is null || one == other ? one ?? other
        : new Halt(
            Instant.Min(one.Since, other.Since), one.Flatten || other.Flatten, one.Reason.Length > 0 ? one.Reason : other.Reason)
        {
            DrawdownEquity = one.DrawdownEquity ?? other.DrawdownEquity,
        };

    private sealed record Failure(StorageException? Error)
    {
        public static readonly Failure Race = new((StorageException?)null);

        public bool IsRace => Error is null;
    }
}
