namespace Trading.Core.Market;

/// <summary>The best bid and ask of a symbol, dollars, at a moment.</summary>
public readonly record struct Quote(string Symbol, Instant At, decimal Bid, decimal Ask);
