using Trading.Core.Events;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Execution;

/// <summary>What one pass of flattening started.</summary>
/// <param name="Closing">Positions that are being sold.</param>
/// <param name="Cancelled">Entries without a position that were cancelled.</param>
/// <param name="Refused">Sales that the broker refused.</param>
/// <param name="Errors">Why a position is not being sold, a sentence each.</param>
public sealed record FlattenResult(int Closing, int Cancelled, int Refused, IReadOnlyList<string> Errors);

/// <summary>
/// Sells every position and cancels every entry, in one pass: all at the same time, so that a broker that answers slowly delays
/// none because of another. The caller repeats it until the account is flat.
/// </summary>
public sealed class AccountFlattener(TradingPorts ports)
{
    private readonly PositionLiquidator liquidator = new(ports);

    /// <summary>Sells and cancels what <paramref name="view"/> shows. What fails for one symbol stops no other.</summary>
    public async Task<FlattenResult> RunAsync(
        BrokerView view, OrderPurpose purpose, Session session, Instant minute, CancellationToken cancel)
    {
        var selling = view.Positions.Select(position => SellAsync(position, purpose, view, session, minute, cancel)).ToList();
        var cancelling = CancelEntriesAsync(view, cancel);
        var sales = await Task.WhenAll(selling);
        return new FlattenResult(
            sales.Count(s => s.Sale.IsUnderWay),
            await cancelling,
            sales.Count(s => s.Sale.IsRefused),
            [
                .. sales.Where(s => !s.Sale.IsUnderWay).Select(s => $"{s.Symbol} is not being sold: {s.Sale.Error}"),
            ]);
    }

    /// <summary>Cancels the entries that have bought nothing; gives the number of those that are cancelled for sure.</summary>
    public async Task<int> CancelEntriesAsync(BrokerView view, CancellationToken cancel)
    {
        var entries = view.Orders.Where(o =>
            o.Side == OrderSide.Buy && !o.IsOdd && !o.Status.IsFinal() && view.Positions.All(p => p.Symbol != o.Symbol));
        return (await Task.WhenAll(entries.Select(entry => CancelAsync(entry, cancel)).ToList())).Count(done => done);
    }

    private async Task<(string Symbol, LiquidationResult Sale)> SellAsync(
        Position position, OrderPurpose purpose, BrokerView view, Session session, Instant minute, CancellationToken cancel)
    {
        var sale = await LiquidationResult.OfAsync(
            () => liquidator.CloseAsync(position, null, purpose, view, session, minute, cancel));
        if (sale is { IsUnderWay: false, IsRefused: false })
            ports.Events.Emit(new PositionNotSold(minute, position, purpose, sale.Error));
        return (position.Symbol, sale);
    }

    private async Task<bool> CancelAsync(BrokerOrder entry, CancellationToken cancel)
    {
        try
        {
            return await ports.Broker.CancelAsync(entry.BrokerId, cancel);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            return false;
        }
    }
}
