using Trading.Core.Learning;

namespace Trading.Core.Events;

/// <summary>The night's model was trained and stored, and its recipe was judged.</summary>
/// <param name="At">When.</param>
/// <param name="Card">Its card, with the verdict and the evidence.</param>
public sealed record ModelTrained(Instant At, ModelCard Card) : TradingEvent(At);

/// <summary>The recipe has just been proven: its newest model trades full positions.</summary>
/// <param name="At">When.</param>
/// <param name="Card">Its card, with the verdict.</param>
public sealed record ModelPromoted(Instant At, ModelCard Card) : TradingEvent(At);

/// <summary>The recipe is proven no longer, and no other takes its place.</summary>
/// <param name="At">When.</param>
/// <param name="ModelId">The model that was promoted.</param>
/// <param name="Verdict">Why.</param>
public sealed record ModelRetired(Instant At, string ModelId, Verdict Verdict) : TradingEvent(At);

/// <summary>
/// Entries stop for the day: the session's signals came true so much less often than claimed that the model is doubted. It is
/// told once a session, and once more by a program that is started again in it.
/// </summary>
/// <param name="At">The minute.</param>
/// <param name="Odds">The odds against the model, to one.</param>
public sealed record ModelDoubted(Instant At, double Odds) : TradingEvent(At);
