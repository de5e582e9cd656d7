using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Execution;

namespace Trading.Adapters.Alpaca.Orders;

/// <summary>Cancels an order with its legs and makes sure of it, because Alpaca only takes note of a cancellation at first.</summary>
internal sealed class OrderCancellation(AlpacaTradingClient client, AlpacaOptions options, TimeProvider time)
{
    /// <summary>How often it is looked at again: 3 s with the usual delay.</summary>
    private const int MostLooks = 15;

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
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var look = 0; look < MostLooks; look++)
        {
            if (look > 0) await Task.Delay(options.RetryDelay, time, cancel);
            if (await client.FindOrderAsync(id, cancel) is not { } order) return false;
            var live = (order.Legs ?? []).Prepend(order).Where(part => !OrderStatusMapping.Map(part).IsFinal()).ToList();
            if (live.Count == 0) return true;
            foreach (var part in live.Where(part => CanBeAsked(part, asked)))
            {
                // One that cannot be cancelled yet, as while it is being replaced, is asked again at the next look.
                if (await client.CancelOrderAsync(part.Id, cancel)) asked.Add(part.Id);
            }
        }
        return false;
    }

    private static bool CanBeAsked(AlpacaOrder part, HashSet<string> asked) => part.Status != "pending_cancel" && !asked.Contains(part.Id);
}
