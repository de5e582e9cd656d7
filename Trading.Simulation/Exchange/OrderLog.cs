using Trading.Core.Execution;

namespace Trading.Simulation.Exchange;

/// <summary>Every order ever taken, with the few live ones apart, so that a year of final orders costs nothing.</summary>
internal sealed class OrderLog
{
    private readonly List<WorkingOrder> all = [];
    private readonly List<WorkingOrder> live = [];
    private readonly Dictionary<string, WorkingOrder> byBrokerId = [];
    private readonly Dictionary<string, WorkingOrder> byClientId = [];

    /// <summary>Live orders in the order they came, brackets by their entry.</summary>
    public IReadOnlyList<WorkingOrder> Live => live;

    /// <summary>How many orders were taken, legs not counted.</summary>
    public int Count => all.Count;

    /// <summary>When the first of the live orders runs out.</summary>
    public Instant NextExpiry { get; private set; } = Instant.MaxValue;

    public WorkingOrder? FindByBrokerId(string id) => byBrokerId.GetValueOrDefault(id);

    public WorkingOrder? FindByClientId(string id) => byClientId.GetValueOrDefault(id);

    /// <summary>The next id, in the form of Alpaca's (a UUID) but counted, so that two runs give the same ids.</summary>
    public string NextBrokerId(int offset = 0) => $"{byBrokerId.Count + offset + 1:x8}-0000-4000-8000-000000000000";

    public void Add(WorkingOrder order)
    {
        all.Add(order);
        live.Add(order);
        Enter(order);
        if (order is { StopLeg: { } stop, TargetLeg: { } target })
        {
            Enter(stop);
            Enter(target);
        }
        NextExpiry = Instant.Min(NextExpiry, order.ExpiresAt);
    }

    /// <summary>Orders submitted at or after <paramref name="since"/> and those still live, oldest first.</summary>
    public IReadOnlyList<BrokerOrder> Since(Instant since)
    {
        var first = FirstSince(since);
        var found = new List<BrokerOrder>(all.Count - first + live.Count);
        foreach (var order in live)
        {
            if (order.Sequence < first) found.Add(order.Snapshot());
        }
        for (var i = first; i < all.Count; i++) found.Add(all[i].Snapshot());
        return found;
    }

    /// <summary>Takes what has ended off the symbol's working orders and the live ones.</summary>
    public void DropEnded(SymbolBook book)
    {
        if (book.Working.RemoveAll(order => !order.IsLive) == 0) return;
        live.RemoveAll(order => !order.IsGroupLive);
        NextExpiry = Instant.MaxValue;
        foreach (var order in live) NextExpiry = Instant.Min(NextExpiry, order.ExpiresAt);
    }

    private void Enter(WorkingOrder order)
    {
        byBrokerId.Add(order.BrokerId, order);
        byClientId.Add(order.ClientId.Value, order);
        order.Book.Working.Add(order);
    }

    private int FirstSince(Instant since)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (all[middle].SubmittedAt < since) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
