namespace Trading.Reporting.Dashboard;

/// <summary>The bar that stays in sight: how old the page is, and links to its parts.</summary>
internal static class DashboardBar
{
    /// <summary>The bar of the dashboard.</summary>
    public static Markup Of(int? refreshSeconds) => Markup.Of(
        $"""
        <div class="strip">
        {Updated(refreshSeconds)}
        <nav aria-label="Parts of this page"><a href="#positions">Positions</a> <a href="#trades">Trades</a>
        <a href="#decisions">Decisions</a> <a href="#charts">Charts</a> <a href="#system">System</a></nav>
        </div>
        """);

    /// <summary>Where the script tells how old the page is; empty for a page that never asks again.</summary>
    public static Markup Updated(int? refreshSeconds) => refreshSeconds is { } seconds
        ? Markup.Of($"<p id=\"updated\" class=\"note\" data-seconds=\"{seconds}\">Reloads every {seconds} s.</p>") : Markup.Empty;
}
