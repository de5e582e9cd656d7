namespace Trading.Core.Events;

/// <summary>Something that happened. The code that makes it happen tells it once, after it is written down.</summary>
/// <param name="At">When, by the exchange's clock.</param>
public abstract record TradingEvent(Instant At);
