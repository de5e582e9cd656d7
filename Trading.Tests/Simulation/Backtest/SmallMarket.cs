using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Reporting.Backtests;
using Trading.Simulation.Backtest;
using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Backtest;

/// <summary>
/// A planted market that is small enough to train on in a test: four symbols, a window of twelve days, an edge that is hard to
/// miss. Its record begins five sessions after <see cref="First"/>, and its recipe is proven before <see cref="From"/>.
/// </summary>
public static class SmallMarket
{
    /// <summary>The first session of every tape: an out-of-sample record needs some weeks before its recipe is proven.</summary>
    public static readonly LocalDate First = new(2025, 10, 6);

    public static readonly LocalDate From = new(2025, 11, 10);
    public static readonly LocalDate To = new(2025, 11, 12);

    public static readonly NyseCalendar Calendar = new();

    public static readonly TradingSettings Settings = new()
    {
        Symbols = ["FAKEA", "FAKEB", "FAKEC", "FAKED"],
        Learning = new LearningSettings { TrainingDays = 12, ModelType = ModelType.LightGbm },
    };

    public static SyntheticMarket Tape(
        SyntheticMarketKind kind = SyntheticMarketKind.Planted, int seed = 2, LocalDate? last = null) => new(
        new SyntheticMarketOptions
        {
            Kind = kind,
            First = First,
            Last = last ?? new LocalDate(2025, 11, 14),
            Rules = Settings.Plan,
            Seed = seed,
            Strength = kind == SyntheticMarketKind.Planted ? 0.85 : 0.80,
            Symbols = Settings.Symbols,
            TurnsOn = kind == SyntheticMarketKind.Turning ? From.PlusDays(1) : null,
        },
        Calendar);

    /// <summary>The plain run, made once for all tests that only look at it.</summary>
    public static Lazy<Task<(BacktestResult Result, BacktestStores Stores)>> Plain { get; } = new(() => RunAsync(Tape()));

    /// <summary>Models of all runs of this process, so that no two tests train the same night. A test of the training itself
    /// brings a cache of its own.</summary>
    private static readonly InMemoryModelCache Trained = new();

    public static BacktestStores Stores() => new(new InMemoryJournal(), new InMemoryModelRegistry(), new InMemoryBarArchive())
    {
        ModelCache = Trained,
    };

    public static async Task<(BacktestResult Result, BacktestStores Stores)> RunAsync(
        IMarketTape tape, LocalDate? from = null, LocalDate? to = null, TradingSettings? settings = null,
            BacktestOptions? options = null, IModelCache? cache = null)
    {
        var stores = Stores() with { ModelCache = cache ?? Trained };
        var backtest = new Backtester(
            tape, Calendar, settings ?? Settings, stores, options ?? new BacktestOptions { Run = "test" });
        return (await backtest.RunAsync(from ?? From, to ?? To, null, TestContext.Current.CancellationToken), stores);
    }
}
