using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca;

/// <summary>Maps Alpaca's positions. One that this system cannot have bought is odd, and says nothing about the others.</summary>
internal static class PositionMapping
{
    /// <summary>Maps the positions of an account; those of nothing are left out.</summary>
    public static AccountPositions Map(IEnumerable<AlpacaPosition> positions)
    {
        var (shares, odd) = (new List<Position>(), new List<OddPosition>());
        foreach (var position in positions.Where(p => p.Quantity != 0m))
        {
            var price = position.CurrentPrice ?? (position.MarketValue is { } value ? value / position.Quantity : null);
            if (OddityOf(position, price) is { } oddity)
                odd.Add(new OddPosition(position.Symbol, position.Quantity, position.AvgEntryPrice, oddity));
            else
                shares.Add(new Position(position.Symbol, (int)position.Quantity, position.AvgEntryPrice!.Value, price));
        }
        return new AccountPositions(shares, odd);
    }

    private static PositionOddity? OddityOf(AlpacaPosition position, decimal? price) => position switch
    {
        { AssetClass: not (null or "us_equity") } => PositionOddity.OtherAsset,
        { Quantity: < 0m } or { Side: "short" } => PositionOddity.ShortSale,
        { Quantity: var quantity } when quantity > int.MaxValue || quantity != decimal.Truncate(quantity) =>
            PositionOddity.Fraction,
        { AvgEntryPrice: null } => PositionOddity.NoPrice,
        _ => price is > 0m ? null : PositionOddity.NoPrice,
    };
}
