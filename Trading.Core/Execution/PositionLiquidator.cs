using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Execution;

/// <summary>
/// Sells a position, and asks nobody's leave: no deadline, no journal. The legs of its bracket hold the shares, so they are
/// cancelled first. If the program dies after that, the next scan finds a position without a stop and sells it under the same id.
/// A sale that the broker refuses is followed by a stop for the shares.
/// </summary>
public sealed class PositionLiquidator(TradingPorts ports)
{
    private static readonly LiquidationResult UnderWay = new(true);

    private readonly OrderSender sender = new(ports);
    private readonly ExitSequence exits = new(ports.Broker);

    /// <summary>Sells all of a position, unless a market sale of it works already.</summary>
    /// <param name="position">The position, as <paramref name="view"/> has it.</param>
    /// <param name="limit">Limit price for a sale outside regular hours; null for a market order.</param>
    /// <param name="purpose">Why it is sold.</param>
    /// <param name="view">What the broker shows.</param>
    /// <param name="session">The session of the decision.</param>
    /// <param name="minute">The minute of the decision.</param>
    /// <param name="cancel">Stops the attempt before the first leg is cancelled; after that the sale is always tried.</param>
    public async Task<LiquidationResult> CloseAsync(
        Position position, decimal? limit, OrderPurpose purpose, BrokerView view, Session session, Instant minute,
        CancellationToken cancel)
    {
        var symbol = position.Symbol;
        if (view.LiveExit(symbol) is { Type: OrderType.Market }) return UnderWay;
        if (SaleRefusals.Of(position, view, session.Date) is { } refusals && purpose != OrderPurpose.EndOfDay)
        {
            if (refusals.NeedsStop) return await ProtectAsync(position, view, session, minute, cancel);
            if (minute < refusals.NextTry) return Resting(refusals.NextTry);
        }
        if (purpose != OrderPurpose.EndOfDay && ports.Sales.RestsUntil(symbol) is { } until && minute < until
            && view.ProtectedShares(symbol) >= position.Quantity) return Resting(until);

        var next = await exits.FindAsync(session.Date, symbol, view, cancel);
        if (next.Live is { Type: OrderType.Market, Status: not OrderStatus.Suspended }) return UnderWay;
        var request = new OrderRequest(
            ClientOrderId.Exit(session.Date, symbol, next.Number), symbol, OrderSide.Sell, position.Quantity,
            limit is null ? OrderType.Market : OrderType.Limit, limit, ExtendedHours: limit is not null);
        var intent = IntentOf(request, purpose, position, session, minute);
        var (left, error) = await FreeAsync(position, intent, next, view);
        if (error is not null) return new LiquidationResult(false, error);

        switch (await sender.SellAsync(intent with { Request = request with { Quantity = left } }))
        {
            case SubmitOutcome.Rejected refused:
                ports.Sales.Refused(symbol, minute);
                await SendStopAsync(position with { Quantity = left }, next.Number, view, session, minute);
                return new LiquidationResult(false, $"{refused.Code}: {refused.Reason}", IsRefused: true);
            case SubmitOutcome.Accepted { Order: { Status: var status, FilledQuantity: 0 } taken }
                when status.IsFinal() || taken.StopPrice is not null:
                return new LiquidationResult(false, $"Another program used {taken.ClientId}; the next minute tries again.");
            default:
                ports.Sales.Taken(symbol);
                return UnderWay;
        }
    }

    /// <summary>
    /// Gives shares a stop of their own, in place of whatever else is on order in the symbol: for shares whose bracket is gone or
    /// cannot come, as when an entry filled in part.
    /// </summary>
    /// <param name="position">The position, as <paramref name="view"/> has it.</param>
    /// <param name="view">What the broker shows.</param>
    /// <param name="session">The session.</param>
    /// <param name="minute">The minute.</param>
    /// <param name="cancel">Stops the attempt before anything is cancelled.</param>
    public async Task<LiquidationResult> ProtectAsync(
        Position position, BrokerView view, Session session, Instant minute, CancellationToken cancel)
    {
        var next = await exits.FindAsync(session.Date, position.Symbol, view, cancel);
        var intent = IntentOf(StopOf(position, next.Number, view, session), OrderPurpose.Protect, position, session, minute);
        var (left, error) = await FreeAsync(position, intent, next, view);
        if (error is not null) return new LiquidationResult(false, error);
        var outcome = await SendStopAsync(position with { Quantity = left }, next.Number, view, session, minute);
        return outcome switch
        {
            SubmitOutcome.Rejected refused =>
                new LiquidationResult(false, $"{refused.Code}: {refused.Reason}", IsRefused: true),
            SubmitOutcome.Accepted { Order: { StopPrice: not null, Status: var status } } when !status.IsFinal() =>
                new LiquidationResult(false, "A stop was put back."),
            SubmitOutcome.Accepted { Order.ClientId: var taken } =>
                new LiquidationResult(false, $"Another program used {taken}; the next minute looks again."),
            _ => new LiquidationResult(false, "Whether a stop was put back is not known; the next minute looks."),
        };
    }

    // Cancels what holds the shares, and asks how many are left: a leg may fill while it is being cancelled. Without an error
    // there is at least one.
    private async Task<(int Shares, string? Error)> FreeAsync(
        Position position, OrderIntent intent, NextExit next, BrokerView view)
    {
        await ports.Sales.WriteAsync(ports.Journal, intent);
        try
        {
            var live = view.LiveOrders(position.Symbol).ToList();
            if (next.Live is { } exit && live.TrueForAll(o => o.BrokerId != exit.BrokerId)) live.Add(exit);
            foreach (var order in live)
            {
                // From here on nothing stops the sale: a position without legs and without a sale has no protection.
                if (await ports.Broker.CancelAsync(order.BrokerId, CancellationToken.None)) continue;
                var error = $"Order {order.ClientId} could not be cancelled; the next minute tries again.";
                await AbandonAsync(intent, error);
                return (0, error);
            }
            var held = BrokerView.Of(null, await ports.Broker.GetPositionsAsync(CancellationToken.None), view.Orders);
            var left = held.Positions.FirstOrDefault(p => p.Symbol == position.Symbol)?.Quantity ?? 0;
            if (left > 0) return (left, null);
            const string Gone = "The position was gone before it had to be sold.";
            await AbandonAsync(intent, Gone);
            return (0, Gone);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            await AbandonAsync(intent, e.Message);
            throw;
        }
    }

    private Task<SubmitOutcome> SendStopAsync(Position position, int number, BrokerView view, Session session, Instant minute) =>
        sender.SellAsync(
            IntentOf(StopOf(position, number, view, session), OrderPurpose.Protect, position, session, minute));

    private static OrderRequest StopOf(Position position, int number, BrokerView view, Session session) => new(
        ClientOrderId.Exit(session.Date, position.Symbol, number), position.Symbol, OrderSide.Sell, position.Quantity,
        OrderType.Stop, StopPrice: ReplacementStop.PriceOf(position, view), GoodTilCancelled: true);

    private static OrderIntent IntentOf(
        OrderRequest request, OrderPurpose purpose, Position position, Session session, Instant minute) =>
        new(request, purpose, session.Date, minute, null, position.MarketPrice ?? position.AverageEntryPrice, null, null);

    private static LiquidationResult Resting(Instant until) => new(
        false, $"The broker refused to sell it; it is tried again at {until.InNewYork():HH:mm} New York.");

    private Task AbandonAsync(OrderIntent intent, string why) =>
        ports.Sales.WriteAsync(ports.Journal, intent.MoveTo(IntentStatus.Abandoned, why));
}
