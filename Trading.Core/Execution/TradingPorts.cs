using Trading.Core.Events;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Execution;

/// <summary>All that differs between a backtest, the demo, a paper account and Azure.</summary>
/// <param name="Clock">What time it is.</param>
/// <param name="Calendar">When the exchange trades.</param>
/// <param name="MarketData">Bars and quotes.</param>
/// <param name="Broker">Orders, positions and account.</param>
/// <param name="Journal">What is remembered of trading.</param>
/// <param name="Models">Trained models.</param>
/// <param name="Archive">Recorded bars.</param>
public sealed record TradingPorts(
    IClock Clock,
    IMarketCalendar Calendar,
    IMarketData MarketData,
    IBroker Broker,
    ITradingJournal Journal,
    IModelRegistry Models,
    IBarArchive Archive)
{
    private readonly CompositeEvents events = CompositeEvents.None;

    /// <summary>The out-of-sample records; without a store they live as long as the process.</summary>
    public IForecastRecord Record { get; init; } = new InMemoryForecastRecord();

    /// <summary>Trained models that this machine keeps; without a store they live as long as the process.</summary>
    public IModelCache ModelCache { get; init; } = new InMemoryModelCache();

    /// <summary>The running session's feature states; without a store they live as long as the process.</summary>
    public IFeatureCheckpointStore FeatureCheckpoints { get; init; } = new InMemoryFeatureCheckpointStore();

    /// <summary>The recipes that were tried on the archive; without a store there are none.</summary>
    public ITrialLog Trials { get; init; } = new InMemoryTrialLog();

    /// <summary>Writes sales down, later when the journal does not answer; shared by all that sells in this program.</summary>
    public SaleRecords Sales { get; init; } = new();

    /// <summary>Takes what happens; without it nothing is told. What it throws is caught.</summary>
    public ITradingEvents Events
    {
        get => events;
        init => events = value as CompositeEvents ?? new CompositeEvents(value);
    }
}
