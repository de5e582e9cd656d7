using Trading.Reporting.Backtests;

namespace Trading.Reporting;

/// <summary>The parts of a report that are figures in words, cards and small tables.</summary>
public static class ReportSections
{
    /// <summary>The figures that one looks for first.</summary>
    /// <param name="summary">The figures.</param>
    /// <param name="sessionsNeeded">Sessions it takes to believe the Sharpe ratio; null when not known.</param>
    public static Markup Cards(BacktestSummary summary, double? sessionsNeeded) => Markup.Of(
        $"""
        <section class="cards" aria-label="Key figures">
        {Card("Net P&L", FigureText.Money(summary.NetPnl, withPlus: true), "after costs", ToneOf(summary.NetPnl))}
        {Card(
            "Return",
            FigureText.Percent(summary.Return, 2, withPlus: true),
            "of the starting equity",
            ToneOf((decimal)summary.Return))}
        {Card("Max drawdown", FigureText.Percent(summary.MaxDrawdown, 2), "sampled each minute")}
        {Card("Sharpe", FigureText.Number(summary.Sharpe, 2), SharpeNote(summary, sessionsNeeded))}
        {Card("Trades", FigureText.Count(summary.Trades), FigureText.Counted(summary.Entries, "entry order"))}
        {Card("Win rate", FigureText.Percent(summary.WinRate), "of closed trades")}
        </section>

        """);

    /// <summary>What was claimed and what came, what is proved, and the pictures of both.</summary>
    public static Markup Honesty(BacktestResult result)
    {
        var (summary, card) = (result.Summary, result.Models.Count > 0 ? result.Models[^1] : null);
        return EvidenceSections.Panel(
            Markup.Of($"<p>The model in use at the end: <strong>{EvidenceFigures.Standing(summary.Standing)}</strong>.</p>"),
            Claims(summary),
            EvidenceSections.Odds(summary.Evidence ?? card?.Evidence),
            card?.EvidenceHistory ?? [],
            ReportPictures.Reliability(
                result.Reliability, summary.Confidence.Threshold, "Claimed and actual hit rate of all predictions",
                "No prediction has a known outcome, so nothing can be compared."));
    }

    /// <summary>Claimed beside actual, and accuracy beside what needs no model.</summary>
    private static Markup Claims(BacktestSummary summary)
    {
        var (accuracy, confidence) = (summary.Accuracy, summary.Confidence);
        var tone = confidence.Actual < confidence.Claimed - 0.05 ? "loss" : "";
        var signals = confidence.Count == 0
            ? Markup.Of($"<p>No prediction whose outcome is known reached {FigureText.Percent(confidence.Threshold, 0)}.</p>")
            : Markup.Of(
                $"""
                <table><tbody>
                <tr><th>Claimed at {FigureText.Percent(confidence.Threshold, 0)} or more</th>
                <td>{FigureText.Percent(confidence.Claimed)}</td></tr>
                <tr><th>Actual</th>
                <td class="{tone}">{FigureText.Percent(confidence.Actual)}</td></tr>
                <tr><th>Signals, traded or not</th><td>{FigureText.Count(confidence.Count)}</td></tr>
                </tbody></table>
                """);
        var bayes = accuracy.Bayes is null
            ? Markup.Empty
            : Markup.Of($"<tr><th>Best possible forecast (Bayes)</th><td>{FigureText.Percent(accuracy.Bayes)}</td></tr>\n");
        return Markup.Of(
            $"""
            {signals}
            <table><tbody>
            <tr><th>Accuracy at 50 %</th><td>{FigureText.Percent(accuracy.All)}</td></tr>
            <tr><th>Always saying the majority class</th><td>{FigureText.Percent(accuracy.MajorityClass)}</td></tr>
            {bayes}</tbody></table>
            <p class="note">Only predictions made before their outcome was known; {FigureText.Counted(
                summary.Predictions, "prediction")} in all.</p>
            """);
    }

