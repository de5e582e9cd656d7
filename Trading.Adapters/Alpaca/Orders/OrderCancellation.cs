using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca.Orders;

/// <summary>Cancels an order with its legs and confirms it, because Alpaca at first only accepts the request to cancel.</summary>
internal sealed class OrderCancellation(AlpacaTradingClient client, AlpacaOptions options, TimeProvider time)
{
    /// <summary>How often the order is queried: for 3 s with the default delay.</summary>
    private const int MostQueries = 15;

    /// <summary>True when every part is final; false when that could not be confirmed.</summary>
    public async Task<bool> RunAsync(string id, CancellationToken cancel)
    {
        try
        {
            return await ConfirmedAsync(id, cancel);
        }
        catch (BrokerUnavailableException)
        {
            return false;
        }
    }

    private async Task<bool> ConfirmedAsync(string id, CancellationToken cancel)
    {
        var requested = new HashSet<string>(StringComparer.Ordinal);
        for (var query = 0; query < MostQueries; query++)
        {
            if (query > 0) await Task.Delay(options.RetryDelay, time, cancel);
            if (await client.FindOrderAsync(id, cancel) is not { } order) return false;
            var live = (order.Legs ?? []).Prepend(order).Where(part => !OrderStatusMapping.Map(part).IsFinal()).ToList();
            if (live.Count == 0) return true;
            foreach (var part in live.Where(part => CanBeCancelled(part, requested)))
            {
                // A part that cannot be cancelled yet, for instance while it is being replaced, is tried again after the next
                // query.
                if (await client.CancelOrderAsync(part.Id, cancel)) requested.Add(part.Id);
            }
        }
        return false;
    }

    private static bool CanBeCancelled(AlpacaOrder part, HashSet<string> requested) =>
        part.Status != "pending_cancel" && !requested.Contains(part.Id);
}
