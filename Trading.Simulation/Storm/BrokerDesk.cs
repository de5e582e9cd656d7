using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.Storm;

/// <summary>
/// The broker's side: the simulated exchange, and in front of it what a broker does at times. It refuses orders at once or later,
/// suspends them, suspends the stops that stand, and leaves cancellations pending.
/// </summary>
internal sealed class BrokerDesk(StormWorld world)
{
    private readonly SimulatedBroker broker = new(world.Exchange, world.Loop);
    private readonly Dictionary<string, DoomedOrder> doomed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderStatus> overlaid = new(StringComparer.Ordinal);

    public AccountSnapshot Account() => world.Exchange.AccountAt(world.Loop.Now);

    public AccountPositions Positions()
    {
        var held = broker.GetPositionsAsync(CancellationToken.None).Result;
        if (world.Watch.Find(FaultKind.OddPositions) is not { } fault) return held;
        world.Watch.Struck(FaultKind.OddPositions);
        return new AccountPositions(
            [.. held.Shares.Where(position => position.Symbol != fault.Symbol)],
            [
                new OddPosition("BTCUSD", 0.5m, 60_000m, PositionOddity.OtherAsset),
                new OddPosition("XYZ", -5m, 20m, PositionOddity.ShortSale),
                .. held.Shares.Where(position => position.Symbol == fault.Symbol).Select(position => new OddPosition(
                    position.Symbol, position.Quantity, position.AverageEntryPrice, PositionOddity.NoPrice)),
            ]);
    }

    public IReadOnlyList<BrokerOrder> Orders(Instant? since)
    {
        var orders = world.Exchange.Orders(since ?? Instant.MaxValue);
        if (doomed.Count == 0 && overlaid.Count == 0) return orders;
        var own = doomed.Values.Select(order => order.At(world.Loop.Now))
            .Where(order => !order.Status.IsFinal() || order.SubmittedAt >= since);
        return [.. orders.Select(Shown).Concat(own).OrderBy(order => order.SubmittedAt)];
    }

    public BrokerOrder? Find(ClientOrderId id) =>
        doomed.TryGetValue(id.Value, out var order) ? order.At(world.Loop.Now)
            : world.Exchange.Find(id) is { } found ? Shown(found) : null;

    public SubmitOutcome Submit(OrderRequest request)
    {
        if (Find(request.Id) is { } known) return new SubmitOutcome.Accepted(known);
        world.Oracle.Arrived(request);
        var outcome = Refusal(request) ?? Doomed(request) ?? broker.SubmitAsync(request, CancellationToken.None).Result;
        var order = $"{request.Side} {request.Quantity} {request.Symbol} {request.Type}";
        world.Log.Add($"  broker: {order} {request.Id}: {Told(outcome)}");
        if (outcome is SubmitOutcome.Accepted accepted) world.Oracle.Accepted(accepted.Order);
        return outcome;
    }

    public OrderCall Cancelled(string brokerId)
    {
        var order = world.Exchange.Find(brokerId) ?? doomed.Values.FirstOrDefault(own => own.Order.BrokerId == brokerId)?.Order;
        return new OrderCall(order?.Symbol ?? "", order?.Side ?? OrderSide.Sell, IsCancellation: true);
    }

    public bool Cancel(string brokerId)
    {
        if (doomed.Values.FirstOrDefault(order => order.Order.BrokerId == brokerId) is { } own)
        {
            own.Cancel(world.Loop.Now);
            return true;
        }
        if (world.Exchange.Find(brokerId) is not { } order) return false;
        if (world.Watch.Find(FaultKind.CancelsStuck, order.Symbol) is { } stuck)
        {
            world.Log.Add($"  broker: cancel of {order.ClientId} is pending until {StoryLog.Time(stuck.Until)}");
            world.Oracle.DisturbAll(stuck.Until);
            world.Watch.Struck(FaultKind.CancelsStuck);
            world.Loop.At(stuck.Until, () => _ = broker.CancelAsync(brokerId, CancellationToken.None));
            return false;
        }
        foreach (var leg in order.WithLegs()) overlaid.Remove(leg.BrokerId);
        var isDone = broker.CancelAsync(brokerId, CancellationToken.None).Result;
        world.Log.Add($"  broker: cancel of {order.Symbol} {order.ClientId}: {isDone}");
        return isDone;
    }

