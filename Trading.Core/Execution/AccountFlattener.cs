using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Execution;

/// <summary>What one pass of flattening started.</summary>
/// <param name="Closing">Positions that are being sold.</param>
/// <param name="Cancelled">Entries without a position that were cancelled.</param>
/// <param name="Refused">Sales that the broker refused.</param>
/// <param name="Errors">Why a position is not being sold, a sentence each.</param>
public sealed record FlattenResult(int Closing, int Cancelled, int Refused, IReadOnlyList<string> Errors);

/// <summary>Sells every position and cancels every entry, in one pass. The caller repeats it until the account is flat.</summary>
public sealed class AccountFlattener(TradingPorts ports)
{
    private readonly PositionLiquidator liquidator = new(ports);

    /// <summary>Sells and cancels what <paramref name="view"/> shows.</summary>
    public async Task<FlattenResult> RunAsync(
        BrokerView view, OrderPurpose purpose, Session session, Instant minute, CancellationToken cancel)
    {
        var (closing, refused) = (0, 0);
        var errors = new List<string>();
        foreach (var position in view.Positions)
        {
            var sale = await liquidator.CloseAsync(position, null, purpose, view, session, minute, cancel);
            if (sale.IsUnderWay) closing++;
            else errors.Add($"{position.Symbol} is not being sold: {sale.Error}");
            if (sale.IsRefused) refused++;
        }
        var cancelled = 0;
        foreach (var entry in view.Orders.Where(o => o.Side == OrderSide.Buy && !o.Status.IsFinal()))
        {
            if (view.Positions.All(p => p.Symbol != entry.Symbol)
                && await ports.Broker.CancelAsync(entry.BrokerId, cancel)) cancelled++;
        }
        return new FlattenResult(closing, cancelled, refused, errors);
    }
}
