using Trading.Core.Execution;
using Trading.Core.Market;

namespace Trading.Core.Jobs;

/// <summary>
/// Closes a position. Its bracket's legs hold the shares, so they are cancelled first; if the program dies between that and
/// the sale, the next scan finds a position without protection and closes it.
/// </summary>
public sealed class PositionCloser(TradingPorts ports)
{
    private readonly OrderDesk desk = new(ports.Broker, ports.Journal);

    /// <summary>
    /// Sells all of a position, unless a market sell of it is working already. True when a sale is under way.
    /// </summary>
    /// <param name="position">The position, as <paramref name="view"/> has it.</param>
    /// <param name="limit">Limit price for a sale outside regular hours; null for a market order.</param>
    /// <param name="purpose">Why it is closed.</param>
    /// <param name="view">What the broker said.</param>
    /// <param name="session">The session of the decision.</param>
    /// <param name="minute">The minute of the decision.</param>
    /// <param name="cancel">Stops before the first order is cancelled, not after.</param>
    public async Task<bool> CloseAsync(
        Position position, decimal? limit, OrderPurpose purpose, BrokerView view, Session session, Instant minute, CancellationToken cancel)
    {
        var symbol = position.Symbol;
        if (view.LiveExit(symbol) is { Type: OrderType.Market }) return true;

        var request = new OrderRequest(
            ClientOrderId.Of(session.Date, minute, symbol, purpose), symbol, OrderSide.Sell, position.Quantity,
            limit is null ? OrderType.Market : OrderType.Limit, limit, ExtendedHours: limit is not null);
        var intent = new OrderIntent(request, purpose, session.Date, minute, null, position.MarketPrice, null, null);
        if (!await ports.Journal.TryAddIntentAsync(intent, cancel)) return true;
        // Another program may be closing it in this minute for another reason. Each writes first and then looks, so at most one goes on.
        if ((await ports.Journal.GetStateAsync(cancel)).OpenIntents.Any(other => IsRival(other, intent)))
            return await GiveUpAsync(intent, "It is being closed for another reason in the same minute.");

        foreach (var order in view.LiveOrders(symbol))
        {
            // From here to the sale nothing stops: half-way the position would be naked.
            if (!await ports.Broker.CancelAsync(order.BrokerId, CancellationToken.None))
                return await GiveUpAsync(intent, $"Order {order.ClientId} could not be cancelled; the next minute tries again.");
        }
        // A leg may have filled while it was being cancelled, so what is left is asked for again.
        var left = (await ports.Broker.GetPositionsAsync(CancellationToken.None)).FirstOrDefault(p => p.Symbol == symbol)?.Quantity ?? 0;
        if (left <= 0) return await GiveUpAsync(intent, "The position was gone before it had to be sold.");

        var outcome = await desk.SubmitAsync(intent with { Request = request with { Quantity = left } }, CancellationToken.None);
        return outcome is not SubmitOutcome.Rejected;
    }

    private static bool IsRival(OrderIntent other, OrderIntent own) =>
        other.Id != own.Id && other.DecidedAt == own.DecidedAt && other.Request.Side == OrderSide.Sell && other.Request.Symbol == own.Request.Symbol;

    private async Task<bool> GiveUpAsync(OrderIntent intent, string why)
    {
        await ports.Journal.UpdateIntentAsync(intent with { Status = IntentStatus.Abandoned, Detail = why }, CancellationToken.None);
        return false;
    }
}
