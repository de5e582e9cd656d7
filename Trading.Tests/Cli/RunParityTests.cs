using Trading.Adapters.LocalStorage;
using Trading.Adapters.Settings;
using Trading.Cli;
using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;
using Trading.Tests.Core.Market;
using Trading.Tests.Core.Storage;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Cli;

/// <summary>
/// The same days, traded by a backtest in process and by <c>trading run</c> against the simulated exchange over HTTP, with bars,
/// training and orders all going through Alpaca's API. Both must do the same to the last cent.
/// </summary>
public sealed class RunParityTests
{
    [Fact]
    public Task A_made_up_week_is_traded_alike() => TradesAlikeAsync(
        SmallMarket.Tape(), new LocalDate(2025, 11, 7), SmallMarket.From, SmallMarket.To, SmallMarket.Settings with
        {
            Learning = SmallMarket.Settings.Learning with { Promotion = Promotion.Always },
        });

    /// <summary>Each limit on the day and the account refuses the same entries, and sizes follow the same forecasts.</summary>
    [Fact]
    public Task A_day_with_limits_is_traded_alike() => TradesAlikeAsync(
        SmallMarket.Tape(), new LocalDate(2025, 11, 7), SmallMarket.From, SmallMarket.From, SmallMarket.Settings with
        {
            Learning = SmallMarket.Settings.Learning with { Promotion = Promotion.Always },
            Risk = new RiskLimits
            {
                Sizing = PositionSizing.Volatility,
                MaxPositionSize = 20,
                Protections = new ProtectionLimits
                {
                    MaxDailyLoss = 0.01m,
                    MaxDrawdown = 0.1m,
                    CooldownAfterStop = Duration.FromMinutes(60),
                    CooldownAfterStopAll = Duration.FromMinutes(30),
                    MaxTradesPerDay = 10,
                    MaxLossesInRow = 4,
                    MaxExposure = 0.05m,
                    MaxSectorExposure = 0.005m,
                    Sectors = new(SectorMap.Empty.Sectors.Add("FAKEA", "One").Add("FAKEB", "One")),
                    NoEntryAfterOpen = Duration.FromMinutes(90),
                },
            },
        },
        [
            ReasonCode.TooSoonAfterTheOpen, ReasonCode.RestsAfterStop, ReasonCode.MaxSectorExposure,
        ]);

    /// <summary>A week with a holiday and an early close.</summary>
    [Fact]
    public Task A_recorded_week_is_traded_alike()
    {
        var settings = new TradingSettings
        {
            Symbols = ["COIN", "IONQ", "NFLX", "SPY"],
            Risk = new RiskLimits { MinConfidence = 0.5, TakeProfit = 0.005m },
            Learning = new LearningSettings { TrainingDays = 20, ModelType = ModelType.LightGbm, Promotion = Promotion.Always },
        };
        return TradesAlikeAsync(
            Recorded(settings.Symbols), new LocalDate(2025, 11, 21), new LocalDate(2025, 11, 24), new LocalDate(2025, 11, 28),
                settings);
    }

    private static async Task TradesAlikeAsync(
        IMarketTape tape, LocalDate eve, LocalDate first, LocalDate last, TradingSettings settings,
        IReadOnlyList<ReasonCode>? refusals = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (expected, stores) = await SmallMarket.RunAsync(tape, first, last, settings);
        Assert.NotEmpty(expected.Trades);

        using var folder = new TempFolder();
        await using var server = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Tape = tape,
                Calendar = SmallMarket.Calendar,
                Start = ExchangeTime.At(eve, new LocalTime(19, 58)),
                Pace = new ClockPace.FollowsClient(),
                Exchange = new ExchangeOptions { StartingCash = 100_000m, SlippageBps = settings.Learning.CostBps },
            },
            cancel);
        using var said = new StringWriter();
        // The backtest's record reaches back to the tape's first session, so the archive has to.
        var days = Period.DaysBetween(tape.Sessions[0], eve) + 1;
        var nothing = new Dictionary<string, string>(StringComparer.Ordinal);
        var exit = await CliApp.RunAsync(
            [
                "collect", "--simulator", server.Url.ToString(), "--days", $"{days}", "--data", folder["data"],
                "--symbols", string.Join(',', settings.Symbols),
            ],
            said, said, nothing, cancel: cancel);
        Assert.True(exit == 0, said.ToString());
        exit = await CliApp.RunAsync(
            [
                "run", "--simulator", server.Url.ToString(), "--until", $"{last:uuuu-MM-dd}T20:10", "--data", folder["data"],
                .. SettingDifferences.Between(new TradingSettings(), settings)
                    .SelectMany(line => (string[])["--set", line["Trading__".Length..]]),
            ],
            said, said, nothing, cancel: cancel);
        Assert.True(exit == 0, said.ToString());

        using var journal = new SqliteJournal(new DataFolder(folder["data"]).Book(Book.Simulator).Journal);
        var reasons = new HashSet<ReasonCode>();
        foreach (var session in SmallMarket.Calendar.SessionsBetween(first, last).Select(s => s.Date))
        {
            reasons.UnionWith((await PredictionsAsync(journal, session)).Select(row => row.Reason));
            Assert.Equal(await PredictionsAsync(stores.Journal, session), await PredictionsAsync(journal, session));
            Assert.Equal(await stores.Journal.GetIntentsAsync(session, cancel), await journal.GetIntentsAsync(session, cancel));
        }
        Assert.Equal(await stores.Journal.GetTradesAsync(first, last, cancel), await journal.GetTradesAsync(first, last, cancel));
        Assert.Equal(expected.Summary.NetPnl, server.Exchange.Account.Equity - 100_000m);
        Assert.Empty(server.Exchange.Positions);
        Assert.True(reasons.IsSupersetOf(refusals ?? []), string.Join(", ", reasons));
    }

    private static Task<IReadOnlyList<PredictionRow>> PredictionsAsync(ITradingJournal journal, LocalDate session) =>
        journal.GetPredictionsAsync(session, null, TestContext.Current.CancellationToken);

    private static RecordedMarket Recorded(IReadOnlyList<string> symbols) => new(symbols
        .SelectMany(symbol =>
            RecordedBars.Read(symbol).GroupBy(b => b.Start.InNewYork().Date).Select(
            day => (day.Key, Series: new BarSeries(symbol, [.. day]))))
        .Where(day => day.Key >= new LocalDate(2025, 11, 3) && day.Key <= new LocalDate(2025, 11, 28))
        .GroupBy(day => day.Key, day => day.Series)
        .ToDictionary(day => day.Key, day => (IReadOnlyList<BarSeries>)[.. day]));
}
