using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>
/// A status report as one page that needs nothing else: no link, no font, and one small script that keeps it up to date in place.
/// Without the script it reloads. It follows the reader's light or dark setting and fits a phone.
/// </summary>
public static class DashboardPage
{
    /// <summary>Renders the page; every text in it is encoded.</summary>
    public static string Render(StatusReport report, DashboardOptions options)
    {
        var title = options.Title.Length > 0 ? $"Trading · {options.Title}" : "Trading";
        return PageShell.Render(new PageParts(
            report.Halt is null ? title : $"HALTED · {title}", Markup.Of($"{title} {DashboardBanners.Mode(report)}"),
            Lead(report), Body(report, options), Footer(report, options))
        {
            Style = DashboardStyle.Css,
            Live = new LivePage
            {
                Script = InlineScript.Live,
                RefreshSeconds = options.RefreshSeconds,
                Bar = DashboardBar.Of(options.RefreshSeconds),
                Dialogs = options.Acting is { } acting ? DashboardActions.Dialogs(acting) : Markup.Empty,
            },
        });
    }

    private static Markup Lead(StatusReport report) => Markup.Of(
        $"""
        <p>{StatusText.Market(report)}</p>
        {DashboardBanners.OfAlarms(report)}
        <p class="sr" role="status">{DashboardBanners.Counts(report)}</p>
        """);

    private static Markup Body(StatusReport report, DashboardOptions options) => Markup.Of(
        $"""
        {DashboardHonesty.Of(report)}
        {DashboardCards.Of(report)}
        {(options.Acting is null ? Markup.Empty : DashboardActions.Buttons(report))}
        {DashboardPositions.Of(report)}
        {DashboardProtections.Of(report)}
        {DashboardTrades.Of(report)}
        {DashboardDecisions.Of(report, options)}
        <div class="grid pictures" id="charts">
        {DashboardPictures.Equity(report)}
        {DashboardPictures.Pnl(report)}
        {DashboardPictures.Evidence(report)}
        {DashboardPictures.Reliability(report, options.MinConfidence)}
        </div>
        <div class="grid pictures" id="system">
        {DashboardPictures.Claims(report)}
        <div class="stack">
        {DashboardTables.Model(report)}
        {DashboardTables.Health(report)}
        </div>
        </div>
        {DashboardTables.Jobs(report)}
        """);

    private static Markup Footer(StatusReport report, DashboardOptions options) => Markup.Of(
        $"As of {FigureText.NewYork(report.At)} New York. All times are New York's where nothing else is said.{Again(options)}");

    private static string Again(DashboardOptions options) =>
        options.RefreshSeconds is { } seconds ? $" The page asks for itself again every {FigureText.Counted(seconds, "second")}."
            : "";
}
