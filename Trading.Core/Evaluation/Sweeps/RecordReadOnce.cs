using System.Collections.Concurrent;
using Trading.Core.Learning.Record;
using Trading.Core.Storage;

namespace Trading.Core.Evaluation.Sweeps;

/// <summary>A record whose sessions are kept once they were read or written.</summary>
/// <param name="record">Where they are stored.</param>
internal sealed class RecordReadOnce(IForecastRecord record) : IForecastRecord
{
    private readonly ConcurrentDictionary<(string Recipe, LocalDate Session), OutOfSampleSession> kept = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(string recipe, CancellationToken cancel) =>
        record.GetSessionsAsync(recipe, cancel);

    /// <inheritdoc/>
    public async Task<OutOfSampleSession?> ReadAsync(string recipe, LocalDate session, CancellationToken cancel)
    {
        if (kept.TryGetValue((recipe, session), out var known)) return known;
        var found = await record.ReadAsync(recipe, session, cancel);
        if (found is not null) kept[(recipe, session)] = found;
        return found;
    }

    /// <inheritdoc/>
    public async Task WriteAsync(string recipe, OutOfSampleSession session, CancellationToken cancel)
    {
        await record.WriteAsync(recipe, session, cancel);
        kept[(recipe, session.Session)] = session;
    }
}
