using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Execution;

/// <summary>
/// Writes sales into the journal and never stands in their way: what the journal does not take is kept in memory and written as
/// soon as the journal answers again. After a failure the journal is left alone until <see cref="CatchUpAsync"/>, so that a dead
/// store costs one wait and not one a sale. Safe for use by many threads.
/// </summary>
public sealed class SaleRecords
{
    private static readonly Duration LongestRest = Duration.FromMinutes(15);
    private readonly Lock gate = new();
    private readonly Dictionary<ClientOrderId, OrderIntent> waiting = [];
    private readonly Dictionary<string, (int Count, Instant Last)> refusals = new(StringComparer.Ordinal);
    private readonly HashSet<(ClientOrderId Id, OrderStatus Status)> known = [];
    private bool isDown;

    /// <summary>Sales that the journal does not have yet.</summary>
    public int Waiting
    {
        get { lock (gate) return waiting.Count; }
    }

    /// <summary>Writes an intent, new or changed. It does not throw when the journal fails.</summary>
    public async Task WriteAsync(ITradingJournal journal, OrderIntent intent)
    {
        lock (gate)
        {
            waiting[intent.Id] = intent;
            if (isDown) return;
        }
        try
        {
            await StoreAsync(journal, intent, CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Fail();
        }
    }

    /// <summary>Writes what is waiting.</summary>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public async Task CatchUpAsync(ITradingJournal journal, CancellationToken cancel)
    {
        OrderIntent[] rest;
        lock (gate) (isDown, rest) = (false, [.. waiting.Values]);
        foreach (var intent in rest) await StoreAsync(journal, intent, cancel);
    }

    /// <summary>The journal did not answer: sales do not wait for it until the next <see cref="CatchUpAsync"/>.</summary>
    public void Fail()
    {
        lock (gate) isDown = true;
    }

    /// <summary>Records that the broker refused to take a sale.</summary>
    public void Refused(string symbol, Instant now)
    {
        lock (gate) refusals[symbol] = (refusals.GetValueOrDefault(symbol).Count + 1, now);
    }

    /// <summary>Records that the broker took a sale.</summary>
    public void Taken(string symbol)
    {
        lock (gate) refusals.Remove(symbol);
    }

    /// <summary>When a sale is tried again after <paramref name="count"/> refusals: 1, 2, 4, 8, then each 15 minutes.</summary>
    public static Instant NextTry(int count, Instant last) =>
        last + Duration.Min(Duration.FromMinutes(1L << Math.Clamp(count - 1, 0, 8)), LongestRest);

    /// <summary>When a sale that the broker refused to take may be tried again; null when there was none.</summary>
    public Instant? RestsUntil(string symbol)
    {
        lock (gate) return refusals.TryGetValue(symbol, out var refused) ? NextTry(refused.Count, refused.Last) : null;
    }

    /// <summary>Whether the journal has been asked about an order in its present state, so that it is asked once.</summary>
    public bool Knows(BrokerOrder order)
    {
        lock (gate) return known.Contains((order.ClientId, order.Status));
    }

    /// <summary>The journal has what this order shows.</summary>
    public void Learn(BrokerOrder order)
    {
        lock (gate) known.Add((order.ClientId, order.Status));
    }

    private async Task StoreAsync(ITradingJournal journal, OrderIntent intent, CancellationToken cancel)
    {
        if (!await journal.TryAddIntentAsync(intent, cancel))
            await journal.UpdateIntentAsync(await WithPurposeAsync(journal, intent, cancel), cancel);
        lock (gate)
        {
            // A newer state may have come while this one was written.
            if (waiting.TryGetValue(intent.Id, out var newest) && newest == intent) waiting.Remove(intent.Id);
        }
    }

    // The same sale sent once more is the order of the first time, so it keeps why it was sent then.
    private static async Task<OrderIntent> WithPurposeAsync(
        ITradingJournal journal, OrderIntent intent, CancellationToken cancel)
    {
        var standing = await journal.FindIntentAsync(intent.Session, intent.Id, cancel);
        return standing is { Status: IntentStatus.Unknown or IntentStatus.Working } && intent.Status != IntentStatus.Planned
            && standing.Request.Type == intent.Request.Type
            ? intent with { Purpose = standing.Purpose }
            : intent;
    }
}
