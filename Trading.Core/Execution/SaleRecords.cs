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
    private readonly HashSet<ClientOrderId> known = [];
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
            await WriteAsync(journal, intent, CancellationToken.None);
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
        foreach (var intent in rest) await WriteAsync(journal, intent, cancel);
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

    /// <summary>Whether an id is seen for the first time, so that the journal is asked about an order at most once.</summary>
    public bool IsNew(ClientOrderId id)
    {
        lock (gate) return known.Add(id);
    }

    private async Task WriteAsync(ITradingJournal journal, OrderIntent intent, CancellationToken cancel)
    {
        if (!await journal.TryAddIntentAsync(intent, cancel)) await journal.UpdateIntentAsync(intent, cancel);
        lock (gate)
        {
            known.Add(intent.Id);
            // A newer state may have come while this one was written.
            if (waiting.TryGetValue(intent.Id, out var newest) && newest == intent) waiting.Remove(intent.Id);
        }
    }
}
