using Trading.Cli.Output;
using Trading.Core.Evaluation.Tuning;
using Trading.Core.Statistics;
using Trading.Reporting;

namespace Trading.Cli.Evaluating;

/// <summary>A search on a terminal of 80 columns: what came of it first, then the ten best recipes and how they differ.</summary>
internal static class TuningPage
{
    private const string Prefix = "Trading__";

    /// <summary>Creates the page.</summary>
    public static Page Of(TuningReport report) => new(
        $"Search among recipes (seed {report.Search.Seed})",
        [
            new Sentence(report.Conclusion, ToneOf(report.Outcome)),
            .. report.Notes.Select(note => new Sentence(note, Tone.Caution)),
            .. report.SettingLines.Count == 0 ? [] : new Block[]
            {
                new Facts([.. report.SettingLines.Select((line, i) => new Fact(i == 0 ? "to use it, set" : "", line))]),
            },
            new Facts(
                new("searched on", $"{FigureText.Counted(report.Search.Sessions, "session")}, "
                    + $"{FigureText.Date(report.Search.First)} to {FigureText.Date(report.Search.Last)}"),
                new("recipes", $"{report.Search.Recipes} of this order, {report.Search.Tried} ever tried on these bars"),
                new("Sharpe ratio", report.Winner.DeflatedSharpe is { } deflated
                    ? $"above the best of {FigureText.Counted(report.Search.Tried, "trial")} by chance with probability "
                        + FigureText.Percent(deflated)
                    : "none, because the best recipe never traded"),
                new("hold-out", HoldOut(report.Winner.HoldOut)),
                new("took", $"{FigureText.Number(report.Seconds, 1)} s, {FigureText.Counted(report.Search.LookedNow, "look")}")),
            .. report.Sweep is { } sweep ? new Block[] { new Facts(new Fact("on Azure", SweepText.Of(sweep))) } : [],
            Best(report.Best),
            new Facts([.. report.Best.Select(one => new Fact($"{one.Number}", Differences(one)))]),
            new Sentence(TuningText.Ranking, Tone.Quiet),
        ]);

    private static Listing Best(IReadOnlyList<RankedRecipe> best) => new(
        "The best recipes (gain over the base forecast in 10^-5 nats; ± one error)",
        [
            Column.Figure("nr"), Column.Figure("sessions"), Column.Figure("odds"), Column.Figure("gain"),
                Column.Figure("signals"),
            Column.Figure("claimed").Below(1), Column.Figure("true, %").Below(1), Column.Figure("bp a session"),
        ],
        [.. best.Select(one => one.Figures is { } seen
            ? (IReadOnlyList<string>)
            [
                $"{one.Number}",
                FigureText.Count(seen.Sessions),
                Odds(seen.ForecastOdds),
                WithError(seen.GainOverBase, 100_000, 0),
                FigureText.Count(seen.Signals.Signals),
                FigureText.Percent(seen.Signals.Claimed),
                seen.Signals.CameTrue is { } hits
                    ? $"{FigureText.Number(hits.Value * 100, 1)} ± {FigureText.Number(hits.StandardError * 100, 1)}"
                    : FigureText.None,
                WithError(seen.Signals.NetBpsASession, 1, 1),
            ]
            : [$"{one.Number}", "0", .. Enumerable.Repeat(FigureText.None, 6)])]);

    private static string Differences(RankedRecipe one) => one.Differences.Count == 0
        ? "the present recipe"
        : string.Join(' ', one.Differences.Select(line => line.Replace(Prefix, "", StringComparison.Ordinal)));

    private static string HoldOut(HoldOutReport? holdOut) => holdOut is null ? "closed"
        : $"{FigureText.Counted(holdOut.Figures.Sessions, "session")}, {FigureText.Date(holdOut.Figures.First)} to "
            + $"{FigureText.Date(holdOut.Figures.Last)}: gain {WithError(holdOut.Figures.GainOverBase, 100_000, 0)}, "
            + $"{FigureText.Counted(holdOut.Figures.Signals.Signals, "signal")}, claimed "
            + $"{FigureText.Percent(holdOut.Figures.Signals.Claimed)}, true "
            + $"{FigureText.Percent(holdOut.Figures.Signals.CameTrue?.Value)}, "
            + $"{WithError(holdOut.Figures.Signals.NetBpsASession, 1, 1)} bp a session";

    private static string WithError(SessionMean? mean, double scale, int decimals) => mean is null ? FigureText.None
        : $"{FigureText.Number(mean.Mean * scale, decimals, withPlus: true)} ± "
            + FigureText.Number(mean.StandardError * scale, decimals);

    // Odds of one in a billion and of one in a thousand say the same; the table has no room for them.
    private static string Odds(double log10) => log10 switch
    {
        > 6 => ">10^6",
        >= 3 => $"{FigureText.ShortCount((long)Math.Pow(10, log10))}",
        >= -2 => FigureText.Number(Math.Pow(10, log10), log10 >= 1 ? 0 : 2),
        _ => "<0.01",
    };

    private static Tone ToneOf(TuningOutcome outcome) => outcome switch
    {
        TuningOutcome.Proven => Tone.Good,
        TuningOutcome.NotConfirmed => Tone.Bad,
        _ => Tone.Caution,
    };
}
