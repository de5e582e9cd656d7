namespace Trading.Reporting.Dashboard;

/// <summary>A table of a dashboard, narrow enough for a phone: it scrolls inside a region that the keyboard reaches.</summary>
internal static class DashboardGrid
{
    /// <summary>The table.</summary>
    /// <param name="caption">What it shows, for a screen reader.</param>
    /// <param name="headings">Its columns; each may have two lines.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="style">Classes of the region.</param>
    public static Markup Of(
        string caption, IEnumerable<Markup> headings, IEnumerable<Markup> rows, string style = "") => Markup.Of(
        $"""
        <div class="scroll {style}" role="region" aria-label="Table: {caption}" tabindex="0"><table class="tight">
        <caption class="sr">{caption}</caption><thead>
        <tr>{Markup.Join(headings.Select(h => Markup.Of($"<th scope=\"col\">{h}</th>")))}</tr></thead><tbody>
        {Markup.Join(rows)}</tbody></table></div>
        """);

    /// <summary>A heading of two lines.</summary>
    public static Markup Two(string first, string second) => Markup.Of($"{first}<br/>{second}");

    /// <summary>A heading of one line.</summary>
    public static Markup One(string text) => Markup.Of($"{text}");

    /// <summary>Profit or loss, and the same as a share.</summary>
    public static Markup PnlCell(decimal? pnl, double? change) => Markup.Of(
        $"""
        <td class="{ReportSections.ToneOf(pnl ?? 0)}">{FigureText.Money(pnl, withPlus: true)}<br/>{FigureText.Percent(
            change, 2, withPlus: true)}</td>
        """);

    /// <summary>A symbol with its shares; a link to its trade's page where there is one.</summary>
    public static Markup SymbolCell(string symbol, int shares, string? tradeId)
    {
        var name = tradeId is null ? Markup.Of($"{symbol}") : TradeLink(symbol, tradeId);
        return Markup.Of($"<th scope=\"row\">{name}<br/><span class=\"note\">{FigureText.Counted(shares, "share")}</span></th>");
    }

    /// <summary>A link to a trade's page.</summary>
    public static Markup TradeLink(string text, string tradeId) => Markup.Of(
        $"""
        <a class="to" href="?{DashboardRequest.TradeName}={Uri.EscapeDataString(tradeId)}">{text}<span class="sr">: chart and
        explanation of the trade</span></a>
        """);
}
