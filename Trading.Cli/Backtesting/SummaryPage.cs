using Trading.Cli.Output;
using Trading.Core.Learning.Evidence;
using Trading.Reporting;
using Trading.Reporting.Backtests;

namespace Trading.Cli.Backtesting;

/// <summary>A backtest's figures as a page: the result first, and every claim beside its outcome.</summary>
internal static class SummaryPage
{
    private const int MostViolations = 5;

    /// <summary>Creates the page.</summary>
    /// <param name="s">The figures.</param>
    /// <param name="whyUntrained">Why no model was trained; empty when one was.</param>
    /// <param name="nextStep">What the user can do next.</param>
    public static Page Of(BacktestSummary s, string whyUntrained, string nextStep) => new(
        s.Run,
        [
            new Sentence(Conclusion.Of(s), s.Trades == 0 || Conclusion.IsUnproven(s) ? Tone.Caution : Tone.Plain),
            new Sentence(whyUntrained.Length > 0 ? whyUntrained : s.Model, Tone.Quiet),
            .. RangeText.Of(s).Select(sentence => new Sentence(sentence, Tone.Caution)),
            new Facts(
                new("sessions", $"{s.Sessions} ({FigureText.Date(s.From)} to {FigureText.Date(s.To)})"),
                new("bars", FigureText.Count(s.Bars)),
                new("models", $"{s.ModelsTrained} trained, {s.ModelsPromoted} promoted, {s.ModelsRetired} retired"),
                new("evidence", EvidenceFigures.Summary(s.Evidence), EvidenceTone(s.Evidence)),
                new("predictions", FigureText.Count(s.Predictions)),
                new("decisions", Decisions(s)),
                new("entries", FigureText.Count(s.Entries)),
                new("trades", s.WinRate is null ? "0"
                    : $"{FigureText.Count(s.Trades)}, of which {FigureText.Percent(s.WinRate)} with a profit"),
                new("net P&L",
                    $"{FigureText.Money(s.NetPnl, withPlus: true)} after costs "
                    + $"({FigureText.Percent(s.Return, 2, withPlus: true)})", s.NetPnl < 0 ? Tone.Bad : Tone.Plain),
                new("max drawdown", FigureText.Percent(s.MaxDrawdown, 2)),
                new("Sharpe ratio", s.Sharpe is null ? FigureText.None
                    : $"{FigureText.Number(s.Sharpe, 2)} (above zero with probability "
                    + $"{FigureText.Percent(s.ProbabilisticSharpe)})"),
                new("accuracy", Accuracy(s.Accuracy)),
                new("confidence", Confidence(s.Confidence)),
                new("buy and hold", Baseline(s.Baselines.BuyAndHold)),
                new("random entry", s.Baselines.RandomEntry is { } random
                    ? $"{FigureText.Percent(random.Return, 3, withPlus: true)} a trade, "
                    + $"{FigureText.Money(random.Pnl, withPlus: true)}" : FigureText.None),
                new("flat at every close", RangeText.Flat(s),
                    !s.FlatAtEveryClose ? Tone.Bad : s.StaleExits.Count > 0 ? Tone.Caution : Tone.Good),
                new("violations", Violations(s.Violations), s.Violations.Count == 0 ? Tone.Good : Tone.Bad),
                new("took", $"{FigureText.Number(s.ElapsedSeconds, 1)} s ({FigureText.Number(s.BarsPerSecond, 0)} bars a "
                    + $"second, training included)"),
                new("report", s.Report ?? FigureText.None)),
            new Sentence(nextStep, Tone.Quiet),
        ]);

    // Hundreds would hide the figures above them; the report has them all.
    private static string Violations(IReadOnlyList<string> violations) => violations.Count switch
    {
        0 => "none",
        <= MostViolations => string.Join(" ", violations),
        _ => $"{string.Join(" ", violations.Take(MostViolations))} And "
            + $"{FigureText.Count(violations.Count - MostViolations)} more, which stand in the report.",
    };

    private static Tone EvidenceTone(EvidencePoint? evidence) => evidence?.Standing switch
    {
        RecipeStanding.Proven => Tone.Good,
        RecipeStanding.Doubted => Tone.Bad,
        _ => Tone.Caution,
    };

    private static string Decisions(BacktestSummary s) => s.Decisions.Count == 0
        ? FigureText.None
        : string.Join(", ", s.Decisions.Select(d => $"{FigureText.Words(d.Key)} {FigureText.Count(d.Value)}"));

    private static string Accuracy(AccuracySummary accuracy)
    {
        if (accuracy.All is null) return FigureText.None;
        var bayes = accuracy.Bayes is { } best ? $", best possible {FigureText.Percent(best)}" : "";
        return $"{FigureText.Percent(accuracy.All)} (majority class {FigureText.Percent(accuracy.MajorityClass)}{bayes})";
    }

    private static string Confidence(ConfidenceSummary confidence) => confidence.Count == 0
        ? $"no resolved signal at or above {FigureText.Number(confidence.Threshold, 2)}"
        : $"claimed {FigureText.Percent(confidence.Claimed)}, actual {FigureText.Percent(confidence.Actual)} of "
            + $"{FigureText.Counted(confidence.Count, "signal")} at or above {FigureText.Number(confidence.Threshold, 2)}";

    private static string Baseline(Baseline baseline) =>
        $"{FigureText.Percent(baseline.Return, 2, withPlus: true)}, {FigureText.Money(baseline.Pnl, withPlus: true)}";
}
