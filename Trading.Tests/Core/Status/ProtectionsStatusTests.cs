using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Core.Status;
using Trading.Core.Storage;
using Trading.Reporting;
using Trading.Reporting.Dashboard;
using Trading.Tests.Core.Execution;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Status;

/// <summary>Where limits stand at minute 70 of a session, as status, words and a section of the dashboard.</summary>
public sealed class ProtectionsStatusTests
{
    private static readonly ProtectionLimits Limits = new()
    {
        MaxDailyLoss = 0.02m,
        MaxDrawdown = 0.1m,
        CooldownAfterStop = Duration.FromMinutes(30),
        MaxTradesPerDay = 20,
        MaxLossesInRow = 1,
        MaxExposure = 0.5m,
        MaxSectorExposure = 0.2m,
        Sectors = new(SectorMap.Empty.Sectors.Add("SPY", "Index")),
        NoEntryAfterOpen = Duration.FromMinutes(15),
    };

    private readonly ScriptedBroker broker = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_limits_there_is_no_word_of_them()
    {
        var report = await ReadAsync(new());
        Assert.Empty(report.Protections);
        Assert.DoesNotContain(report.Health, part => part.Part == "limits");
        Assert.DoesNotContain(">Limits<", Page(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_limit_that_is_set_says_where_it_stands()
    {
        broker.Shares = [new Position("SPY", 5, 100m, 110m)];
        await broker.Journal.SavePerformanceAsync(
            new PerformanceRow(new(2025, 10, 31), 101_000m, 0m, 0, 0, 0, 0, 0, 0, 0, 0, 0), Cancel);
        await AddAsync("SPY", 60, null);
        await AddAsync("AAPL", 50, 65);
        var report = await ReadAsync(Limits);
        Assert.Equal(
            [
                "daily loss: 0.99 % of 2 %",
                "drawdown limit: 0.99 % of 10 %",
                "trades today: 2 of 20",
                "losses in a row: 1 of 1: nothing more is bought",
                "exposure: 0.55 % of 50 % of the equity",
                "sector: Index: 0.55 % of 20 % of the equity",
                "after a stop: AAPL rests until 11:05",
                "opening: nothing is bought before 09:45",
            ],
            report.Protections.Select(p => $"{ProtectionText.Name(p.Kind)}: {ProtectionText.Of(p)}"));
        Assert.Contains("AAPL rests until 11:05", Page(report), StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"DailyLoss\"", StatusJson.Of(report), StringComparison.Ordinal);
        Assert.Null(Assert.Single(report.Health, part => part.Part == "limits").Error);
    }

    [Fact]
    public async Task What_is_not_known_is_said()
    {
        broker.TellsAccount = false;
        var report = await ReadAsync(new() { MaxDailyLoss = 0.02m, MaxDrawdown = 0.1m, MaxExposure = 0.5m });
        Assert.Equal(
            ["not known of 2 %", "not known of 10 %", "not known of 50 % of the equity"],
            report.Protections.Select(ProtectionText.Of));
    }

    [Fact]
    public async Task A_day_that_was_lost_is_shown_as_lost_though_prices_came_back()
    {
        var key = new JobKey(JobKind.MinuteScan, new(10, 30));
        var result = new ScanResult(0, 0, 0, 0, new Dictionary<ReasonCode, int>()) { IsDailyLossReached = true };
        await broker.Journal.TryStartJobAsync(new JobRunRow(Monday.Date, key, Minute(60), Result: result), Cancel);
        var report = await ReadAsync(new() { MaxDailyLoss = 0.02m });
        Assert.Equal("not known of 2 %: nothing more is bought today", ProtectionText.Of(Assert.Single(report.Protections)));
    }

    [Fact]
    public void Every_limit_has_a_name() =>
        Assert.All(Enum.GetValues<ProtectionKind>(), kind => Assert.NotEqual("", ProtectionText.Name(kind)));

    private async Task<StatusReport> ReadAsync(ProtectionLimits limits)
    {
        using var reader = new StatusReader(
            broker.Ports(), new TradingSettings { Risk = new RiskLimits { Protections = limits } });
        return await reader.ReadAsync(Cancel);
    }

    private static string Page(StatusReport report) => DashboardPage.Render(report, new DashboardOptions { MinConfidence = 0.65 });

    private async Task AddAsync(string symbol, int minute, int? stoppedAt)
    {
        var id = ClientOrderId.Entry(Monday.Date, Minute(minute), symbol);
        await broker.Journal.TryAddIntentAsync(
            new OrderIntent(
                new OrderRequest(id, symbol, OrderSide.Buy, 5, OrderType.Market), OrderPurpose.Entry, Monday.Date, Minute(minute),
                null, 100m, 0.7, "m", stoppedAt is null ? IntentStatus.Holding : IntentStatus.Completed),
            Cancel);
        await broker.Journal.SaveTradeAsync(
            stoppedAt is { } at
                ? new TradeRow(
                    id, Monday.Date, symbol, 5, Minute(minute), 100m, 0.7, "m", Minute(at), 98m, ExitReason.StopLoss)
                : new TradeRow(id, Monday.Date, symbol, 5, Minute(minute), 100m, 0.7, "m"),
            Cancel);
    }
}
