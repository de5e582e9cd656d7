using Trading.Core.Journal;
using Trading.Core.Status;

namespace Trading.Simulation.Reports.Dashboard;

/// <summary>The tables of a dashboard; where a part did not answer it says so instead of showing nothing.</summary>
internal static class DashboardTables
{
    /// <summary>What is held, with its protection.</summary>
    public static Markup Positions(StatusReport report) => ReportSections.Panel(
        "Positions",
        report.Positions switch
        {
            null => Markup.Of($"<p>The broker does not say what is held.</p>"),
            { Count: 0 } => Markup.Of($"<p>Nothing is held.</p>"),
            var held => Markup.Of(
                $"""
                <div class="scroll"><table class="numbers"><thead><tr><th>Symbol</th><th>Shares</th><th>Paid</th><th>Now</th><th>P&amp;L</th><th>Return</th><th>Stop</th><th>Target</th></tr></thead><tbody>
                {Markup.Join(held.Select(Row))}</tbody></table></div>
                """),
        },
        "panel wide");

    /// <summary>The model in use and what it was worth on data it had never seen.</summary>
    public static Markup Model(StatusReport report)
    {
        if (report.Model is not { } model) return ReportSections.Panel("Model", Markup.Of($"<p>No model can be used now.</p>"));
        if (model.Card is not { } card) return ReportSections.Panel("Model", Markup.Of($"<p>{model.Standing}</p>"));
        var judged = card.Judged;
        return ReportSections.Panel("Model", Markup.Of(
            $"""
            <p class="{(model.MayTrade ? "" : "loss")}">{model.Standing}</p>
            <table class="fit"><tbody>
            <tr><th>Trained</th><td>{FigureText.NewYork(card.TrainedAt)}, {FigureText.Words($"{card.ModelType}").ToLowerInvariant()}</td></tr>
            <tr><th>Judged on</th><td>{FigureText.Counted(card.Judgement.Sessions, "session")} to {FigureText.Date(card.Judgement.Last)}, {FigureText.Counted(judged.Rows, "row")}</td></tr>
            <tr><th>Log-loss (base rate)</th><td>{FigureText.Number(judged.LogLoss, 4)} ({FigureText.Number(judged.BaseLogLoss, 4)})</td></tr>
            <tr><th>Accuracy (majority class)</th><td>{FigureText.Percent(judged.Accuracy)} ({FigureText.Percent(judged.MajorityClass)})</td></tr>
            <tr><th>Signals: claimed, actual</th><td>{FigureText.Percent(judged.Signals.Claimed)}, {FigureText.Percent(judged.Signals.Actual)} of {FigureText.Count(judged.Signals.Count)}</td></tr>
            </tbody></table>
            """));
    }

    /// <summary>How right the system was.</summary>
    public static Markup Record(StatusReport report) => ReportSections.Panel(
        "Does it hold what it claims?",
        report.Record.All(r => r.Sessions == 0)
            ? Markup.Of($"<p>No session with a known outcome yet.</p>")
            : Markup.Of(
                $"""
                <div class="scroll"><table class="tight"><thead><tr><th>Sessions</th>{Markup.Join(report.Record.Select(r => Markup.Of($"<td>{FigureText.Count(r.Asked)}</td>")))}</tr></thead><tbody>
                {RecordRow(report, "Signals", r => FigureText.Count(r.Signals))}
                {RecordRow(report, "Claimed", r => FigureText.Percent(r.Claimed))}
                {RecordRow(report, "Actual", r => FigureText.Percent(r.Actual), r => r.Actual < r.Claimed - 0.05 ? "loss" : "")}
                {RecordRow(report, "Accuracy", r => FigureText.Percent(r.Accuracy))}
                {RecordRow(report, "Majority class", r => FigureText.Percent(r.MajorityClass))}
                {RecordRow(report, "Trades (wins)", r => $"{FigureText.Count(r.Trades)} ({FigureText.Count(r.Wins)})")}
                {RecordRow(report, "P&L", r => FigureText.Money(r.Pnl, withPlus: true), r => ReportSections.ToneOf(r.Pnl))}
                </tbody></table></div>
                <p class="note">Signals are predictions at or above the threshold, traded or not, whose outcome is known.</p>
                """));

