using Trading.Core.Orders;

namespace Trading.Core.Storage;

/// <summary>The intents: decisions to send an order, each written before its order is sent.</summary>
/// <remarks>Every write takes effect completely or not at all, even when the process dies. Every method throws
/// <see cref="StorageException"/> when the store does not answer.</remarks>
public interface IIntentStore
{
    /// <summary>Writes a new intent; false, changing nothing, when its id exists in that session.</summary>
    Task<bool> TryAddIntentAsync(OrderIntent intent, CancellationToken cancel);

    /// <summary>
    /// Replaces an existing intent, if <see cref="OrderLifecycle.Allows"/> lets the stored one move to the status of this one.
    /// The comparison and the write are one step, so of two programs that write the same change one gets true.
    /// </summary>
    /// <returns>True when the stored intent changed; false, changing nothing, when it may not move there or is the same
    /// already.</returns>
    /// <exception cref="StorageException">The intent was never added.</exception>
    Task<bool> UpdateIntentAsync(OrderIntent intent, CancellationToken cancel);

    /// <summary>A session's intents, by id.</summary>
    Task<IReadOnlyList<OrderIntent>> GetIntentsAsync(LocalDate session, CancellationToken cancel);
}
