using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Simulation.Backtest;

/// <summary>The visible state after a simulated step, on which the invariants are checked.</summary>
public sealed record StepSnapshot
{
    /// <summary>The session.</summary>
    public required Session Session { get; init; }

    /// <summary>The minute that was run.</summary>
    public required Instant Minute { get; init; }

    /// <summary>The limits in force.</summary>
    public required RiskLimits Limits { get; init; }

    /// <summary>When a model may trade.</summary>
    public required Promotion Promotion { get; init; }

    /// <summary>Whether the account is paper, live or simulated.</summary>
    public required TradingMode Mode { get; init; }

    /// <summary>Whether live trading is switched on in both of its settings.</summary>
    public bool LiveIsSwitchedOnTwice { get; init; }

    /// <summary>Account, positions and the session's orders, as the exchange itself has them.</summary>
    public required BrokerView Exchange { get; init; }

    /// <summary>The session's intents.</summary>
    public required IReadOnlyList<OrderIntent> Intents { get; init; }

    /// <summary>Which model was in use when the step began.</summary>
    public required CurrentModel Model { get; init; }

    /// <summary>Feature schema version of a model.</summary>
    public required Func<string, int?> SchemaOf { get; init; }

    /// <summary>Close of a recorded bar, by symbol and start; null when there is none.</summary>
    public required Func<string, Instant, decimal?> RecordedClose { get; init; }

    /// <summary>For how many steps in a row a position has had neither a live stop for all its shares nor a live sale.</summary>
    public required IReadOnlyDictionary<string, int> StepsWithoutCover { get; init; }

    /// <summary>Orders that reached the exchange before their intent was in the journal.</summary>
    public IReadOnlyList<ClientOrderId> SentWithoutIntent { get; init; } = [];

    /// <summary>Bars that were served before they were complete, as "symbol start".</summary>
    public IReadOnlyList<string> ServedTooEarly { get; init; } = [];
}
