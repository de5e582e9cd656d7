using Trading.Cli.Output;
using Trading.Core;
using Trading.Core.Execution;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Reporting.Backtests;
using Trading.Simulation.Backtest;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Backtest;

/// <summary>Days that are traded with limits on the day and the account: they bind, and the audit finds each kept.</summary>
public sealed class ProtectedBacktestTests
{
    private static readonly TradingSettings Plain = SmallMarket.Settings with
    {
        Learning = SmallMarket.Settings.Learning with { Promotion = Promotion.Always },
    };

    public static TheoryData<ReasonCode, ProtectionLimits> Limits { get; } = new()
    {
        { ReasonCode.MaxDailyLoss, new() { MaxDailyLoss = 0.00001m } },
        { ReasonCode.Halted, new() { MaxDrawdown = 0.00001m } },
        { ReasonCode.MaxTradesPerDay, new() { MaxTradesPerDay = 3 } },
        { ReasonCode.MaxLossesInRow, new() { MaxLossesInRow = 1 } },
        { ReasonCode.RestsAfterStop, new() { CooldownAfterStop = Duration.FromMinutes(60) } },
        { ReasonCode.RestsAfterStop, new() { CooldownAfterStopAll = Duration.FromMinutes(30) } },
        { ReasonCode.MaxExposure, new() { MaxExposure = 0.01m } },
        {
            ReasonCode.MaxSectorExposure, new()
            {
                MaxSectorExposure = 0.008m,
                Sectors = new(SectorMap.Empty.Sectors.Add("FAKEA", "One").Add("FAKEB", "One")),
            }
        },
        { ReasonCode.TooSoonAfterTheOpen, new() { NoEntryAfterOpen = Duration.FromMinutes(90) } },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Each_limit_binds_and_is_kept(ReasonCode reason, ProtectionLimits limits)
    {
        var (result, stores) = await RunAsync(limits);
        Assert.Empty(result.Summary.Violations);
        Assert.Contains(reason, await ReasonsAsync(stores));
    }

    [Fact]
    public async Task Without_the_limits_the_audit_sees_each_of_them_broken()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (_, trained) = await SmallMarket.Plain.Value;
        var tape = SmallMarket.Tape();
        var clock = new VirtualClock(SmallMarket.Calendar.SessionOn(SmallMarket.From)!.Open);
        var exchange = new SimulatedExchange(SmallMarket.Calendar, new ExchangeOptions());
        var journal = new InMemoryJournal();
        var ports = new TradingPorts(
            clock, SmallMarket.Calendar, new TapeMarketData(tape, clock), new SimulatedBroker(exchange, clock), journal,
            trained.Models, trained.Archive);
        var system = new TradingSystem(ports, Plain);
        var audits = Limits.Select(one => one.Data.Item2)
            .Select(limits => (Limits: limits, Audit: new ProtectionAudit(limits, 100_000m), Breaches: new List<string>()))
            .ToList();
        foreach (var session in SmallMarket.Calendar.SessionsBetween(SmallMarket.From, SmallMarket.From))
        {
            var minutes = new SessionMinutes(tape.Read(session.Date));
            for (var minute = session.Open; minute < session.Close; minute += Bar.Length)
            {
                clock.MoveTo(minute);
                await system.Runner.TickAsync(cancel);
                var step = new StepSnapshot
                {
                    Session = session,
                    Minute = minute,
                    Limits = Plain.Risk,
                    Promotion = Promotion.Always,
                    Mode = TradingMode.Simulated,
                    Exchange = new BrokerView(exchange.Account, exchange.Positions, exchange.Orders(session.Open)),
                    Intents = await journal.GetIntentsAsync(session.Date, cancel),
                    Model = CurrentModel.None,
                    SchemaOf = _ => null,
                    RecordedClose = (_, _) => null,
                    StepsWithoutCover = new Dictionary<string, int>(),
                };
                foreach (var (_, audit, breaches) in audits) breaches.AddRange(audit.Breaches(step));
                exchange.AdvanceMinute(minute, minutes.At(minute));
            }
        }
        Assert.All(audits, one => Assert.True(one.Breaches.Count > 0, $"{one.Limits}"));
    }

    [Fact]
    public async Task With_every_limit_and_a_broker_that_fails_all_are_kept()
    {
        var limits = new ProtectionLimits
        {
            MaxDailyLoss = 0.001m,
            MaxTradesPerDay = 12,
            MaxLossesInRow = 3,
            CooldownAfterStop = Duration.FromMinutes(30),
            CooldownAfterStopAll = Duration.FromMinutes(5),
            MaxExposure = 0.02m,
            MaxSectorExposure = 0.012m,
            Sectors = new(SectorMap.Empty.Sectors.Add("FAKEA", "One").Add("FAKEB", "One")),
            NoEntryAfterOpen = Duration.FromMinutes(40),
        };
        var (result, _) = await RunAsync(limits, new BacktestOptions
        {
            Run = "test",
            Between = inner => new FaultyBroker(inner, FaultPlan.Random(5, 0.05)),
            Instances = 2,
        });
        Assert.DoesNotContain(result.Summary.Violations, what => !what.StartsWith("job failed:", StringComparison.Ordinal));
        Assert.NotEmpty(result.Trades);
    }

    private static async Task<IEnumerable<ReasonCode>> ReasonsAsync(BacktestStores stores)
    {
        var reasons = new HashSet<ReasonCode>();
        foreach (var session in SmallMarket.Calendar.SessionsBetween(SmallMarket.From, SmallMarket.From))
        {
            var rows = await stores.Journal.GetPredictionsAsync(session.Date, null, TestContext.Current.CancellationToken);
            reasons.UnionWith(rows.Select(row => row.Reason));
        }
        return reasons;
    }

    private static Task<(BacktestResult Result, BacktestStores Stores)> RunAsync(
        ProtectionLimits limits, BacktestOptions? options = null) => SmallMarket.RunAsync(
        SmallMarket.Tape(), to: SmallMarket.From, settings: Plain with { Risk = Plain.Risk with { Protections = limits } },
        options: options);
}
