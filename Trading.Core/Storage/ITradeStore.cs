namespace Trading.Core.Storage;

/// <summary>Round trips, open and closed.</summary>
/// <remarks>Every write takes effect completely or not at all, even when the process dies. Every method throws
/// <see cref="StorageException"/> when the store does not answer.</remarks>
public interface ITradeStore
{
    /// <summary>
    /// Adds a trade, or replaces the stored one of the same entry id if <see cref="TradeRow.MayReplace"/> allows it. The
    /// comparison and the write are one step, so nothing is lost when two programs write at the same moment.
    /// </summary>
    /// <returns>True when this trade is stored now; false, changing nothing, when the stored one knows more.</returns>
    Task<bool> SaveTradeAsync(TradeRow trade, CancellationToken cancel);

    /// <summary>The trades entered from <paramref name="first"/> to <paramref name="last"/>, by entry id.</summary>
    Task<IReadOnlyList<TradeRow>> GetTradesAsync(LocalDate first, LocalDate last, CancellationToken cancel);
}
