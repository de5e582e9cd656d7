using System.Text.Json;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Cli;

/// <summary>What <c>predict</c> says at noon of the demo's session, halted and not, and of broken bars.</summary>
public sealed class PredictCommandTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    private static readonly LocalDate Day = new(2025, 11, 3);
    private static readonly Instant Noon = ExchangeTime.At(Day, new LocalTime(12, 0));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_a_halt_stands_every_signal_is_called_halted()
    {
        using var stores = TradingStores.Local(new DataFolder(demo.Cli.Data), Book.Demo);
        var until = (await stores.Archive.ReadAsync(Day, Cancel))
            .Select(s => new BarSeries(s.Symbol, [.. s.Between(Instant.MinValue, Noon)])).ToList();
        await stores.Archive.WriteAsync(Day, until, Cancel);

        var free = await PredictAsync();
        Assert.Equal(10, free.Count);
        Assert.Contains(free, IsSignal);
        Assert.All(free.Where(IsSignal), row => Assert.Equal("Entered", DecisionOf(row)));

        await stores.Journal.HaltAsync(Noon, flatten: false, "a test", Cancel);
        var halted = await PredictAsync();
        Assert.All(halted, row => Assert.Equal(IsSignal(row) ? "Halted" : "BelowMinConfidence", DecisionOf(row)));
        Assert.Contains(halted, IsSignal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(149)]
    public void A_broken_bar_is_skipped_as_in_the_scan(int at)
    {
        var session = SmallMarket.Calendar.SessionOn(SmallMarket.From)!;
        var whole = SmallMarket.Tape().Read(SmallMarket.From)[0];
        Bar[] bars = [.. whole.Bars[..150]];
        Bar[] without = [.. bars.Where((_, i) => i != at)];
        bars[at] = bars[at] with { High = bars[at].Low - 1m };

        var row = NewestRow.Of(new BarSeries(whole.Symbol, bars), session)!;
        var expected = NewestRow.Of(new BarSeries(whole.Symbol, without), session)!;
        Assert.Equal(expected.Features, row.Features);
        Assert.Equal((expected.Minute, expected.Price), (row.Minute, row.Price));
    }

    private async Task<List<JsonElement>> PredictAsync()
    {
        using var cli = new CliRun();
        string[] line = ["--data", demo.Cli.Data, "predict", "--json", "--set", "Promotion=Always", "--set", "MinConfidence=0.5"];
        Assert.Equal(ExitCode.Fine, await cli.RunBareAsync(line, Cancel));
        return [.. cli.Json().GetProperty("predictions").EnumerateArray()];
    }

    private static bool IsSignal(JsonElement row) => row.GetProperty("signal").GetBoolean();

    private static string DecisionOf(JsonElement row) => row.GetProperty("decision").GetString()!;
}
