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

    /// <summary>A session's predictions by minute, then symbol; of one symbol when it is given.</summary>
    Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(LocalDate session, string? symbol, CancellationToken cancel);
}
