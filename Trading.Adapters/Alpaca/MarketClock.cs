namespace Trading.Adapters.Alpaca;

/// <summary>An answer of Alpaca's clock.</summary>
/// <param name="Now">The current time.</param>
/// <param name="IsOpen">Whether the exchange is in regular trading hours.</param>
/// <param name="NextOpen">The next open.</param>
/// <param name="NextClose">The next close.</param>
/// <param name="Skew">This machine's clock minus Alpaca's, measured when this answer arrived.</param>
public sealed record MarketClock(Instant Now, bool IsOpen, Instant NextOpen, Instant NextClose, Duration Skew);
