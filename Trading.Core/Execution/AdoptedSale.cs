using Trading.Core.Orders;

namespace Trading.Core.Execution;

/// <summary>The intent of a sale as the broker's order tells it: of one that the journal lacks, or has otherwise.</summary>
internal static class AdoptedSale
{
    /// <summary>The intent of a sale that no program recorded: why it was sent is not known.</summary>
    public static OrderIntent Of(BrokerOrder sale) => new(
        RequestOf(sale),
        sale.StopPrice is null ? OrderPurpose.Unrecorded : OrderPurpose.Protect,
        sale.ClientId.Session!.Value,
        sale.SubmittedAt,
        null,
        sale.LimitPrice ?? sale.StopPrice ?? sale.FilledPrice ?? 0m,
        null,
        null,
        Reconciler.StatusOf(sale));

    /// <summary>An intent with what the broker has under its id; a stop was sent to protect, and a sale to sell.</summary>
    public static OrderIntent Over(OrderIntent intent, BrokerOrder sale) => intent with
    {
        Request = RequestOf(sale) with { GoodTilCancelled = intent.Request.GoodTilCancelled },
        Purpose = (sale.StopPrice is null, intent.Purpose) switch
        {
            (false, _) => OrderPurpose.Protect,
            (true, OrderPurpose.Protect) => OrderPurpose.Unrecorded,
            _ => intent.Purpose,
        },
        Status = Reconciler.StatusOf(sale),
        Note = "",
    };

    /// <summary>Whether the broker's order is the one that was asked for.</summary>
    public static bool Matches(OrderRequest request, BrokerOrder sale) =>
        request.Type == sale.Type && request.Quantity == sale.Quantity && request.StopPrice == sale.StopPrice
        && request.LimitPrice == sale.LimitPrice;

    private static OrderRequest RequestOf(BrokerOrder sale) => new(
        sale.ClientId, sale.Symbol, sale.Side, sale.Quantity, sale.Type, sale.LimitPrice, StopPrice: sale.StopPrice);
}
