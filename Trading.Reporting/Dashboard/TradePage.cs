using Trading.Core.Orders;
using Trading.Core.Status;
using Trading.Reporting.Charts;
using Trading.Reporting.Explanation;

namespace Trading.Reporting.Dashboard;

/// <summary>A trade as a page: what it came to, its chart, and what moved the forecast behind it.</summary>
internal static class TradePage
{
    /// <summary>Renders the page; every text in it is encoded.</summary>
    public static string Render(ClientOrderId id, TradeDetail? detail, DashboardOptions options)
    {
        var title = detail is null ? "No such trade" : $"{detail.Trade.Symbol}, {FigureText.Date(detail.Trade.Session)}";
        return PageShell.Render(new PageParts(
            title, Markup.Of($"{title}"), detail is null ? Missing(id) : Lead(detail),
            detail is null ? Markup.Empty : Body(detail),
            Markup.Of($"<a href=\"?\">Back to the dashboard</a>"))
        {
            Style = DashboardStyle.Css + ExplanationStyle.Css,
            Live = new LivePage
            {
                Script = InlineScript.Live,
                RefreshSeconds = options.RefreshSeconds,
                Bar = Markup.Of(
                    $"""
                    <div class="strip">{DashboardBar.Updated(options.RefreshSeconds)}
                    <nav aria-label="Back"><a href="?">← Dashboard</a></nav></div>
                    """),
            },
        });
    }

    private static Markup Missing(ClientOrderId id) =>
        Markup.Of($"<p class=\"conclusion caution\">The journal has no trade with the entry id '{id.Value}'.</p>");

    private static Markup Lead(TradeDetail detail)
    {
        var trade = detail.Trade;
        var came = trade switch
        {
            { IsOpen: true } => "The position is held.",
            { Pnl: { } pnl } =>
                $"{FigureText.Words($"{trade.ExitReason}")}: {FigureText.Money(pnl, withPlus: true)} "
                + $"({FigureText.Percent((double?)trade.Return, 2, withPlus: true)}).",
            _ => $"{FigureText.Words($"{trade.ExitReason}")}, at a price that is not known.",
        };
        return Markup.Of($"<p class=\"conclusion {(trade.Pnl < 0 ? "bad" : trade.Pnl > 0 ? "good" : "")}\">{came}</p>");
    }

    private static Markup Body(TradeDetail detail) => Markup.Of(
        $"""
        <div class="grid pictures">
        {ReportPictures.Figure(
            "Price of the session",
            TradeChart.Draw(detail),
            Markup.Of(
                $"""
                Closes of each minute. <span class="claimed">▲ entry</span>, <span class="gain">● exit with profit</span>,
                <span class="loss">✕ exit with loss</span>; dashed: <span class="loss">stop</span> and
                <span class="gain">target</span>.
                """),
            detail.BarsError ?? "There are too few bars to draw.")}
        {ReportSections.Panel("The trade", Facts(detail))}
        </div>
        <h2 class="part">Why it was bought</h2>
        {(detail.Explanation is { } explained
            ? Markup.Of($"<p class=\"conclusion\">{ExplanationText.Summary(explained)}</p>{ExplanationPage.Sections(explained)}")
            : Markup.Of($"<p class=\"conclusion caution\">It cannot be explained. {detail.ExplanationError}</p>"))}
        """);

    private static Markup Facts(TradeDetail detail)
    {
        var trade = detail.Trade;
        return Markup.Of(
            $"""
            <table class="fit"><caption class="sr">The trade</caption><tbody>
            {Row("Shares", FigureText.Count(trade.Quantity))}
            {Row("Decided (New York)", FigureText.NewYork(detail.Entry?.DecidedAt))}
            {Row("Bought", $"{FigureText.NewYork(trade.EntryAt)} at {FigureText.Price(trade.EntryPrice)}")}
            {Row("Stop", FigureText.Price(detail.StopPrice))}
            {Row("Target", FigureText.Price(detail.TargetPrice))}
            {Row("Sold", trade.IsOpen ? "not yet" : $"{FigureText.NewYork(trade.ExitAt)} at {FigureText.Price(trade.ExitPrice)}")}
            {Row("Ended by", trade.ExitReason is { } reason ? FigureText.Words($"{reason}") : FigureText.None)}
            {Row("P&L", FigureText.Money(trade.Pnl, withPlus: true))}
            {Row("Claimed probability", FigureText.Percent(trade.Probability))}
            {Row("Base forecast", FigureText.Percent(detail.Prediction?.BaseProbability))}
            {Row("Model", trade.ModelId)}
            {Row("Entry id", trade.EntryId.Value)}
            </tbody></table>
            """);
    }

    private static Markup Row(string name, string value) =>
        Markup.Of($"<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>\n");
}