    /// <summary>Suspends the stops of a symbol that stand: they protect nothing, and are rejected in the end.</summary>
    public void SuspendStops(Fault fault)
    {
        var stops = world.Exchange.Orders(Instant.MaxValue)
            .Where(order => fault.Symbol is null || order.Symbol == fault.Symbol)
            .SelectMany(order => order.Legs)
            .Where(leg => leg.StopPrice is not null && leg.Status is OrderStatus.Open or OrderStatus.PartiallyFilled)
            .ToList();
        foreach (var stop in stops)
        {
            world.Exchange.Cancel(stop.BrokerId);
            overlaid[stop.BrokerId] = OrderStatus.Suspended;
            world.Log.Add($"  broker: the stop of {stop.Symbol} is suspended until {StoryLog.Time(fault.Until)}");
            world.Oracle.DisturbAll(world.Loop.Now);
            world.Watch.Struck(FaultKind.StopsSuspended);
            world.Loop.At(fault.Until, () =>
            {
                if (overlaid.ContainsKey(stop.BrokerId)) overlaid[stop.BrokerId] = OrderStatus.Rejected;
            });
        }
    }

    private BrokerOrder Shown(BrokerOrder order)
    {
        if (overlaid.Count == 0) return order;
        return order with
        {
            Status = overlaid.GetValueOrDefault(order.BrokerId, order.Status),
            Legs = [.. order.Legs.Select(leg => leg with { Status = overlaid.GetValueOrDefault(leg.BrokerId, leg.Status) })],
        };
    }

    private SubmitOutcome.Rejected? Refusal(OrderRequest request)
    {
        if (request.Side == OrderSide.Buy)
        {
            if (world.Watch.Find(FaultKind.EntriesRefused, request.Symbol) is null) return null;
            world.Watch.Struck(FaultKind.EntriesRefused);
            world.Oracle.Refused(request.Symbol);
            return new SubmitOutcome.Rejected("40310000", "insufficient buying power") { Kind = RejectionKind.BuyingPower };
        }
        if (request.Type == OrderType.Stop) return null;
        if (world.Watch.Find(FaultKind.SalesRefused, request.Symbol) is not { } fault) return null;
        world.Watch.Struck(FaultKind.SalesRefused);
        world.Oracle.RefuseSales(world.Loop.Now);
        return new SubmitOutcome.Rejected("40310000", $"account is restricted until {StoryLog.Time(fault.Until)}");
    }

    private SubmitOutcome.Accepted? Doomed(OrderRequest request)
    {
        var fault = world.Watch.Find(FaultKind.RejectedLater, request.Symbol)
            ?? world.Watch.Find(FaultKind.SuspendedLater, request.Symbol)
            ?? world.Watch.Find(FaultKind.ExpiredLater, request.Symbol);
        if (fault is null || !Dice.Of(world.Plan.Seed, 30, request.Id.Value.Sum(c => c)).Chance(fault.Rate)) return null;
        var order = new DoomedOrder(request, fault, world.Loop.Now, $"d{doomed.Count:x7}-0000-4000-8000-000000000000");
        doomed.Add(request.Id.Value, order);
        world.Watch.Struck(fault.Kind);
        if (request.Side == OrderSide.Sell) world.Oracle.DisturbAll(order.EndsAt);
        world.Loop.At(order.EndsAt, () =>
        {
            world.Log.Add($"  broker: {request.Id} is {order.At(world.Loop.Now).Status}");
            if (request.Side == OrderSide.Buy) world.Oracle.Refused(request.Symbol);
        });
        return new SubmitOutcome.Accepted(order.At(world.Loop.Now));
    }

    private static string Told(SubmitOutcome outcome) => outcome switch
    {
        SubmitOutcome.Accepted accepted => $"accepted as {accepted.Order.BrokerId[..8]}",
        SubmitOutcome.Rejected rejected => $"refused, {rejected.Reason}",
        _ => "unknown",
    };
}
