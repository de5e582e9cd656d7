using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>Whether the model holds what it claims: the first thing on the page.</summary>
internal static class DashboardHonesty
{
    /// <summary>What live signals claimed and what came of them, and what the record proves; the pictures of both stand with the
    /// others.</summary>
    /// <param name="report">The report.</param>
    public static Markup Of(StatusReport report) => ReportSections.Panel(
        "Does it hold what it claims?",
        Markup.Of(
            $"""
            {(report.Model is { Id: not null, Proof: var proof }
                ? Markup.Of($"<p>The model in use: <strong>{EvidenceFigures.Standing(proof)}</strong>.</p>") : Markup.Empty)}
            <div class="grid pictures inner">
            <div>{Record(report)}</div>
            <div>{Odds(report.Model)}</div>
            </div>
            """),
        "panel wide", "claims");

    private static Markup Odds(ModelStatus? model) => model switch
    {
        null => Markup.Of($"<p>No model can be used now.</p>"),
        { Id: null } => Markup.Of($"<p>{model.Standing}</p>"),
        _ => EvidenceSections.Odds(model.Evidence?.Last ?? model.Card?.Evidence),
    };

    private static Markup Record(StatusReport report) =>
        report.Day is null ? Markup.Of($"<p>The journal does not answer.</p>")
            : report.Record.All(r => r.Sessions == 0) ? Markup.Of($"<p>No session with a known outcome yet.</p>")
            : Markup.Of(
                $"""
                <div class="scroll" role="region" aria-label="Record" tabindex="0"><table class="tight"><caption class="sr">What
                signals claimed and what came of them</caption><thead><tr><th scope="col">Last sessions</th>{Markup.Join(
                    report.Record.Select(r => Markup.Of(
                        $"<th scope=\"col\">{FigureText.Count(r.Asked)}</th>")))}</tr></thead><tbody>
                {RecordRow(report, "Of these known", r => FigureText.Count(r.Sessions))}
                {RecordRow(report, "Signals", r => FigureText.Count(r.Signals))}
                {RecordRow(report, "Claimed", r => FigureText.Percent(r.Claimed))}
                {RecordRow(report, "Actual", r => FigureText.Percent(r.Actual), r => r.Actual < r.Claimed - 0.05 ? "loss" : "")}
                {RecordRow(report, "Accuracy", r => FigureText.Percent(r.Accuracy))}
                {RecordRow(report, "Majority class", r => FigureText.Percent(r.MajorityClass))}
                {RecordRow(report, "Trades (wins)", r => $"{FigureText.Count(r.Trades)} ({FigureText.Count(r.Wins)})")}
                {RecordRow(report, "P&L", PnlText, r => ReportSections.ToneOf(r.Pnl))}
                </tbody></table></div>
                <p class="note">Signals are predictions at or above the threshold, traded or not, whose outcome is known.</p>
                """);

    private static Markup RecordRow(
        StatusReport report, string name, Func<TrackRecord, string> figure, Func<TrackRecord, string>? tone = null)
    {
        var cells = report.Record.Select(r => Markup.Of($"<td class=\"{tone?.Invoke(r) ?? ""}\">{figure(r)}</td>"));
        return Markup.Of($"<tr><th scope=\"row\">{name}</th>{Markup.Join(cells)}</tr>\n");
    }

    private static string PnlText(TrackRecord record) =>
        record.Trades == 0 ? FigureText.None : FigureText.Money(record.Pnl, withPlus: true);
}
