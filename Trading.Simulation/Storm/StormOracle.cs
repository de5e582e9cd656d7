using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.Storm;

/// <summary>A promise that was not kept.</summary>
/// <param name="Rule">The promise.</param>
/// <param name="At">When it was seen.</param>
/// <param name="What">What was seen.</param>
/// <param name="Symbol">The symbol that it is about; null when it is about none.</param>
/// <param name="Since">When it began.</param>
public sealed record Violation(string Rule, Instant At, string What, string? Symbol, Instant Since);

/// <summary>
/// Judges a story by the exchange's own fills and order states. It shares no code with what it judges.
/// </summary>
internal sealed class StormOracle(StormWorld world)
{
    private const int MostRefusals = 4;
    private static readonly Duration RefusalWindow = Duration.FromMinutes(20);

    // A sale that the broker has refused several times rests for some minutes.
    private static readonly Duration HaltGrace = Duration.FromMinutes(10);

    private readonly Dictionary<string, int> held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> bareSince = new(StringComparer.Ordinal);
    private readonly List<ClientOrderId> sent = [];
    private readonly List<(string Symbol, Instant At)> refused = [];
    private readonly Instant[] disturbed = [.. Enumerable.Repeat(Instant.MinValue, world.Plan.Programs)];
    private readonly StormLimits limits = new(world);
    private Instant salesRefused = Instant.MinValue;
    private decimal cash;
    private Session? current;

    /// <summary>Since when everything is to be sold; null when nobody has asked for it.</summary>
    public Instant? HaltedSince { get; set; }

    /// <summary>The first promise that was broken; null while all are kept.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>
    /// How long after the last fault a position may stand without a stop or a sale: one scan finds it, the next one may have to
    /// repeat what failed. A call of a harsh day takes 15 seconds, and a scan makes a dozen.
    /// </summary>
    private Duration Grace => Duration.FromMinutes(world.Plan.Level == StormLevel.Harsh ? 6 : 3);

    /// <summary>Until when a fault kept the least disturbed program from selling and from protecting.</summary>
    private Instant LastFault => disturbed.Min();

    /// <summary>A fault keeps a program from selling, and from protecting what it holds, until a moment.</summary>
    public void Disturb(int program, Instant until) => disturbed[program] = Instant.Max(disturbed[program], until);

    /// <summary>A fault keeps every program from selling, and from protecting what it holds, until a moment.</summary>
    public void DisturbAll(Instant until)
    {
        for (var i = 0; i < disturbed.Length; i++) Disturb(i, until);
    }

    /// <summary>The broker refuses to sell until a moment. It takes stops, so what is held can be protected.</summary>
    public void RefuseSales(Instant until) => salesRefused = Instant.Max(salesRefused, until);

    /// <summary>Records a violation, unless there is one already, and ends the story.</summary>
    public void Fail(string rule, string what, string? symbol = null, Instant? since = null)
    {
        if (Violation is not null) return;
        Violation = new Violation(rule, world.Loop.Now, what, symbol, since ?? world.Loop.Now - Duration.FromMinutes(15));
        world.Log.Add($"VIOLATION of \"{rule}\": {what}");
        world.Loop.Stop();
    }

    /// <summary>A symbol has traded at a price.</summary>
    public void Priced(string symbol, decimal price) => limits.Priced(symbol, price);

    /// <summary>The exchange has filled shares.</summary>
    public void Filled(Fill fill)
    {
        world.Log.Add($"  exchange: {fill.Side} {fill.Shares} {fill.Symbol} at {fill.Price:0.00}, {fill.ClientId}");
        limits.Filled(fill, world.Exchange.Find(fill.BrokerId)?.StopPrice is not null);
        var sign = fill.Side == OrderSide.Buy ? 1 : -1;
        cash -= sign * fill.Shares * fill.Price;
        var shares = held[fill.Symbol] = held.GetValueOrDefault(fill.Symbol) + (sign * fill.Shares);
        if (shares < 0) Fail("never short", $"{shares} {fill.Symbol}", fill.Symbol);
        if (shares > world.Settings.Risk.MaxPositionSize) Fail("one position a symbol", $"{shares} {fill.Symbol}", fill.Symbol);
    }

    /// <summary>A new order has reached the broker. An account that may go short would take a sale of what is not held.</summary>
    public void Arrived(OrderRequest request)
    {
        if (request.Side == OrderSide.Sell && held.GetValueOrDefault(request.Symbol) <= 0)
            Fail("never short", $"{request.Id} sells {request.Symbol}, and none is held", request.Symbol);
    }

    /// <summary>The broker has refused an entry, at once or after it had accepted it.</summary>
    public void Refused(string symbol)
    {
        var now = world.Loop.Now;
        refused.Add((symbol, now));
        var lately = refused.Count(entry => entry.Symbol == symbol && now - entry.At <= RefusalWindow);
        if (lately > MostRefusals)
            Fail("a refused entry is not repeated each minute", $"{lately} of {symbol} within 20 minutes", symbol);
    }

