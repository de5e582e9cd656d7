using System.Collections.Concurrent;
using Trading.Core.Learning.Record;

namespace Trading.Core.Storage;

/// <summary>Records that live as long as the process, for backtests and tests. Safe for concurrent use.</summary>
public sealed class InMemoryForecastRecord : IForecastRecord
{
    private readonly ConcurrentDictionary<(string Recipe, LocalDate Session), OutOfSampleSession> stored = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(string recipe, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<LocalDate>>(
            [.. stored.Keys.Where(key => key.Recipe == recipe).Select(key => key.Session).Order()]);

    /// <inheritdoc/>
    public Task<OutOfSampleSession?> ReadAsync(string recipe, LocalDate session, CancellationToken cancel) =>
        Task.FromResult(stored.GetValueOrDefault((recipe, session)));

    /// <inheritdoc/>
    public Task WriteAsync(string recipe, OutOfSampleSession session, CancellationToken cancel)
    {
        stored[(recipe, session.Session)] = session;
        return Task.CompletedTask;
    }
}
