using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Core.Status;

/// <summary>Which decisions are asked for.</summary>
public enum DecisionKind
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Predictions that reached the threshold, whatever became of them.</summary>
    Signals,

    /// <summary>Signals that became an order.</summary>
    Orders,

    /// <summary>Signals that came to nothing.</summary>
    Refusals,

    /// <summary>Predictions below the threshold.</summary>
    BelowThreshold,
}

/// <summary>Which of a session's decisions are asked for.</summary>
/// <param name="Symbol">What the ticker begins with, in capitals; empty for every one.</param>
/// <param name="Kind">What became of them.</param>
public sealed record DecisionFilter(string Symbol, DecisionKind Kind)
{
    /// <summary>No filter.</summary>
    public static DecisionFilter None { get; } = new("", DecisionKind.All);

    /// <summary>Whether a prediction is asked for.</summary>
    public bool Takes(PredictionRow row) =>
        row.Symbol.StartsWith(Symbol, StringComparison.Ordinal) && Kind switch
        {
            DecisionKind.Signals => row.Reason.IsSignal(),
            DecisionKind.Orders => row.Reason == ReasonCode.Entered,
            DecisionKind.Refusals => row.Reason.IsRefusal(),
            DecisionKind.BelowThreshold => !row.Reason.IsSignal(),
            _ => true,
        };
}
