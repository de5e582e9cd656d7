using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>What a dashboard shows besides the report.</summary>
public sealed record DashboardOptions
{
    /// <summary>What it is about, such as the name of a book; empty for nothing.</summary>
    public string Title { get; init; } = "";

    /// <summary>Least confidence at which a share is bought: the line in the pictures.</summary>
    public required double MinConfidence { get; init; }

    /// <summary>The page that explains a symbol's forecast, asked for as <c>?symbol=</c>; null where there is none.</summary>
    public string? ExplainPath { get; init; }

    /// <summary>After how many seconds the page asks for itself again; null for never.</summary>
    public int? RefreshSeconds { get; init; } = 60;
}

/// <summary>
/// A status report as one page that needs nothing else: no script, no link, no font. It follows the reader's light or dark
/// setting, fits a phone, and asks for itself again.
/// </summary>
public static class DashboardPage
{
    /// <summary>Renders the page; every text in it is encoded.</summary>
    public static string Render(StatusReport report, DashboardOptions options)
    {
        var title = options.Title.Length > 0 ? $"Trading · {options.Title}" : "Trading";
        return PageShell.Render(new PageParts(
            title, Markup.Of($"{title} {DashboardBanners.Mode(report)}"), Lead(report), Body(report, options),
            Footer(report, options))
        {
            Style = DashboardStyle.Css,
            RefreshSeconds = options.RefreshSeconds,
        });
    }

    private static Markup Lead(StatusReport report) => Markup.Of(
        $"""
        <p>{StatusText.Market(report)}</p>
        {DashboardBanners.OfAlarms(report)}
        """);

    private static Markup Body(StatusReport report, DashboardOptions options) => Markup.Of(
        $"""
        {DashboardHonesty.Of(report, options.MinConfidence)}
        {DashboardCards.Of(report)}
        {DashboardTrading.Positions(report)}
        {DashboardProtections.Of(report)}
        <div class="grid pictures">
        {DashboardTables.Model(report)}
        {DashboardTables.Decisions(report, options.ExplainPath)}
        {DashboardTables.Health(report)}
        </div>
        {DashboardTables.Jobs(report)}
        <div class="grid pictures">
        {DashboardPictures.Equity(report)}
        {DashboardPictures.Pnl(report)}
        {DashboardPictures.Claims(report)}
        </div>
        {DashboardTrading.Trades(report)}
        """);

    private static Markup Footer(StatusReport report, DashboardOptions options) =>
        Markup.Of($"As of {FigureText.NewYork(report.At)} New York. All times are New York's.{Again(options)}");

    private static string Again(DashboardOptions options) =>
        options.RefreshSeconds is { } seconds ? $" The page asks for itself again every {FigureText.Counted(seconds, "second")}."
            : "";
}
