using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary>A position as the API shows it.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="AssetClass">Alpaca's word for its kind.</param>
/// <param name="Quantity">Shares, below zero for a short position.</param>
/// <param name="Shares">The whole shares that the exchange can sell.</param>
/// <param name="Available">Those of them that no order reserves, and any fraction.</param>
/// <param name="AveragePrice">Average price paid, dollars.</param>
/// <param name="Price">The latest price, dollars; null for one that Alpaca does not tell.</param>
internal sealed record ShownPosition(
    string Symbol, string AssetClass, decimal Quantity, int Shares, decimal Available, decimal AveragePrice, decimal? Price)
{
    public static ShownPosition Of(Holding held, int available) => new(
        held.Symbol, "us_equity", held.Quantity, held.Shares, available + held.Fraction, held.AveragePrice,
        held.Price);

    /// <summary>An odd position, added to what the exchange holds of its symbol.</summary>
    public static ShownPosition Of(ForeignHolding odd, ShownPosition? held) => new(
        odd.Symbol, odd.AssetClass, odd.Quantity + (held?.Quantity ?? 0m), held?.Shares ?? 0,
        Math.Max(0m, odd.Quantity) + (held?.Available ?? 0m), held?.AveragePrice ?? odd.AveragePrice, odd.Price);
}
