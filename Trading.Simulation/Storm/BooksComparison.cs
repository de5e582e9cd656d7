using Trading.Core.Orders;

namespace Trading.Simulation.Storm;

/// <summary>Compares the journal with the exchange when the faults are over and a program has reconciled.</summary>
internal static class BooksComparison
{
    private const string Cash = "the journal's trades are the exchange's cash";

    /// <summary>What differs; null when nothing does.</summary>
    /// <param name="world">The story.</param>
    /// <param name="sent">Every order that the broker has accepted.</param>
    /// <param name="cash">What the account has gained, dollars.</param>
    /// <param name="held">The positions.</param>
    public static (string Rule, string What, string? Symbol, Instant? Since)? Difference(
        StormWorld world, IReadOnlyList<ClientOrderId> sent, decimal cash, IReadOnlyDictionary<string, int> held)
    {
        if (held.FirstOrDefault(position => position.Value != 0) is { Key: { } symbol, Value: var shares })
            return ("flat when the faults are over", $"{shares} {symbol}", symbol, null);
        var (first, last) = (world.Plan.Sessions[0].Date, world.Plan.Sessions[^1].Date);
        var trades = Now(world.Journal.GetTradesAsync(first, last, CancellationToken.None))
            .ToDictionary(trade => trade.EntryId.Value, StringComparer.Ordinal);
        foreach (var order in sent.Select(world.Exchange.Find).OfType<BrokerOrder>())
        {
            if (order.Side != OrderSide.Buy || order.FilledQuantity == 0) continue;
            var (id, since) = (order.ClientId.Value, order.SubmittedAt - Duration.FromMinutes(5));
            if (!trades.TryGetValue(id, out var trade))
                return (Cash, $"{id} bought {order.FilledQuantity} and has no trade", order.Symbol, since);
            if (trade.ExitReason is null)
                return ("no trade is open while its position is gone", id, order.Symbol, since);
            if (trade.ExitPrice is null) return (Cash, $"{id} has no exit price", order.Symbol, since);
            if (trade.Quantity != order.FilledQuantity)
                return (Cash, $"{id} bought {order.FilledQuantity}, its trade has {trade.Quantity}", order.Symbol, since);
        }
        var earned = trades.Values.Sum(trade => (trade.ExitPrice!.Value - trade.EntryPrice) * trade.Quantity);
        if (Math.Abs(earned - cash) >= 0.005m) return (Cash, $"trades {earned:0.0000}, cash {cash:0.0000}", null, null);
        var written = world.Plan.Sessions
            .SelectMany(session => Now(world.Journal.GetIntentsAsync(session.Date, CancellationToken.None)))
            .Select(intent => intent.Request.Id.Value)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var id in sent.Where(id => !written.Contains(id.Value)))
            return ("every order has an intent", $"{id} has none", world.Exchange.Find(id)?.Symbol, null);
        return null;
    }

    private static T Now<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