    /// <summary>The broker has accepted an order.</summary>
    public void Accepted(BrokerOrder order)
    {
        sent.Add(order.ClientId);
        if (order.Side != OrderSide.Buy) return;
        world.Entries++;
        if (held.GetValueOrDefault(order.Symbol) is > 0 and var shares)
            Fail("one position a symbol", $"{order.ClientId} is sent while {shares} {order.Symbol} are held", order.Symbol);
        var live = world.Exchange.Orders(Instant.MaxValue)
            .Where(other => IsLiveEntry(other) && other.BrokerId != order.BrokerId)
            .ToList();
        if (live.Any(other => other.Symbol == order.Symbol))
        {
            Fail(
                "one live entry a symbol",
                $"{order.ClientId} is sent beside {live.First(o => o.Symbol == order.Symbol).ClientId}", order.Symbol);
        }
        var involved = held.Where(position => position.Value > 0).Select(position => position.Key)
            .Concat(live.Select(other => other.Symbol)).Append(order.Symbol).Distinct(StringComparer.Ordinal).Count();
        if (involved > world.Settings.Risk.MaxOpenPositions)
            Fail("at most MaxOpenPositions", $"{order.ClientId} makes {involved} positions and entries");
        if (limits.ErrorOf(order, current) is { } error)
            Fail("limits on the day and the account are kept", $"{order.ClientId}: {error}", order.Symbol);
    }

    /// <summary>Plans what is looked at in a session.</summary>
    public void Follow(Session session, bool isLast)
    {
        world.Loop.At(session.Open, () => (current, _) = (session, 0));
        if (isLast) world.Loop.At(session.Open + Duration.FromMinutes(8.5), CompareBooks);
        else world.Loop.At(session.Close + Duration.FromSeconds(1), () => AtTheClose(session));
    }

    /// <summary>Looks whether every position is stopped or being sold, and sold when a person asked for it.</summary>
    public void Look()
    {
        if (current is null || !current.Contains(world.Loop.Now)) return;
        foreach (var (symbol, shares) in held)
        {
            if (shares > 0 && HaltedSince is { } halt
                && world.Loop.Now - Latest(halt, current.Open, world.Watch.LastStrike, LastFault) > HaltGrace)
                Fail("all is sold when a person asks for it", $"{shares} {symbol}", symbol, halt);
            if (shares <= 0 || Covered(symbol) >= shares)
            {
                bareSince.Remove(symbol);
                continue;
            }
            if (!bareSince.TryGetValue(symbol, out var since)) bareSince[symbol] = since = world.Loop.Now;
            var calm = Instant.Max(Instant.Max(since, current.Open), LastFault);
            if (world.Loop.Now - calm > Grace)
            {
                Fail(
                    "every position is stopped or being sold",
                    $"{shares} {symbol} stand bare since {StoryLog.Time(since)}; last fault: {StoryLog.Time(LastFault)}",
                    symbol, since);
            }
        }
    }

    private void CompareBooks()
    {
        if (BooksComparison.Difference(world, sent, cash, held) is var (rule, what, symbol, since))
            Fail(rule, what, symbol, since);
    }

    private void AtTheClose(Session session)
    {
        bareSince.Clear();
        var left = held.Where(position => position.Value != 0).ToList();
        if (left.Count == 0 || Instant.Max(LastFault, salesRefused) > session.Close - Grace) return;
        Fail(
            "flat after the close", string.Join(", ", left.Select(position => $"{position.Value} {position.Key}")), left[0].Key,
            session.Close - Duration.FromMinutes(7));
    }

    // The exchange ends a stop's order when it has triggered and filled; until then the stop or the sale stands for its shares.
    private int Covered(string symbol)
    {
        var shares = 0;
        foreach (var order in world.Exchange.Orders(Instant.MaxValue).Where(order => order.Symbol == symbol))
        {
            if (order.Side == OrderSide.Sell && order.Type is OrderType.Market or OrderType.Stop) shares += Working(order);
            foreach (var leg in order.Legs)
            {
                if (leg.StopPrice is not null) shares += Working(leg);
            }
        }
        return shares;
    }

    private static Instant Latest(params ReadOnlySpan<Instant> moments)
    {
        var latest = Instant.MinValue;
        foreach (var moment in moments) latest = Instant.Max(latest, moment);
        return latest;
    }

    private static int Working(BrokerOrder order) =>
        order.Status is OrderStatus.Open or OrderStatus.PartiallyFilled ? order.Quantity - order.FilledQuantity : 0;

    private static bool IsLiveEntry(BrokerOrder order) =>
        order.Side == OrderSide.Buy && order.Status is OrderStatus.Open or OrderStatus.PartiallyFilled or OrderStatus.Suspended;
}
