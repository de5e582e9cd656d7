using Trading.Adapters.AzureStorage;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi;
using Trading.Tests.Cli;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Functions;

/// <summary>The app on the small planted market, with the model that a backtest learned there.</summary>
internal static class SmallMarketApp
{
    /// <summary>The day that is traded.</summary>
    public static Session Day { get; } = SmallMarket.Calendar.SessionOn(SmallMarket.From.PlusDays(1))!;

    /// <summary>Two minutes of the day at which a backtest buys, of two symbols.</summary>
    public static Lazy<Task<(Instant First, Instant Second)>> Entries { get; } = new(FindEntriesAsync);

    /// <summary>The exchange at a moment of the day, on any free port unless one is named; its clock stands until it is
    /// moved.</summary>
    public static Task<SimulatorServer> ExchangeAsync(Instant start, int port = 0) => SimulatorServer.StartAsync(
        new SimulatorOptions
        {
            Tape = SmallMarket.Tape(),
            Calendar = SmallMarket.Calendar,
            Start = start,
            Pace = new ClockPace.Stepped(),
            Port = port
        },
        TestContext.Current.CancellationToken);

    /// <summary>The app with the model stored and in use; without other settings it trades unproven.</summary>
    public static async Task<TestHost> HostAsync(
        AzureStorageOptions storage, SimulatorServer exchange, TimeProvider? time = null,
            params (string Name, string Value)[] more)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (_, stores) = await SmallMarket.Plain.Value;
        var (current, _) = await stores.Models.GetCurrentAsync(cancel);
        var registry = new AzureModelRegistry(new(storage));
        foreach (var id in new[] { current.Promoted, current.Newest }.OfType<string>().Distinct())
            await registry.SaveAsync(await stores.Models.LoadAsync(id, cancel), cancel);
        Assert.True(await registry.TrySetCurrentAsync(current, (await registry.GetCurrentAsync(cancel)).ETag, cancel));
        return new TestHost(storage, exchange.Address(), time, more.Length > 0 ? more : [("Promotion", "Always")]);
    }

    private static async Task<(Instant, Instant)> FindEntriesAsync()
    {
        var (result, _) = await SmallMarket.Plain.Value;
        var minutes = result.Trades.Where(t => t.Session == Day.Date).Select(t => (t.Symbol, At: t.EntryAt.FloorToMinute()))
            .OrderBy(t => t.At).ToList();
        var later = minutes.First(t => t.Symbol != minutes[0].Symbol && t.At > minutes[0].At);
        return (minutes[0].At, later.At);
    }
}
