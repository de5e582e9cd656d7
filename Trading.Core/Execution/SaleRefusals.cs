using Trading.Core.Orders;

namespace Trading.Core.Execution;

/// <summary>Sales of a position that the broker took and then refused, without a fill since.</summary>
/// <param name="NeedsStop">Whether the shares have no stop, and a stop was not what was refused last.</param>
/// <param name="NextTry">When the next sale is tried.</param>
public sealed record SaleRefusals(bool NeedsStop, Instant NextTry)
{
    /// <summary>What a session's exits of a position show; null when the last sale was not refused.</summary>
    public static SaleRefusals? Of(Position position, BrokerView view, LocalDate session)
    {
        var exits = ExitSequence.Listed(session, position.Symbol, view);
        var refused = exits.Where(o => o.StopPrice is null).Reverse().TakeWhile(IsRefused).ToList();
        if (refused.Count == 0) return null;
        var isBare = view.ProtectedShares(position.Symbol) < position.Quantity;
        return new SaleRefusals(
            isBare && exits[^1].StopPrice is null,
            // Bare shares that no stop protects, either, are sold as soon as the broker takes the sale.
            isBare ? Instant.MinValue : SaleRecords.NextTry(refused.Count, refused[0].SubmittedAt));
    }

    private static bool IsRefused(BrokerOrder order) =>
        order is { FilledQuantity: 0, Status: OrderStatus.Rejected or OrderStatus.Expired or OrderStatus.Suspended };
}
