using Trading.Core.Orders;

namespace Trading.Simulation.Storm;

/// <summary>Compares the journal with the exchange when the faults are over and a program has reconciled.</summary>
internal static class BooksComparison
{
    /// <summary>What differs; null when nothing does.</summary>
    /// <param name="world">The story.</param>
    /// <param name="sent">Every order that the broker has accepted.</param>
    /// <param name="cash">What the account has gained, dollars.</param>
    /// <param name="held">The positions.</param>
    public static (string Rule, string What)? Difference(
        StormWorld world, IReadOnlyList<ClientOrderId> sent, decimal cash, IReadOnlyDictionary<string, int> held)
    {
        if (held.FirstOrDefault(position => position.Value != 0) is { Key: { } symbol, Value: var shares })
            return ("flat when the faults are over", $"{shares} {symbol}");
        var (first, last) = (world.Plan.Sessions[0].Date, world.Plan.Sessions[^1].Date);
        var trades = Now(world.Journal.GetTradesAsync(first, last, CancellationToken.None));
        if (trades.FirstOrDefault(trade => trade.ExitReason is null) is { } open)
            return ("no trade is open while its position is gone", $"{open.EntryId}");
        if (trades.FirstOrDefault(trade => trade.ExitPrice is null) is { } unknown)
            return ("the journal's trades are the exchange's cash", $"{unknown.EntryId} has no exit price");
        var earned = trades.Sum(trade => (trade.ExitPrice!.Value - trade.EntryPrice) * trade.Quantity);
        if (Math.Abs(earned - cash) >= 0.005m)
            return ("the journal's trades are the exchange's cash", $"trades {earned:0.0000}, cash {cash:0.0000}");
        var written = world.Plan.Sessions
            .SelectMany(session => Now(world.Journal.GetIntentsAsync(session.Date, CancellationToken.None)))
            .Select(intent => intent.Request.Id.Value)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var id in sent.Where(id => !written.Contains(id.Value))) return ("every order has an intent", $"{id} has none");
        return null;
    }

    private static T Now<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
