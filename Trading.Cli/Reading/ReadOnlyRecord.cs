using Trading.Core.Learning.Record;
using Trading.Core.Storage;

namespace Trading.Cli.Reading;

/// <summary>Out-of-sample records that are open for reading: the method that writes throws
/// <see cref="InvalidOperationException"/>.</summary>
/// <param name="inner">The records that are read.</param>
internal sealed class ReadOnlyRecord(IForecastRecord inner) : IForecastRecord
{
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(string recipe, CancellationToken cancel) =>
        inner.GetSessionsAsync(recipe, cancel);

    public Task<OutOfSampleSession?> ReadAsync(string recipe, LocalDate session, CancellationToken cancel) =>
        inner.ReadAsync(recipe, session, cancel);

    public Task WriteAsync(string recipe, OutOfSampleSession session, CancellationToken cancel) => throw ReadOnly.Refusal();
}
