using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>Reads all of a journal, so that every checksum in it is checked.</summary>
internal static class JournalReading
{
    /// <summary>Reads every row.</summary>
    /// <exception cref="StorageException">One is damaged; the message names it.</exception>
    public static async Task AllAsync(ITradingJournal journal, CancellationToken cancel)
    {
        await journal.GetStateAsync(cancel);
        foreach (var session in await journal.GetSessionsAsync(cancel))
        {
            await journal.GetPredictionsAsync(session, null, cancel);
            await journal.GetIntentsAsync(session, cancel);
            await journal.GetJobsAsync(session, cancel);
            await journal.GetTradesAsync(session, session, cancel);
            await journal.GetPerformanceAsync(session, session, cancel);
            await journal.GetUniverseAsync(session, cancel);
        }
    }
}
