namespace Trading.Core.Storage;

/// <summary>Round trips, open and closed.</summary>
/// <remarks>Every write takes effect completely or not at all, even when the process dies. Every method throws
/// <see cref="StorageException"/> when the store does not answer.</remarks>
public interface ITradeStore
{
    /// <summary>
    /// Adds or replaces a trade; the key is its entry id. A trade that has an exit is never replaced by one that has none: such a
    /// write changes nothing, even when both writes happen at the same moment.
    /// </summary>
    Task SaveTradeAsync(TradeRow trade, CancellationToken cancel);

    /// <summary>The trades entered from <paramref name="first"/> to <paramref name="last"/>, by entry id.</summary>
    Task<IReadOnlyList<TradeRow>> GetTradesAsync(LocalDate first, LocalDate last, CancellationToken cancel);
}
