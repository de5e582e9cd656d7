using Trading.Core.Orders;

namespace Trading.Core.Status;

/// <summary>Reads what the broker tells: the account, and what is held with its protection.</summary>
internal sealed class BrokerPart(IBroker broker)
{
    /// <summary>The report with the broker's answers.</summary>
    /// <param name="report">The report so far.</param>
    /// <param name="open">The open intents, which say how old the orders to ask for are; null when the journal did not
    /// answer.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<StatusReport> AddAsync(StatusReport report, IReadOnlyList<OrderIntent>? open, CancellationToken cancel)
    {
        // A bracket's legs are listed with their entry, however old it is.
        var oldest = (open ?? []).Select(i => i.DecidedAt).Append(report.Session.Open).Min();
        var account = await broker.GetAccountAsync(cancel);
        var view = await ViewAsync(account, oldest, cancel);
        // A leg that fills between the two questions looks like none, so what looks unprotected is asked for again.
        if (view.Positions.Any(p => view.ProtectedShares(p.Symbol) < p.Quantity)) view = await ViewAsync(account, oldest, cancel);
        return report with
        {
            Account = account,
            Odd = view.Odd,
            Positions =
            [
                .. view.Positions.OrderBy(p => p.Symbol, StringComparer.Ordinal).Select(p => StatusOf(p, view, open is not null)),
            ],
        };
    }

    private async Task<BrokerView> ViewAsync(AccountSnapshot account, Instant oldest, CancellationToken cancel)
    {
        var positions = await broker.GetPositionsAsync(cancel);
        var isFlat = positions.Shares.Count == 0 && positions.Odd.Count == 0;
        return BrokerView.Of(account, positions, isFlat ? [] : await broker.GetOrdersAsync(oldest, cancel));
    }

    private static PositionStatus StatusOf(Position position, BrokerView view, bool isWhole)
    {
        var live = view.Orders.Where(o => o.Symbol == position.Symbol).SelectMany(o => o.WithLegs())
            .Where(o => o.Side == OrderSide.Sell && o.Status is OrderStatus.Open or OrderStatus.PartiallyFilled).ToList();
        return new PositionStatus(
            position,
            live.Find(o => o.StopPrice is not null)?.StopPrice,
            live.Find(o => o.StopPrice is null && o.LimitPrice is not null)?.LimitPrice,
            // Which older orders to ask for, the journal knows.
            view.ProtectedShares(position.Symbol) >= position.Quantity ? true : isWhole ? false : null);
    }
}
