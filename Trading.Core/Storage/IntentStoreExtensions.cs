using Trading.Core.Orders;

namespace Trading.Core.Storage;

/// <summary>Reads single intents.</summary>
public static class IntentStoreExtensions
{
    /// <summary>The intent with an id; null when the session has none.</summary>
    /// <exception cref="StorageException">The store does not answer.</exception>
    public static async Task<OrderIntent?> FindIntentAsync(
        this IIntentStore journal, LocalDate session, ClientOrderId id, CancellationToken cancel) =>
        (await journal.GetIntentsAsync(session, cancel)).FirstOrDefault(intent => intent.Id == id);
}
