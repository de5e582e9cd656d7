using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Execution;

/// <summary>The result of one attempt to sell a position.</summary>
/// <param name="IsUnderWay">A sale works at the broker or is in doubt, or another program is selling the position.</param>
/// <param name="Error">Why no sale is under way, in a sentence; empty when one is.</param>
/// <param name="IsRefused">Whether the broker refused the sale.</param>
public readonly record struct LiquidationResult(bool IsUnderWay, string Error = "", bool IsRefused = false);

/// <summary>
/// Sells a position. The legs of its bracket hold the shares, so they are cancelled first. If the program dies after the
/// cancellation and before the sale, the next scan finds a position without a stop and sells it.
/// </summary>
public sealed class PositionLiquidator(TradingPorts ports)
{
    private static readonly LiquidationResult UnderWay = new(true);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private const int MostLooks = 8;
    private const string TooLate = "Its minute passed before it was sent; the next minute sells it.";

    private readonly OrderSender sender = new(ports);

    /// <summary>Sells all of a position, unless a market sale of it works already or another program sells it.</summary>
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
                await AbandonAsync(intent, $"{rival.Id} sells it already.");
                return UnderWay;
            }
            if (sender.IsLate(intent)) return await AbandonAsync(intent, TooLate);
            foreach (var order in view.LiveOrders(symbol))
            {
                // From here on nothing stops the sale: a position without legs and without a sale has no protection.
                if (!await ports.Broker.CancelAsync(order.BrokerId, CancellationToken.None))
                    return await AbandonAsync(
                        intent, $"Order {order.ClientId} could not be cancelled; the next minute tries again.");
            }
            // A leg may fill while it is being cancelled, so the broker is asked how many shares are left.
            var held = await ports.Broker.GetPositionsAsync(CancellationToken.None);
            left = held.FirstOrDefault(p => p.Symbol == symbol)?.Quantity ?? 0;
            if (left <= 0) return await AbandonAsync(intent, "The position was gone before it had to be sold.");
            if (sender.IsLate(intent)) return await AbandonAsync(intent, TooLate);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The sale was not sent, so its intent must not block the next attempt.
            await AbandonAsync(intent, e.Message);
            throw;
        }

        return await sender.SubmitAsync(intent with { Request = request with { Quantity = left } }, CancellationToken.None) switch
        {
            SubmitOutcome.Rejected refused => new LiquidationResult(false, $"{refused.Code}: {refused.Reason}", IsRefused: true),
            _ => UnderWay,
        };
    }

    /// <summary>
    /// Finds another program's sale of the same position that <paramref name="view"/> does not show; null when there is none.
    /// Each program writes its intent before it looks, so at least one of two sees the other and at most one sells. Which one
    /// gives way is decided by <see cref="GoesFirst"/>; the one that goes first waits until the other has withdrawn.
    /// </summary>
    private async Task<OrderIntent?> RivalAsync(OrderIntent own, BrokerView view, CancellationToken cancel)
    {
        for (var look = 1; ; look++)
        {
            var rivals = (await ports.Journal.GetOpenIntentsAsync(cancel)).Where(other => IsRival(other, own, view)).ToList();
            if (rivals.Count == 0) return null;
            if (rivals.Find(other => GoesFirst(other, own)) is { } first) return first;
            if (look == MostLooks) return rivals[0];
            await Task.Delay(Pause, cancel);
        }
    }

    // An order is sent in its own minute or not at all, so an older intent that was never sent belongs to a program that died
    // or gave up. A working sale that the broker does not show yet was sent after the broker was asked; one that never shows
    // is another account's.
    private bool IsRival(OrderIntent other, OrderIntent own, BrokerView view) =>
        other.Id != own.Id && other.Request.Symbol == own.Request.Symbol && other.Request.Side == OrderSide.Sell
        && other.Status switch
        {
            IntentStatus.Planned or IntentStatus.Unknown =>
                other.DecidedAt == own.DecidedAt || ports.Clock.GetCurrentInstant() - other.DecidedAt < Bar.Length,
            _ => own.DecidedAt - other.DecidedAt < Reconciler.Patience && view.Orders.All(o => o.ClientId != other.Id),
        };

    private static bool GoesFirst(OrderIntent other, OrderIntent own) =>
        other.Status is not IntentStatus.Planned || other.DecidedAt < own.DecidedAt
        || (other.DecidedAt == own.DecidedAt && string.CompareOrdinal(other.Id.Value, own.Id.Value) > 0);

    private async Task<LiquidationResult> AbandonAsync(OrderIntent intent, string why)
    {
        await ports.Journal.UpdateIntentAsync(intent.MoveTo(IntentStatus.Abandoned, why), CancellationToken.None);
        return new LiquidationResult(false, why);
    }
}
