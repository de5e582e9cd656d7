namespace Trading.Core.Statistics;

/// <summary>A time in which a position is held.</summary>
/// <param name="From">When it is bought.</param>
/// <param name="To">When it is sold; not before <paramref name="From"/>.</param>
/// <param name="Dollars">What was paid for it.</param>
public readonly record struct HoldingPeriod(Instant From, Instant To, decimal Dollars);
