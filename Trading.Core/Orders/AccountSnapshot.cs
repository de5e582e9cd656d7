namespace Trading.Core.Orders;

/// <summary>The account at a moment, dollars.</summary>
/// <param name="Equity">Cash and the value of all positions.</param>
/// <param name="Cash">Cash; negative when borrowed.</param>
/// <param name="BuyingPower">What new entries may cost.</param>
/// <param name="LastEquity">
/// Equity at the last close of an earlier day than today (New York): today's gain or loss counts from it. Null when the broker
/// does not say.
/// </param>
public sealed record AccountSnapshot(decimal Equity, decimal Cash, decimal BuyingPower, decimal? LastEquity = null);

/// <summary>A holding as the broker tells it.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Quantity">Shares, above zero: this system is never short.</param>
/// <param name="AverageEntryPrice">Average price paid, dollars.</param>
/// <param name="MarketPrice">The latest price, dollars; null when the broker does not say.</param>
public sealed record Position(string Symbol, int Quantity, decimal AverageEntryPrice, decimal? MarketPrice)
{
    /// <summary>Gain or loss so far, as a fraction of the entry price; null when it is not known.</summary>
    public decimal? UnrealizedReturn => AverageEntryPrice > 0 ? (MarketPrice / AverageEntryPrice) - 1m : null;
}
