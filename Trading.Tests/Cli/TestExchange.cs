using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;

namespace Trading.Tests.Cli;

/// <summary>Small simulated exchanges on any free port, for the connected commands.</summary>
internal static class TestExchange
{
    /// <summary>2025-11-24, a Monday; its week has Thanksgiving, and closes at 13:00 on Friday 28th.</summary>
    public static readonly LocalDate Monday = new(2025, 11, 24);

    /// <summary>The Friday of that week, which closes at 13:00.</summary>
    public static LocalDate Friday { get; } = Monday.PlusDays(4);

    /// <summary>A small noisy market on that Friday, whose clock stands until it is moved.</summary>
    public static Task<SimulatorServer> StartOnFridayAsync(LocalTime time) => StartAsync(Friday, time, new ClockPace.Stepped());

    /// <summary>An exchange over a market of two weeks unless it begins earlier, up to 2025-11-28.</summary>
    public static Task<SimulatorServer> StartAsync(
        LocalDate date, LocalTime time, ClockPace pace, SyntheticMarketKind kind = SyntheticMarketKind.Noise, int symbols = 2,
            string key = "simulator", LocalDate? first = null)
    {
        var calendar = new NyseCalendar();
        var tape = new SyntheticMarket(
            new SyntheticMarketOptions
            {
                Kind = kind,
                First = first ?? new LocalDate(2025, 11, 14),
                Last = new LocalDate(2025, 11, 28),
                Rules = new TradePlan(0.02m, 0.04m, 2m, Duration.FromMinutes(5)),
                Symbols = [.. Enumerable.Range(0, symbols).Select(i => $"FAKE{(char)('A' + i)}")],
            },
            calendar);
        return SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Tape = tape,
                Calendar = calendar,
                Start = ExchangeTime.At(date, time),
                Pace = pace,
                Exchange = new ExchangeOptions { KnownSymbols = tape.Symbols.ToHashSet(StringComparer.Ordinal) },
                KeyId = key,
            },
            TestContext.Current.CancellationToken);
    }

    /// <summary>Its address as it is typed.</summary>
    public static string Address(this SimulatorServer server) => server.Url.GetLeftPart(UriPartial.Authority);

    /// <summary>An address at which nobody listens.</summary>
    public static async Task<string> NobodyAsync()
    {
        await using var server = await StartAsync(Monday, new(10, 0), new ClockPace.Stepped());
        return server.Address();
    }
}
