using Trading.Core.Orders;

namespace Trading.Core.Execution;

/// <summary>What journal and broker agree on, and what has to be done about the rest.</summary>
/// <param name="Changed">Intents whose status is news; the journal's rows are to be replaced by these.</param>
/// <param name="Holdings">Every entry with a fill whose intent was open; closed ones have an exit.</param>
/// <param name="Unprotected">Positions that no live stop protects and that are not being closed.</param>
/// <param name="Involved">Symbols that are held, or have an order that is open or in doubt.</param>
/// <param name="Surprises">What should not have happened, a sentence each.</param>
public sealed record Reconciliation(
    IReadOnlyList<OrderIntent> Changed,
    IReadOnlyList<Holding> Holdings,
    IReadOnlyList<Position> Unprotected,
    IReadOnlySet<string> Involved,
    IReadOnlyList<string> Surprises)
{
    /// <summary>Positions whose entry has filled in part and stands still; its legs do not live, so no stop protects
    /// them.</summary>
    public IReadOnlyList<Position> PartlyFilled { get; init; } = [];

    /// <summary>Symbols of entries that may still arrive at the broker.</summary>
    public IReadOnlyList<string> InDoubt { get; init; } = [];

    /// <summary>Positions that are left alone, a sentence each; they are among the surprises.</summary>
    public IReadOnlyList<string> LeftAlone { get; init; } = [];
}
