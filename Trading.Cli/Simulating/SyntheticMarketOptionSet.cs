using System.CommandLine;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Simulation.Markets;
using Trading.Simulation.Markets.Synthetic;

namespace Trading.Cli.Simulating;

/// <summary>The synthetic market that <c>demo</c> trades and <c>simulate</c> serves, and the options that choose it.</summary>
internal sealed class SyntheticMarketOptionSet
{
    /// <summary>In the turning market, the traded session from which volume means the opposite; the last one when there are
    /// fewer.</summary>
    private const int TurnsOnTraded = 3;

    /// <summary>The session with which trading begins unless another is named.</summary>
    public static LocalDate FirstTraded { get; } = new(2025, 11, 3);

    /// <summary>The pattern that the market hides; null when it is left out, which means planted.</summary>
    public Option<SyntheticMarketKind?> Kind { get; } = new("--market")
    {
        Description =
            $"planted: volume foretells prices; noise: nothing does, but sessions have moods as real ones have; turning: as "
            + $"planted, until traded session {TurnsOnTraded}, from which volume means the opposite; asymmetric: volume "
            + "foretells many small gains, and rare falls that cost as much; inplay: noise in which one name in fifty opens "
            + "with a gap on heavy volume and is then planted; inplaynoise: the same openings, nothing planted. "
            + "[default: planted]",
        HelpName = "planted|noise|turning|asymmetric|inplay|inplaynoise",
        CustomParser = Values.Name<SyntheticMarketKind>,
    };

    /// <summary>The seed.</summary>
    public Option<int> Seed { get; } = new("--seed")
    {
        Description = "Seed of the market; the same seed gives the same market everywhere.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = Values.Whole(0, int.MaxValue),
    };

    /// <summary>How many names the market has.</summary>
    public Option<int> Names { get; } = new("--names")
    {
        Description = "How many made-up names the market has.",
        HelpName = "N",
        DefaultValueFactory = _ => 10,
        CustomParser = Values.Whole(1, MadeUpTickers.Most),
    };

    /// <summary>A number of sessions from a date on; when the date has no session, from the next session on.</summary>
    public static IReadOnlyList<LocalDate> Sessions(IMarketCalendar calendar, LocalDate from, int count)
    {
        var sessions = new List<LocalDate> { (calendar.SessionOn(from) ?? calendar.SessionAfter(from)).Date };
        while (sessions.Count < count) sessions.Add(calendar.SessionAfter(sessions[^1]).Date);
        return sessions;
    }

    /// <summary>Creates the market: the traded sessions and, before them, the sessions to learn from.</summary>
    /// <exception cref="RefusedException">No market exists for the stop and target of the settings.</exception>
    public static SyntheticMarket Make(
        IMarketCalendar calendar, TradingSettings settings, SyntheticMarketKind kind, IReadOnlyList<LocalDate> traded, int seed,
        int names)
    {
        try
        {
            return new SyntheticMarket(
                new SyntheticMarketOptions
                {
                    Kind = kind,
                    First = FirstOfHistory(calendar, traded[0], settings.Learning.TrainingDays),
                    Last = traded[^1],
                    Rules = settings.Plan,
                    Seed = seed,
                    Symbols = MadeUpTickers.Of(names),
                    TurnsOn = kind == SyntheticMarketKind.Turning ? traded[Math.Min(TurnsOnTraded, traded.Count) - 1] : null,
                },
                calendar);
        }
        catch (ArgumentException e)
        {
            var (stop, target) = (settings.Risk.StopLoss, settings.Risk.TakeProfit);
            throw new RefusedException(
                $"No synthetic market exists for StopLoss={stop} and TakeProfit={target}; try values nearer to the defaults "
                + $"({FailureSentence.WithoutParameter(e)})");
        }
    }

    // The night before the first traded session is the first whose window is covered: one training, then trading.
    // Only when that window begins after a weekend or a holiday do the nights before share its first session.
    private static LocalDate FirstOfHistory(IMarketCalendar calendar, LocalDate firstTraded, int trainingDays) =>
        SessionWindow.Ending(calendar.SessionBefore(firstTraded).Date, trainingDays, calendar).Sessions[0].Date;
}
