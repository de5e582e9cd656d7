using Trading.Adapters.LocalStorage;
using Trading.Core.Storage;

namespace Trading.Cli.Connecting;

/// <summary>What time it is for a book: a simulated one lives in simulated days.</summary>
internal static class BookTime
{
    /// <summary>
    /// Now for the live book, and for an empty one; else when the book's last job began, which is known without asking an
    /// exchange.
    /// </summary>
    public static async Task<Instant> LastAsync(OpenBook book, CancellationToken cancel)
    {
        if (book.Book == Book.Live) return book.Clock.GetCurrentInstant();
        try
        {
            var sessions = await book.Journal.GetSessionsAsync(cancel);
            var runs = sessions.Count == 0 ? [] : await book.Journal.GetJobsAsync(sessions[^1], cancel);
            return runs.Count == 0 ? book.Clock.GetCurrentInstant() : runs[^1].StartedAt;
        }
        catch (StorageException)
        {
            // A halt is written also while the journal cannot be read.
            return book.Clock.GetCurrentInstant();
        }
    }
}
