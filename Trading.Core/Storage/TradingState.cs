using Trading.Core.Orders;

namespace Trading.Core.Storage;

/// <summary>
/// The order of a person or of the drawdown limit to buy nothing. It survives restarts and stands until a person lifts it.
/// </summary>
/// <param name="Since">When it was given.</param>
/// <param name="Flatten">Whether everything that is held is sold, too.</param>
/// <param name="Reason">The words of who gave it; may be empty.</param>
public sealed record Halt(Instant Since, bool Flatten, string Reason)
{
    /// <summary>The account's equity, dollars, at which the drawdown limit set the halt; null for a person's halt.</summary>
    public decimal? DrawdownEquity { get; init; }

    /// <summary>The halt after a new request: it keeps the start of the halt that stands and never weakens it.</summary>
    /// <param name="standing">The halt that stands; null when there is none.</param>
    /// <param name="now">The time of the request.</param>
    /// <param name="flatten">Whether to sell everything that is held.</param>
    /// <param name="reason">
    /// The person's words; empty keeps the earlier ones. Why the drawdown limit halted stays before them.
    /// </param>
    public static Halt Over(Halt? standing, Instant now, bool flatten, string reason) => standing is null
        ? new(now, flatten, reason)
        : standing with { Flatten = flatten || standing.Flatten, Reason = standing.ReasonWith(reason) };

    private string ReasonWith(string added) => added switch
    {
        "" => Reason,
        _ when DrawdownEquity is null || Reason.Length == 0 => added,
        _ => Reason.EndsWith(added, StringComparison.Ordinal) ? Reason : $"{Reason} {added}",
    };
}

/// <summary>The state that every decision starts from, read in one query so that its parts belong to the same moment.</summary>
/// <param name="OpenIntents">The intents that are not settled (<see cref="OrderIntent.IsOpen"/>), of every session, by
/// id.</param>
/// <param name="Halt">The halt that stands; null when there is none.</param>
public sealed record TradingState(IReadOnlyList<OrderIntent> OpenIntents, Halt? Halt);

/// <summary>Reads parts of the trading state.</summary>
public static class TradingStateExtensions
{
    /// <summary>The intents that are not settled, of every session, by id.</summary>
    public static async Task<IReadOnlyList<OrderIntent>> GetOpenIntentsAsync(
        this ITradingStateStore journal, CancellationToken cancel) =>
        (await journal.GetStateAsync(cancel)).OpenIntents;
}
