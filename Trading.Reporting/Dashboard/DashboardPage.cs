using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>What a dashboard shows besides the report.</summary>
public sealed record DashboardOptions
{
    /// <summary>What it is about, such as the name of a book; empty for nothing.</summary>
    public string Title { get; init; } = "";

    /// <summary>Least confidence at which a share is bought: the line in the pictures.</summary>
    public required double MinConfidence { get; init; }

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
        var refresh = options.RefreshSeconds is { } seconds ? Markup.Of($"<meta http-equiv=\"refresh\" content=\"{seconds}\">") : Markup.Empty;
        return Markup.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            {refresh}
            <title>{title}</title>
            <style>{Markup.Trusted(ReportStyle.Css)}{Markup.Trusted(DashboardStyle.Css)}</style>
            </head>
            <body>
            <main>
            <header>
            <h1>{title} {DashboardBanners.Mode(report)}</h1>
            <p>{StatusText.Market(report)}</p>
            {DashboardBanners.OfAlarms(report)}
            </header>
            {DashboardCards.Of(report)}
            {DashboardTrading.Positions(report)}
            <div class="grid pictures">
            {DashboardTables.Record(report)}
            {DashboardTables.Model(report)}
            {DashboardTables.Decisions(report)}
            {DashboardTables.Health(report)}
            </div>
            {DashboardTables.Jobs(report)}
            <div class="grid pictures">
            {DashboardPictures.Equity(report)}
            {DashboardPictures.Pnl(report)}
            {DashboardPictures.Claims(report)}
            {DashboardPictures.Judgement(report, options.MinConfidence)}
            </div>
            {DashboardTrading.Trades(report)}
            <footer class="note">As of {FigureText.NewYork(report.At)} New York. All times are New York's.{Again(options)}</footer>
            </main>
            </body>
            </html>

            """).ToString();
    }

    private static string Again(DashboardOptions options) =>
        options.RefreshSeconds is { } seconds ? $" The page asks for itself again every {FigureText.Counted(seconds, "second")}." : "";
}
