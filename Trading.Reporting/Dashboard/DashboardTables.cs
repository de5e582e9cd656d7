using Trading.Core.Learning;
using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>The tables of a dashboard; where a part did not answer it says so instead of showing nothing.</summary>
internal static class DashboardTables
{
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

    /// <summary>Which parts of the world answer.</summary>
    public static Markup Health(StatusReport report) => ReportSections.Panel("Health", Markup.Of(
        $"""
        <table class="fit parts"><caption class="sr">Which parts answer</caption><tbody>{Markup.Join(
            report.Health.Select(Row))}</tbody></table>
        """));

    /// <summary>The jobs' last and next runs.</summary>
    public static Markup Jobs(StatusReport report) => ReportSections.Panel(
        "Jobs",
        report.Jobs.Count == 0
            ? Markup.Of($"<p>No job can run.</p>")
            : Markup.Of(
                $"""
                <table class="fit tight jobs"><caption class="sr">Jobs with their last and next runs</caption><thead><tr>
                <th scope="col">Job</th><th scope="col">Last run<br/><span class="note">Next (New York)</span></th>
                <th scope="col">Outcome</th></tr></thead><tbody>
                {Markup.Join(report.Jobs.Select(job => Row(report, job)))}</tbody></table>
                """),
        "panel wide");

    private static Markup Row(StatusReport report, JobStatus job) => Markup.Of(
        $"""
        <tr><th scope="row">{FigureText.Words($"{job.Name}")}</th>
        <td class="prose">{FigureText.NewYork(job.Last?.StartedAt)}<br/>
        <span class="note">{StatusText.Next(report, job)}</span></td>
        <td class="prose {(job.Last?.Error is null ? "" : "loss")}">{StatusText.Outcome(job.Last)}</td></tr>

        """);

    private static Markup Row(Health health) => Markup.Of(
        $"""
        <tr><th scope="row"><span class="dot {(health.Error is null ? "" : "bad")}" aria-hidden="true"></span>{health.Part}</th>
        <td class="prose">{health.Error ?? "answers"}</td></tr>

        """);

    private static Markup FactRow(string name, string value) =>
        Markup.Of($"<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>");
}
