namespace Trading.Core.Orders;

/// <summary>An answer of the exchange's clock.</summary>
/// <param name="Now">The current time.</param>
/// <param name="IsOpen">Whether the exchange is in regular trading hours.</param>
/// <param name="NextOpen">The next open.</param>
/// <param name="NextClose">The next close.</param>
/// <param name="Skew">This machine's clock minus the exchange's, measured when this answer arrived.</param>
public sealed record ClockReading(Instant Now, bool IsOpen, Instant NextOpen, Instant NextClose, Duration Skew);
