using Trading.Core.Execution;
using Trading.Core.Features;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Core.Jobs;

/// <summary>Whose a minute's predictions are.</summary>
internal enum MinuteClaim
{
    /// <summary>No program has written one, as far as is known.</summary>
    None,

    /// <summary>This program wrote the first ones, and may add to them.</summary>
    Won,

    /// <summary>Another program wrote the first ones, or this one did in an earlier run.</summary>
    Lost,
}

/// <summary>What a scan predicted of the symbols whose bar was there.</summary>
/// <param name="Rows">The predictions, with what came of each; none when the minute is another program's.</param>
/// <param name="Context">The context of the minute's next candidate.</param>
/// <param name="Claim">Whose the minute is.</param>
internal sealed record Predicted(IReadOnlyList<PredictionRow> Rows, EntryContext Context, MinuteClaim Claim);

/// <summary>What a minute's entries are decided by, besides the entry rules' context.</summary>
/// <param name="View">What the broker shows; null when it did not answer.</param>
/// <param name="Standing">How the equity stands against its limits.</param>
internal sealed record MinuteState(BrokerView? View, EquityStanding Standing);

/// <summary>One prediction, and what was decided on it.</summary>
/// <param name="Row">The prediction.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Fresh">The features.</param>
/// <param name="Context">What was known.</param>
internal sealed record Decided(PredictionRow Row, EntryDecision Decision, FreshRow Fresh, EntryContext Context);
