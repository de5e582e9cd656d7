using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Reporting.Backtests;
using Trading.Simulation.Backtest;
using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Backtest;

/// <summary>A planted market that is small enough to train on in a test: four symbols, a window of twenty days, an edge that is
/// hard to miss.</summary>
public static class SmallMarket
{
    public static readonly LocalDate From = new(2025, 11, 10);
    public static readonly LocalDate To = new(2025, 11, 12);

    public static readonly NyseCalendar Calendar = new();

    public static readonly TradingSettings Settings = new()
    {
        Symbols = ["FAKEA", "FAKEB", "FAKEC", "FAKED"],
        Learning = new LearningSettings { TrainingDays = 20, ModelType = ModelType.LightGbm },
    };

    public static SyntheticMarket Tape(
        SyntheticMarketKind kind = SyntheticMarketKind.Planted, int seed = 2, LocalDate? last = null) => new(
        new SyntheticMarketOptions
        {
            Kind = kind,
            First = new LocalDate(2025, 10, 20),
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

    public static BacktestStores Stores() => new(new InMemoryJournal(), new InMemoryModelRegistry(), new InMemoryBarArchive());

    public static async Task<(BacktestResult Result, BacktestStores Stores)> RunAsync(
        IMarketTape tape, LocalDate? from = null, LocalDate? to = null, TradingSettings? settings = null,
            BacktestOptions? options = null)
    {
        var stores = Stores();
        var backtest = new Backtester(
            tape, Calendar, settings ?? Settings, stores, options ?? new BacktestOptions { Run = "test" });
        return (await backtest.RunAsync(from ?? From, to ?? To, null, TestContext.Current.CancellationToken), stores);
    }
}
