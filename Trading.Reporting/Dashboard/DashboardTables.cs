using Trading.Core.Learning;
using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>The tables of a dashboard; where a part did not answer it says so instead of showing nothing.</summary>
internal static class DashboardTables
{
    // A page with a link for each of thousands of symbols is none.
    private const int MostLinks = 100;

    /// <summary>The model in use and what it was worth on data it had never seen.</summary>
    public static Markup Model(StatusReport report)
    {
        if (report.Model is not { } model) return ReportSections.Panel("Model", Markup.Of($"<p>No model can be used now.</p>"));
        if (model.Card is not { } card) return ReportSections.Panel("Model", Markup.Of($"<p>{model.Standing}</p>"));
        return ReportSections.Panel("Model", Markup.Of(
            $"""
            <p>{model.Standing}</p>
            <table class="fit"><tbody>
            {FactRow(
                "Trained (New York)",
                $"{FigureText.NewYork(card.TrainedAt)}, {FigureText.Words($"{card.ModelType}").ToLowerInvariant()}")}
            {(card is { Judged: { } judged, Judgement: { } block } ? Judged(judged, block) : Markup.Empty)}
            </tbody></table>
            """));
    }

    private static Markup Judged(Evaluation judged, DataBlock block) => Markup.Of(
        $"""
        {FactRow(
            "Record",
            $"{FigureText.Counted(block.Sessions, "session")} to {FigureText.Date(block.Last)}, "
                + FigureText.Counted(judged.Rows, "row"))}
        {FactRow(
            "Log-loss (base forecast)",
            $"{FigureText.Number(judged.LogLoss, 4)} ({FigureText.Number(judged.BaseLogLoss, 4)})")}
        {FactRow(
            "Accuracy (majority class)",
            $"{FigureText.Percent(judged.Accuracy)} ({FigureText.Percent(judged.MajorityClass)})")}
        {FactRow(
            "Signals: claimed, actual",
            $"{FigureText.Percent(judged.Signals.Claimed)}, {FigureText.Percent(judged.Signals.Actual)} of "
                + FigureText.Count(judged.Signals.Count))}
        """);

    /// <summary>The session's predictions by what was done with them, and where each symbol's newest one is explained.</summary>
    public static Markup Decisions(StatusReport report, string? explainPath) => ReportSections.Panel(
        "What was done with the predictions",
        report.Day switch
        {
            null => Markup.Of($"<p>The journal does not answer.</p>"),
            { Predictions: 0 } day => Markup.Of(
                $"""
                <p>No prediction was made on {FigureText.Date(day.Session)}.</p>
                {Scanned(day)}{Explanations(report, explainPath)}
                """),
            var day => Markup.Of(
                $"""
                <table class="fit"><tbody>{Markup.Join(day.ByReason.OrderByDescending(r => r.Value).Select(
                    r => Markup.Of($"{FactRow(ReasonText.Of(r.Key), FigureText.Count(r.Value))}\n")))}</tbody></table>
                {Scanned(day)}{Explanations(report, explainPath)}
                """),
        });

    private static Markup Scanned(DayStatus day) => day.Universe is { } choice
        ? Markup.Of($"<p class=\"note\">Scanned: {UniverseText.Of(choice)}</p>") : Markup.Empty;

    private static Markup Explanations(StatusReport report, string? path)
    {
        if (path is null || report.Model?.Card is not { Symbols.Count: > 0 } card) return Markup.Empty;
        var symbols = report.Day?.Universe?.Symbols ?? card.Symbols;
        var links = symbols.Take(MostLinks).Select(symbol =>
            Markup.Of($"<a href=\"{path}?symbol={Uri.EscapeDataString(symbol)}\">{symbol}</a> "));
        return Markup.Of($"<p class=\"note\">Why the newest forecast is what it is: {Markup.Join(links)}</p>");
    }

    /// <summary>Which parts of the world answer.</summary>
    public static Markup Health(StatusReport report) => ReportSections.Panel("Health", Markup.Of(
        $"""
        <table class="fit parts"><tbody>{Markup.Join(report.Health.Select(Row))}</tbody></table>
        """));

    /// <summary>The jobs' last and next runs.</summary>
    public static Markup Jobs(StatusReport report) => ReportSections.Panel(
        "Jobs",
        report.Jobs.Count == 0
            ? Markup.Of($"<p>No job can run.</p>")
            : Markup.Of(
                $"""
                <table class="fit tight jobs"><thead><tr>
                <th>Job</th><th>Last run<br/><span class="note">Next (New York)</span></th><th>Outcome</th></tr></thead><tbody>
                {Markup.Join(report.Jobs.Select(job => Row(report, job)))}</tbody></table>
                """),
        "panel wide");

    private static Markup Row(StatusReport report, JobStatus job) => Markup.Of(
        $"""
        <tr><th>{FigureText.Words($"{job.Name}")}</th>
        <td class="prose">{FigureText.NewYork(job.Last?.StartedAt)}<br/>
        <span class="note">{StatusText.Next(report, job)}</span></td>
        <td class="prose {(job.Last?.Error is null ? "" : "loss")}">{StatusText.Outcome(job.Last)}</td></tr>

        """);

    private static Markup Row(Health health) => Markup.Of(
        $"""
        <tr><th><span class="dot {(health.Error is null ? "" : "bad")}"></span>{health.Part}</th>
        <td class="prose">{health.Error ?? "answers"}</td></tr>

        """);

    private static Markup FactRow(string name, string value) => Markup.Of($"<tr><th>{name}</th><td>{value}</td></tr>");
}
