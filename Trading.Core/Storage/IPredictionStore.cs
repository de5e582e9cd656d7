namespace Trading.Core.Storage;

/// <summary>What the model said, a row a symbol and minute.</summary>
/// <remarks>Every write is whole or absent, whenever the process dies. Every method throws <see cref="StorageException"/> when the store does not answer.</remarks>
public interface IPredictionStore
{
    /// <summary>Adds or replaces predictions of one session; the key is symbol and minute.</summary>
    Task SavePredictionsAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel);

    /// <summary>
    /// Writes all predictions of one minute's scan, and with them that the minute is taken; false, changing nothing, when it was
    /// taken before. Whoever gets true, and nobody else, may act on them.
    /// </summary>
    Task<bool> TryAddPredictionsAsync(LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel);

    /// <summary>A session's predictions by minute, then symbol; of one symbol when it is given.</summary>
    Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(LocalDate session, string? symbol, CancellationToken cancel);
}
