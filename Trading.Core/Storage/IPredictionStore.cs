using System.Runtime.CompilerServices;
using Trading.Core.Risk;

namespace Trading.Core.Storage;

/// <summary>The model's predictions, one row for each symbol and minute.</summary>
/// <remarks>Every write takes effect completely or not at all, even when the process dies. Every method throws
/// <see cref="StorageException"/> when the store does not answer.</remarks>
public interface IPredictionStore
{
    /// <summary>
    /// Adds or replaces predictions of one session; the key is symbol and minute. A prediction whose outcome is known is never
    /// replaced by one whose outcome is not: such a row changes nothing, even when both writes happen at the same moment.
    /// </summary>
    Task SavePredictionsAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel);

    /// <summary>
    /// Writes the first predictions of one minute's scan and claims the minute; returns false and changes nothing when the minute
    /// was claimed before. Only the caller that gets true may act on the predictions, and save more of the same minute.
    /// </summary>
    Task<bool> TryAddPredictionsAsync(
        LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel);

    /// <summary>
    /// A session's predictions by minute, then symbol; of one symbol when it is given. Thousands of symbols have millions of
    /// them: <see cref="StreamPredictionsAsync"/> and <see cref="GetSignalsAsync"/> need not hold them all.
    /// </summary>
    Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(LocalDate session, string? symbol, CancellationToken cancel);

    /// <summary>
    /// A session's predictions symbol by symbol: in no order of the symbols, each symbol's by minute. A store that supports it
    /// never holds those of more than a few symbols.
    /// </summary>
    async IAsyncEnumerable<IReadOnlyList<PredictionRow>> StreamPredictionsAsync(
        LocalDate session, [EnumeratorCancellation] CancellationToken cancel)
    {
        var rows = await GetPredictionsAsync(session, null, cancel);
        foreach (var symbol in rows.GroupBy(row => row.Symbol, StringComparer.Ordinal)) yield return [.. symbol];
    }

    /// <summary>
    /// A session's signals, the predictions that reached the threshold of their time, by minute, then symbol. A signal may be
    /// among them whose prediction was never stored, because the program died in between; an outcome may be missing.
    /// </summary>
    async Task<IReadOnlyList<PredictionRow>> GetSignalsAsync(LocalDate session, CancellationToken cancel) =>
        [.. (await GetPredictionsAsync(session, null, cancel)).Where(row => row.Reason.IsSignal())];
}
