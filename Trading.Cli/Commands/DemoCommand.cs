using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Jobs;
using Trading.Core.Market;
using Trading.Simulation.Markets;

namespace Trading.Cli.Commands;

/// <summary><c>trading demo</c>: learns and trades on a made-up market whose right answer is known.</summary>
internal static class DemoCommand
{
    private static readonly LocalDate FirstTraded = new(2025, 11, 3);
    private const int MostDays = 250;
    private const int DefaultDays = 5;
    private const int DefaultDaysOfTurning = 8;

    /// <summary>Of the turning market, the traded session from which volume means the opposite; the last, when there are fewer.</summary>
    private const int TurnsOnTraded = 3;

    /// <summary>The command.</summary>
    public static Command Create(CommandHost host)
    {
        var days = new Option<int?>("--days")
        {
            Description = $"Sessions to trade, from {FirstTraded:uuuu-MM-dd} on. [default: {DefaultDays}; {DefaultDaysOfTurning} for turning]",
            HelpName = "N",
            CustomParser = result => Values.Whole(1, MostDays)(result),
        };
        var market = new Option<SyntheticMarketKind?>("--market")
        {
            Description = $"planted: volume foretells prices; noise: nothing does; turning: as planted, until traded session {TurnsOnTraded}, from which volume means the opposite. [default: planted]",
            HelpName = "planted|noise|turning",
            CustomParser = Values.Name<SyntheticMarketKind>,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Seed of the market; the same seed gives the same market everywhere.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
            CustomParser = Values.Whole(0, int.MaxValue),
        };
        return host.Runs(
            new Command("demo", "Learns and trades on a simulated market with a known answer; needs no account and no data. Begins the demo book anew.")
            {
                days, market, seed,
            },
            (context, cancel) =>
            {
                var kind = context.Parsed.GetValue(market) ?? SyntheticMarketKind.Planted;
                var count = context.Parsed.GetValue(days) ?? (kind == SyntheticMarketKind.Turning ? DefaultDaysOfTurning : DefaultDays);
                return RunAsync(context, kind, count, context.Parsed.GetValue(seed), cancel);
            });
    }

    private static Task<int> RunAsync(CommandContext context, SyntheticMarketKind kind, int days, int seed, CancellationToken cancel)
    {
        var calendar = new NyseCalendar();
        var traded = Traded(calendar, days);
        var tape = Make(calendar, context.Settings, new SyntheticMarketOptions
        {
            Kind = kind,
            First = FirstOfHistory(calendar, context.Settings.Learning.TrainingDays),
            Last = traded[^1],
            Rules = context.Settings.Label,
            Seed = seed,
            TurnsOn = kind == SyntheticMarketKind.Turning ? traded[Math.Min(TurnsOnTraded, days) - 1] : null,
        });
        return new BacktestRun(context, Book.Demo)
        {
            Title = $"Demo on a simulated market ({kind.ToString().ToLowerInvariant()}, seed {seed})",
            Tape = tape,
            Settings = context.Settings with { Symbols = tape.Symbols },
            KeepsBars = true,
        }.RunAsync(traded[0], traded[^1], cancel);
    }

    private static SyntheticMarket Make(IMarketCalendar calendar, TradingSettings settings, SyntheticMarketOptions options)
    {
        try
        {
            return new SyntheticMarket(options, calendar);
        }
        catch (ArgumentException e)
        {
            var (stop, target) = (settings.Risk.StopLoss, settings.Risk.TakeProfit);
            throw new RefusedException($"No market can be made up for StopLoss={stop} and TakeProfit={target}; try values nearer to the defaults ({FailureSentence.WithoutParameter(e)})");
        }
    }

    private static List<LocalDate> Traded(IMarketCalendar calendar, int days)
    {
        var traded = new List<LocalDate> { FirstTraded };
        while (traded.Count < days) traded.Add(calendar.SessionAfter(traded[^1]).Date);
        return traded;
    }

    // So that the night before the first traded session is the first whose window is covered: one training, then trading.
    // Only when that window begins after a weekend or a holiday do the nights before share its first session.
    private static LocalDate FirstOfHistory(IMarketCalendar calendar, int trainingDays) =>
        TrainingWindow.Ending(calendar.SessionBefore(FirstTraded).Date, trainingDays, calendar).Sessions[0].Date;
}
