using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Execution;

/// <summary>What trying to close a position came to.</summary>
/// <param name="IsUnderWay">A sale is working or in doubt, or another program is at it.</param>
/// <param name="Trouble">Why it is not, in a sentence; empty when all is well.</param>
/// <param name="IsRefused">Whether the broker refused the sale.</param>
public readonly record struct LiquidationResult(bool IsUnderWay, string Trouble = "", bool IsRefused = false);

/// <summary>
/// Closes a position. Its bracket's legs hold the shares, so they are cancelled first; if the program dies between that and
/// the sale, a later scan finds a position without protection and closes it.
/// </summary>
public sealed class PositionLiquidator(TradingPorts ports)
{
    private static readonly LiquidationResult UnderWay = new(true);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private const int Looks = 8;
    private const string TooLate = "Its minute had passed before it could be sent; the next minute does it.";

    private readonly OrderSender desk = new(ports);

    /// <summary>Sells all of a position, unless a market sell of it is working already or another program is at it.</summary>
    /// <param name="position">The position, as <paramref name="view"/> has it.</param>
    /// <param name="limit">Limit price for a sale outside regular hours; null for a market order.</param>
    /// <param name="purpose">Why it is closed.</param>
    /// <param name="view">What the broker said.</param>
    /// <param name="session">The session of the decision.</param>
    /// <param name="minute">The minute of the decision.</param>
    /// <param name="cancel">Stops before the first order is cancelled, not after.</param>
    public async Task<LiquidationResult> CloseAsync(
        Position position, decimal? limit, OrderPurpose purpose, BrokerView view, Session session, Instant minute, CancellationToken cancel)
    {
        var symbol = position.Symbol;
        if (view.LiveExit(symbol) is { Type: OrderType.Market }) return UnderWay;

        var request = new OrderRequest(
            ClientOrderId.Of(session.Date, minute, symbol, purpose), symbol, OrderSide.Sell, position.Quantity,
            limit is null ? OrderType.Market : OrderType.Limit, limit, ExtendedHours: limit is not null);
        var intent = new OrderIntent(request, purpose, session.Date, minute, null, position.MarketPrice, null, null);
        if (!await ports.Journal.TryAddIntentAsync(intent, cancel)) return UnderWay;
        int left;
        try
        {
            if (await RivalAsync(intent, view, cancel) is { } rival)
            {
                await AbandonAsync(intent, $"{rival.Id} is at it already.");
                return UnderWay;
            }
            if (desk.IsLate(intent)) return await AbandonAsync(intent, TooLate);
            foreach (var order in view.LiveOrders(symbol))
            {
                // From here to the sale nothing stops: half-way the position would be naked.
                if (!await ports.Broker.CancelAsync(order.BrokerId, CancellationToken.None))
                    return await AbandonAsync(intent, $"Order {order.ClientId} could not be cancelled; the next minute tries again.");
            }
            // A leg may have filled while it was being cancelled, so what is left is asked for again.
            left = (await ports.Broker.GetPositionsAsync(CancellationToken.None)).FirstOrDefault(p => p.Symbol == symbol)?.Quantity ?? 0;
            if (left <= 0) return await AbandonAsync(intent, "The position was gone before it had to be sold.");
            if (desk.IsLate(intent)) return await AbandonAsync(intent, TooLate);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It was not sent, so it must not stand in anybody's way.
            await AbandonAsync(intent, e.Message);
            throw;
        }

        return await desk.SubmitAsync(intent with { Request = request with { Quantity = left } }, CancellationToken.None) switch
        {
            SubmitOutcome.Rejected refused => new LiquidationResult(false, $"{refused.Code}: {refused.Reason}", IsRefused: true),
            _ => UnderWay,
        };
    }

    /// <summary>
    /// Another program's sale of the same position, that <paramref name="view"/> does not know of; null when there is none. Each
    /// program writes its intent first and looks then, so at most one goes on. Of two that see each other the later gives way at
    /// once, in one minute the first by id, and the other waits for that: one goes on.
    /// </summary>
    private async Task<OrderIntent?> RivalAsync(OrderIntent own, BrokerView view, CancellationToken cancel)
    {
        for (var look = 1; ; look++)
        {
            var rivals = (await ports.Journal.GetOpenIntentsAsync(cancel)).Where(other => IsRival(other, own, view)).ToList();
            if (rivals.Count == 0) return null;
            if (rivals.Find(other => GoesFirst(other, own)) is { } first) return first;
            if (look == Looks) return rivals[0];
            await Task.Delay(Pause, cancel);
        }
    }

    // Whoever planned or sent one in an earlier minute has died or given up, for an order is sent in its own minute or not at all. What
    // works and is not seen yet was sent since the broker was asked; what is never seen is another account's.
    private bool IsRival(OrderIntent other, OrderIntent own, BrokerView view) =>
        other.Id != own.Id && other.Request.Symbol == own.Request.Symbol && other.Request.Side == OrderSide.Sell
        && other.Status switch
        {
            IntentStatus.Planned or IntentStatus.Unknown => other.DecidedAt == own.DecidedAt || ports.Clock.GetCurrentInstant() - other.DecidedAt < Bar.Length,
            _ => own.DecidedAt - other.DecidedAt < Reconciler.Patience && view.Orders.All(o => o.ClientId != other.Id),
        };

    private static bool GoesFirst(OrderIntent other, OrderIntent own) =>
        other.Status is not IntentStatus.Planned || other.DecidedAt < own.DecidedAt
        || (other.DecidedAt == own.DecidedAt && string.CompareOrdinal(other.Id.Value, own.Id.Value) > 0);

    private async Task<LiquidationResult> AbandonAsync(OrderIntent intent, string why)
    {
        await ports.Journal.UpdateIntentAsync(intent with { Status = IntentStatus.Abandoned, Detail = why }, CancellationToken.None);
        return new LiquidationResult(false, why);
    }
}
