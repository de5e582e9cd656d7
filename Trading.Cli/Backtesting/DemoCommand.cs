using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;
using Trading.Cli.Simulating;
using Trading.Core.Market;
using Trading.Simulation.Markets;

namespace Trading.Cli.Backtesting;

/// <summary><c>trading demo</c>: learns and trades on a synthetic market whose right answer is known.</summary>
internal static class DemoCommand
{
    private const int MostDays = 250;
    private const int DefaultDays = 5;

    // The bars of more names are made again when they are wanted.
    private const int MostNamesKept = 100;
    private const int DefaultDaysOfTurning = 8;

    /// <summary>Creates <c>demo</c>, which trades a synthetic market and writes the demo book and its report.</summary>
    public static Command Create(CommandHost host)
    {
        var days = new Option<int?>("--days")
        {
            Description =
                $"Sessions to trade, from {SyntheticMarketOptionSet.FirstTraded:uuuu-MM-dd} on. [default: {DefaultDays}; "
                + $"{DefaultDaysOfTurning} for turning]",
            HelpName = "N",
            CustomParser = result => Values.Whole(1, MostDays)(result),
        };
        var market = new SyntheticMarketOptionSet();
        return host.Runs(
            new Command("demo",
                "Learns and trades on a simulated market with a known answer; needs no account and no data. Replaces the demo "
                + "book.")
            {
                days, market.Kind, market.Seed, market.Names,
            },
            (context, cancel) =>
            {
                var kind = context.Parsed.GetValue(market.Kind) ?? SyntheticMarketKind.Planted;
                var count = context.Parsed.GetValue(days)
                    ?? (kind == SyntheticMarketKind.Turning ? DefaultDaysOfTurning : DefaultDays);
                var (seed, names) = (context.Parsed.GetValue(market.Seed), context.Parsed.GetValue(market.Names));
                return RunAsync(context, kind, count, seed, names, cancel);
            });
    }

    private static Task<int> RunAsync(
        CommandContext context, SyntheticMarketKind kind, int days, int seed, int names, CancellationToken cancel)
    {
        var calendar = new NyseCalendar();
        var traded = SyntheticMarketOptionSet.Sessions(calendar, SyntheticMarketOptionSet.FirstTraded, days);
        var tape = SyntheticMarketOptionSet.Make(calendar, context.Settings, kind, traded, seed, names);
        return new BacktestRun(context, Book.Demo)
        {
            Title = $"Demo on a simulated market ({kind.ToString().ToLowerInvariant()}, seed {seed})",
            Tape = tape,
            Settings = context.Settings with { Symbols = tape.Symbols },
            KeepsBars = names <= MostNamesKept,
        }.RunAsync(traded[0], traded[^1], cancel);
    }
}
