using Trading.Core.Storage;

namespace Trading.Core.Events;

/// <summary>
/// The signals of a minute were decided upon: the predictions that reached the threshold, and what came of each.
/// </summary>
/// <param name="At">The minute.</param>
/// <param name="Signals">The signals, by symbol.</param>
public sealed record SignalsDecided(Instant At, IReadOnlyList<PredictionRow> Signals) : TradingEvent(At);

/// <summary>A person halted trading or made a halt stronger, or the limit on the drawdown halted it.</summary>
/// <param name="At">When.</param>
/// <param name="Halt">The halt that stands now.</param>
public sealed record Halted(Instant At, Halt Halt) : TradingEvent(At);

/// <summary>A person lifted the halt.</summary>
/// <param name="At">When it was asked for.</param>
/// <param name="Halt">The halt that stood before.</param>
public sealed record Resumed(Instant At, Halt Halt) : TradingEvent(At);
