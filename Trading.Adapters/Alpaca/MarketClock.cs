namespace Trading.Adapters.Alpaca;

/// <summary>Alpaca's clock.</summary>
/// <param name="Now">What time it is.</param>
/// <param name="IsOpen">Whether regular hours are on.</param>
/// <param name="NextOpen">The next opening bell.</param>
/// <param name="NextClose">The next closing bell.</param>
/// <param name="Skew">This machine's clock less Alpaca's, as measured by this answer.</param>
public sealed record MarketClock(Instant Now, bool IsOpen, Instant NextOpen, Instant NextClose, Duration Skew);