    /// <summary>The session's predictions by what was done with them.</summary>
    public static Markup Decisions(StatusReport report) => ReportSections.Panel(
        "What was done with the predictions",
        report.Day switch
        {
            null => Markup.Of($"<p>The journal does not answer.</p>"),
            { Predictions: 0 } day => Markup.Of($"<p>No prediction was made on {FigureText.Date(day.Session)}.</p>"),
            var day => Markup.Of(
                $"""
                <table class="fit"><tbody>{Markup.Join(day.ByReason.OrderByDescending(r => r.Value).Select(r =>
                    Markup.Of($"<tr><th>{FigureText.Words($"{r.Key}")}</th><td>{FigureText.Count(r.Value)}</td></tr>\n")))}</tbody></table>
                """),
        });

    /// <summary>Which parts of the world answer.</summary>
    public static Markup Health(StatusReport report) => ReportSections.Panel("Health", Markup.Of(
        $"""
        <table class="fit parts"><tbody>{Markup.Join(report.Health.Select(h => Markup.Of(
            $"<tr><th><span class=\"dot {(h.Trouble is null ? "" : "bad")}\"></span>{h.Part}</th><td class=\"prose\">{h.Trouble ?? "answers"}</td></tr>\n")))}</tbody></table>
        """));

    /// <summary>The jobs' last and next runs.</summary>
    public static Markup Jobs(StatusReport report) => ReportSections.Panel(
        "Jobs",
        report.Jobs.Count == 0
            ? Markup.Of($"<p>No job can run.</p>")
            : Markup.Of(
                $"""
                <div class="scroll"><table><thead><tr><th>Job</th><th>Last run</th><th>Next</th><th>Outcome</th></tr></thead><tbody>
                {Markup.Join(report.Jobs.Select(Row))}</tbody></table></div>
                """),
        "panel wide");

    private static Markup Row(PositionStatus held)
    {
        var (position, tone) = (held.Position, ReportSections.ToneOf(held.Pnl));
        return Markup.Of(
            $"""
            <tr><th>{position.Symbol}</th><td>{FigureText.Count(position.Quantity)}</td>
            <td>{FigureText.Price(position.AverageEntryPrice)}</td><td>{FigureText.Price(position.MarketPrice)}</td>
            <td class="{tone}">{FigureText.Money(held.Pnl, withPlus: true)}</td>
            <td class="{tone}">{FigureText.Percent((double)position.UnrealizedReturn, 2, withPlus: true)}</td>
            <td class="{(held.IsProtected ? "" : "loss")}">{(held.StopPrice is null ? "none" : FigureText.Price(held.StopPrice))}</td>
            <td>{FigureText.Price(held.TakeProfitPrice)}</td></tr>

            """);
    }

    private static Markup Row(JobStatus job) => Markup.Of(
        $"""
        <tr><th>{FigureText.Words(job.Name)}</th><td>{FigureText.NewYork(job.Last?.StartedAt)}</td><td>{FigureText.NewYork(job.Next)}</td>
        <td class="prose {(job.Last?.Error is null ? "" : "loss")}">{OutcomeOf(job.Last)}</td></tr>

        """);

    private static string OutcomeOf(JobRunRow? run) => run switch
    {
        null => "has not run in the last sessions",
        { Error: { } error } => $"failed: {error}",
        { FinishedAt: null } => "still running, or cut off",
        { Note.Length: > 0 } => run.Note,
        _ => Counted(run),
    };

    private static string Counted(JobRunRow run)
    {
        var counts = (run.Counts ?? new Dictionary<string, int>(StringComparer.Ordinal)).Where(c => c.Value > 0).ToList();
        return counts.Count == 0 ? "nothing to do" : string.Join(", ", counts.Select(c => $"{FigureText.Words(c.Key).ToLowerInvariant()} {FigureText.Count(c.Value)}"));
    }

    private static Markup RecordRow(StatusReport report, string name, Func<TrackRecord, string> figure, Func<TrackRecord, string>? tone = null) => Markup.Of(
        $"<tr><th>{name}</th>{Markup.Join(report.Record.Select(r => Markup.Of($"<td class=\"{tone?.Invoke(r) ?? ""}\">{figure(r)}</td>")))}</tr>\n");
}
