namespace Trading.Core.Storage;

/// <summary>The figures of each session.</summary>
/// <remarks>Every write takes effect completely or not at all, even when the process dies. Every method throws
/// <see cref="StorageException"/> when the store does not answer.</remarks>
public interface IPerformanceStore
{
    /// <summary>
    /// Adds a session's figures, or replaces the stored ones if <see cref="PerformanceRow.MayReplace"/> allows it; else it
    /// changes nothing. The comparison and the write are one step.
    /// </summary>
    Task SavePerformanceAsync(PerformanceRow row, CancellationToken cancel);

    /// <summary>The figures from <paramref name="first"/> to <paramref name="last"/>, by session.</summary>
    Task<IReadOnlyList<PerformanceRow>> GetPerformanceAsync(LocalDate first, LocalDate last, CancellationToken cancel);
}
