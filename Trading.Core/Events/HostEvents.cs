using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Events;

/// <summary>The scheduler began: from now on jobs run when they are due.</summary>
/// <param name="At">When.</param>
/// <param name="Equity">The account's equity, dollars; null when it is not known.</param>
/// <param name="Symbols">The symbols that are traded.</param>
public sealed record RunStarted(Instant At, decimal? Equity, IReadOnlyList<string> Symbols) : TradingEvent(At);

/// <summary>The scheduler ended: no job runs any more.</summary>
/// <param name="At">When.</param>
/// <param name="Error">What ended it; null when a person, or the time that was asked for, did.</param>
public sealed record RunStopped(Instant At, string? Error) : TradingEvent(At);

/// <summary>
/// A step beside the runs of jobs failed: the exchange, its clock or its calendar did not answer, or a job could not begin.
/// </summary>
/// <param name="At">When.</param>
/// <param name="Step">Its name.</param>
/// <param name="Error">What went wrong, a sentence.</param>
/// <param name="StopsTrading">Whether positions are not cared for while it lasts.</param>
public sealed record StepFailed(Instant At, string Step, string Error, bool StopsTrading) : TradingEvent(At);

/// <summary>A step that had failed works again.</summary>
/// <param name="At">When.</param>
/// <param name="Step">Its name.</param>
/// <param name="StopsTrading">Whether positions were not cared for while it lasted.</param>
public sealed record StepRecovered(Instant At, string Step, bool StopsTrading) : TradingEvent(At);

/// <summary>The night has written the figures of the session.</summary>
/// <param name="At">When.</param>
/// <param name="Day">The figures.</param>
public sealed record DayEnded(Instant At, PerformanceRow Day) : TradingEvent(At);

/// <summary>A position has to be sold, and no sale is under way; the next run tries again. A sale that the broker refused is
/// told as <see cref="OrderRefused"/>.</summary>
/// <param name="At">The minute.</param>
/// <param name="Position">The position.</param>
/// <param name="Purpose">Why it has to be sold.</param>
/// <param name="Error">Why no sale is under way.</param>
public sealed record PositionNotSold(Instant At, Position Position, OrderPurpose Purpose, string Error) : TradingEvent(At);
