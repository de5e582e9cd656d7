using Trading.Core.Orders;

namespace Trading.Core.Storage;

/// <summary>A person's order that nothing is bought; it stands, over restarts, until it is lifted.</summary>
/// <param name="Since">When it was given.</param>
/// <param name="Flatten">Whether everything held is to be sold, too.</param>
/// <param name="Reason">The person's words; may be empty.</param>
public sealed record Halt(Instant Since, bool Flatten, string Reason)
{
    /// <summary>A halt that is asked for while another stands, or none: it began with the first, and nothing of that is taken back.</summary>
    /// <param name="standing">The halt that stands; null when there is none.</param>
    /// <param name="now">When it is asked for.</param>
    /// <param name="flatten">Whether everything held is to be sold.</param>
    /// <param name="reason">The person's words; empty keeps the earlier ones.</param>
    public static Halt Over(Halt? standing, Instant now, bool flatten, string reason) =>
        new(standing?.Since ?? now, flatten || standing is { Flatten: true }, reason.Length > 0 ? reason : standing?.Reason ?? "");
}

/// <summary>What every decision begins with; read in one question, so that it is one moment's truth.</summary>
/// <param name="OpenIntents">The intents that are not settled (<see cref="OrderIntent.IsOpen"/>), of every session, by id.</param>
/// <param name="Halt">The halt that stands; null when there is none.</param>
public sealed record TradingState(IReadOnlyList<OrderIntent> OpenIntents, Halt? Halt);

/// <summary>Questions that the state answers.</summary>
public static class TradingStateExtensions
{
    /// <summary>The intents that are not settled, of every session, by id.</summary>
    public static async Task<IReadOnlyList<OrderIntent>> GetOpenIntentsAsync(this ITradingStateStore journal, CancellationToken cancel) =>
        (await journal.GetStateAsync(cancel)).OpenIntents;
}
