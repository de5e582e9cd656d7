using Trading.Core.Orders;

namespace Trading.Core.Storage;

/// <summary>The intents: decisions to send an order, each written before its order is sent.</summary>
/// <remarks>Every write takes effect completely or not at all, even when the process dies. Every method throws
/// <see cref="StorageException"/> when the store does not answer.</remarks>
public interface IIntentStore
{
    /// <summary>Writes a new intent; false, changing nothing, when its id exists in that session.</summary>
    Task<bool> TryAddIntentAsync(OrderIntent intent, CancellationToken cancel);

    /// <summary>Replaces an existing intent.</summary>
    Task UpdateIntentAsync(OrderIntent intent, CancellationToken cancel);

    /// <summary>A session's intents, by id.</summary>
    Task<IReadOnlyList<OrderIntent>> GetIntentsAsync(LocalDate session, CancellationToken cancel);
}