    /// <summary>What doing without a model would have given.</summary>
    public static Markup Baselines(BacktestSummary summary)
    {
        var random = summary.Baselines.RandomEntry;
        return Panel("Without a model", Markup.Of(
            $"""
            <table><thead><tr><th></th><th>Return</th><th>P&amp;L</th></tr></thead><tbody>
            <tr><th>This run</th>
            <td>{FigureText.Percent(summary.Return, 2, withPlus: true)}</td>
            <td>{FigureText.Money(summary.NetPnl, withPlus: true)}</td></tr>
            <tr><th>Buy and hold</th>
            <td>{FigureText.Percent(summary.Baselines.BuyAndHold.Return, 2, withPlus: true)}</td>
            <td>{FigureText.Money(summary.Baselines.BuyAndHold.Pnl, withPlus: true)}</td></tr>
            <tr><th>Random entries</th>
            <td>{FigureText.Percent(random?.Return, 2, withPlus: true)}</td>
            <td>{FigureText.Money(random?.Pnl, withPlus: true)}</td></tr>
            </tbody></table>
            <p class="note">Same sessions, symbols and costs. Buy and hold: the starting cash in equal parts in each symbol,
            from its first regular open to its last regular close. Random entries' return is the mean of a trade, the others' are
            of the whole account; this run puts only a part of it at risk.</p>
            """));
    }

    /// <summary>What the figures rest on; nothing when there is nothing to say.</summary>
    /// <param name="sentences">What to know of the bars.</param>
    public static Markup Range(IReadOnlyList<string> sentences) => sentences.Count == 0 ? Markup.Empty : Panel(
        "The bars behind these figures",
        Markup.Of($"<ul>{Markup.Join(sentences.Select(sentence => Markup.Of($"<li>{sentence}</li>")))}</ul>"));

    /// <summary>What must always hold, and whether it did.</summary>
    public static Markup Violations(BacktestSummary summary) => Panel(
        "What always holds",
        summary.Violations.Count == 0
            ? Markup.Of($"<p class=\"gain\">Violations: none.</p>{FlatLine(summary)}")
            : Markup.Of(
                $"""
                <p class="loss">{FigureText.Counted(
                    summary.Violations.Count, "violation")}: the figures of this run are not to be trusted.</p>
                <ul class="loss">{Markup.Join(summary.Violations.Select(violation => Markup.Of($"<li>{violation}</li>")))}</ul>
                {FlatLine(summary)}
                """));

    /// <summary>Predictions by what was done with them.</summary>
    public static Markup Decisions(BacktestSummary summary) => Panel(
        "What was done with the predictions",
        summary.Decisions.Count == 0
            ? Markup.Of($"<p>No prediction was made.</p>")
            : Markup.Of(
                $"""
                <table><tbody>{Markup.Join(summary.Decisions.OrderByDescending(decision => decision.Value).Select(
                    decision => DecisionRow(decision.Key, decision.Value)))}</tbody></table>
                """));

    /// <summary>A titled part of the page.</summary>
    internal static Markup Panel(string title, Markup content, string style = "panel") =>
        Markup.Of($"<section class=\"{style}\"><h2>{title}</h2>\n{content}\n</section>\n");

    private static Markup DecisionRow(string decision, int count) =>
        Markup.Of($"<tr><th>{FigureText.Words(decision)}</th><td>{FigureText.Count(count)}</td></tr>\n");

    private static Markup FlatLine(BacktestSummary summary) => summary.FlatAtEveryClose
        ? Markup.Of($"<p>Flat at every close: {RangeText.Flat(summary)}.</p>")
        : Markup.Of($"<p class=\"loss\">A position stood over a close.</p>");

    /// <summary>A figure with its name and what to know of it.</summary>
    internal static Markup Card(string name, string figure, string note, string tone = "") => Markup.Of(
        $"""
        <div class="card"><div class="name">{name}</div>
        <div class="figure {tone}">{figure}</div><div class="note">{note}</div></div>
        """);

    /// <summary>The style of a gain or a loss.</summary>
    internal static string ToneOf(decimal figure) => figure switch { > 0 => "gain", < 0 => "loss", _ => "" };

    private static string SharpeNote(BacktestSummary summary, double? needed)
    {
        if (summary.Sharpe is null) return "too few sessions, or no variation";
        var chance = $"above zero with probability {FigureText.Percent(summary.ProbabilisticSharpe, 0)}";
        if (summary.Sessions >= Conclusion.FewSessions) return chance;
        var caution = $"Caution: only {FigureText.Counted(summary.Sessions, "session")}";
        return needed is { } sessions && sessions > summary.Sessions
            ? $"{caution}; such returns need {FigureText.Count((long)Math.Ceiling(sessions))} to be believed"
            : $"{caution}; {chance}";
    }
}
