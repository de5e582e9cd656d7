using Trading.Core.Orders;
using Trading.Core.Universe;

namespace Trading.Core.Storage;

/// <summary>Rows of any sessions, beside the predictions.</summary>
/// <param name="Intents">Intents.</param>
/// <param name="Trades">Trades.</param>
/// <param name="Jobs">Runs of jobs that have ended.</param>
/// <param name="Performance">Days' figures.</param>
/// <param name="Universes">What was chosen to be traded.</param>
public sealed record JournalRows(
    IReadOnlyList<OrderIntent> Intents, IReadOnlyList<TradeRow> Trades, IReadOnlyList<JobRunRow> Jobs,
    IReadOnlyList<PerformanceRow> Performance, IReadOnlyList<UniverseChoice> Universes)
{
    /// <summary>All rows of a journal beside its predictions.</summary>
    public static async Task<JournalRows> OfAsync(ITradingJournal journal, CancellationToken cancel)
    {
        var (intents, jobs) = (new List<OrderIntent>(), new List<JobRunRow>());
        var universes = new List<UniverseChoice>();
        var sessions = await journal.GetSessionsAsync(cancel);
        if (sessions.Count == 0) return new([], [], [], [], []);
        foreach (var session in sessions)
        {
            intents.AddRange(await journal.GetIntentsAsync(session, cancel));
            jobs.AddRange(await journal.GetJobsAsync(session, cancel));
            if (await journal.GetUniverseAsync(session, cancel) is { } choice) universes.Add(choice);
        }
        return new(
            intents, await journal.GetTradesAsync(sessions[0], sessions[^1], cancel), jobs,
            await journal.GetPerformanceAsync(sessions[0], sessions[^1], cancel), universes);
    }
}
