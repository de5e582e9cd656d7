using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>
/// All orders of the exchange. The few live ones are kept apart, so that a year of final orders does not slow the exchange down.
/// </summary>
internal sealed class OrderLog
{
    private readonly List<WorkingOrder> all = [];
    private readonly List<WorkingOrder> live = [];
    private readonly List<WorkingOrder> withLegs = [];
    private readonly Dictionary<string, WorkingOrder> byBrokerId = [];
    private readonly Dictionary<string, WorkingOrder> byClientId = [];

    /// <summary>Live orders in order of submission; a bracket counts as its entry.</summary>
    public IReadOnlyList<WorkingOrder> Live => live;

    /// <summary>The number of orders, without legs.</summary>
    public int Count => all.Count;

    /// <summary>When the next live order expires.</summary>
    public Instant NextExpiry { get; private set; } = Instant.MaxValue;

    public WorkingOrder? FindByBrokerId(string id) => byBrokerId.GetValueOrDefault(id);

    public WorkingOrder? FindByClientId(string id) => byClientId.GetValueOrDefault(id);

    /// <summary>The next broker id: a UUID, as at Alpaca, but made from a counter, so that two runs give the same ids.</summary>
    public string NextBrokerId(int offset = 0) => $"{byBrokerId.Count + offset + 1:x8}-0000-4000-8000-000000000000";

    public void Add(WorkingOrder order)
    {
        all.Add(order);
        live.Add(order);
        foreach (var part in order.Group?.Members ?? [order]) Enter(part);
        NextExpiry = Instant.Min(NextExpiry, order.ExpiresAt);
    }

    /// <summary>Replaces an ended order or leg by its successor, at the same place among the symbol's working orders.</summary>
    public void Replace(WorkingOrder old, WorkingOrder successor)
    {
        var place = old.Book.Working.IndexOf(old);
        Enter(successor);
        old.Book.Working.RemoveAt(old.Book.Working.Count - 1);
        old.Book.Working[place] = successor;
        if (successor.IsLeg) return;
        all.Add(successor);
        live.Remove(old);
        live.Add(successor);
        FindNextExpiry();
    }

    /// <summary>The orders that match a query, in its sort order and up to its limit.</summary>
    public IReadOnlyList<OrderDetails> Find(OrderQuery query)
    {
        var candidates = query.Scope == OrderScope.Open
            ? [.. live.SelectMany(WithLegs).OrderBy(order => order.Position)]
            : withLegs;
        var first = query.AfterId is { } after && FindByBrokerId(after) is { } earlier ? earlier.Position + 1 : 0;
        var end = query.BeforeId is { } before && FindByBrokerId(before) is { } later ? later.Position : int.MaxValue;
        var found = new List<OrderDetails>();
        for (var i = 0; i < candidates.Count && found.Count < query.Limit; i++)
        {
            var order = candidates[query.NewestFirst ? candidates.Count - 1 - i : i];
            if (order.Position >= first && order.Position < end && query.Includes(order)) found.Add(OrderDetails.Of(order));
        }
        return found;
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

    /// <summary>Removes ended orders from the symbol's working orders and from the live ones.</summary>
    public void DropEnded(SymbolBook book)
    {
        if (book.Working.RemoveAll(order => !order.IsLive) == 0) return;
        live.RemoveAll(order => !order.IsGroupLive);
        FindNextExpiry();
    }

    private void FindNextExpiry()
    {
        NextExpiry = Instant.MaxValue;
        foreach (var order in live) NextExpiry = Instant.Min(NextExpiry, order.ExpiresAt);
    }

    private static IEnumerable<WorkingOrder> WithLegs(WorkingOrder order) =>
        order.Group?.Members ?? [order];

    private void Enter(WorkingOrder order)
    {
        order.Position = withLegs.Count;
        withLegs.Add(order);
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
