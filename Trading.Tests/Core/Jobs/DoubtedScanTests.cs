using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Jobs;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Tests.Core.Events;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Core.Jobs;

/// <summary>A session whose signal did not come true.</summary>
public sealed class DoubtedScanTests
{
    private readonly RivalPrograms programs = new();
    private readonly RecordedEvents events = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_that_stop_for_the_day_are_told_once_and_each_scan_carries_the_odds()
    {
        // Claimed 0.99 where the base forecast says 0.5: a loss is 0.5 / 0.01 = 50 times as likely without the model.
        var scan = await ScanAfterAsync(low: 90m);

        foreach (var time in (string[])["10:32", "10:33"])
        {
            var report = await scan.RunAsync(RivalPrograms.Calendar.SessionOn(Desk.Monday)!, Desk.At(time), Cancel);
            // The probability is stored as a float, and 0.99f is a little below 0.99.
            Assert.InRange(Assert.IsType<ScanResult>(report.Result).DoubtOdds ?? 0, 49, 50);
        }

        var told = Assert.Single(events.Of<ModelDoubted>());
        Assert.Equal(Desk.At("10:32"), told.At);
        Assert.Equal(50, told.Odds, 0.01);
    }

    [Fact]
    public async Task A_signal_that_is_still_open_stops_nothing()
    {
        var scan = await ScanAfterAsync(low: 99.5m);

        var report = await scan.RunAsync(RivalPrograms.Calendar.SessionOn(Desk.Monday)!, Desk.At("10:32"), Cancel);

        Assert.Null(Assert.IsType<ScanResult>(report.Result).DoubtOdds);
        Assert.Empty(events.Of<ModelDoubted>());
    }

    private async Task<MinuteScan> ScanAfterAsync(decimal low)
    {
        var signal = new PredictionRow(
            Desk.Monday, Desk.Symbol, Desk.At("10:00"), "m1", 0.99f, 1, ReasonCode.Entered, BaseProbability: 0.5f);
        await programs.Journal.SavePredictionsAsync(Desk.Monday, [signal], Cancel);
        var ports = programs.PortsOver(programs.Broker) with { MarketData = new Feed(low), Events = events };
        var settings = new TradingSettings() with { Symbols = [Desk.Symbol], Risk = new() { MaxOpenPositions = 1 } };
        return new MinuteScan(
            ports, settings, new ModelInUse(ports.Models, settings, TradingMode.Paper, ports.Clock));
    }

    /// <summary>A share at 100 dollars, with one lower bar at 10:05.</summary>
    private sealed class Feed(decimal low) : IMarketData
    {
        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel)
        {
            var bars = new List<Bar>();
            for (var at = from; at < to; at += Duration.FromMinutes(1))
                bars.Add(new Bar(at, 100m, 100m, at == Desk.At("10:05") ? low : 100m, 100m, 1_000));
            return Task.FromResult<IReadOnlyList<BarSeries>>([new BarSeries(symbols[0], [.. bars])]);
        }

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) => throw new NotSupportedException();
    }
}
