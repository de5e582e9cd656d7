using Trading.Core.Learning;

namespace Trading.Core.Events;

/// <summary>A challenger was trained, judged and stored.</summary>
/// <param name="At">When.</param>
/// <param name="Card">Its card, with the verdict.</param>
public sealed record ModelTrained(Instant At, ModelCard Card) : TradingEvent(At);

/// <summary>A challenger became the champion.</summary>
/// <param name="At">When.</param>
/// <param name="Card">Its card, with the verdict.</param>
public sealed record ModelPromoted(Instant At, ModelCard Card) : TradingEvent(At);

/// <summary>The champion is no champion any more, and none takes its place.</summary>
/// <param name="At">When.</param>
/// <param name="ModelId">The model that was the champion.</param>
/// <param name="Verdict">Why.</param>
public sealed record ModelRetired(Instant At, string ModelId, Verdict Verdict) : TradingEvent(At);
