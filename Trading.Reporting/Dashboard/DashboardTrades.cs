using Trading.Core.Status;
using Trading.Core.Storage;

namespace Trading.Reporting.Dashboard;

/// <summary>What was traded, each trade with a link to its page.</summary>
internal static class DashboardTrades
{
    /// <summary>The session's trades, newest first.</summary>
    public static Markup Of(StatusReport report) => ReportSections.Panel(
        $"Trades of {FigureText.Date(report.Session.Date)}",
        report.Day switch
        {
            null => Markup.Of($"<p>The journal does not say what was traded.</p>"),
            { Trades.Count: 0 } => Markup.Of($"<p>Nothing was traded.</p>"),
            var day => DashboardGrid.Of(
                "Trades",
                [
                    DashboardGrid.One("Symbol"), DashboardGrid.Two("In", "Out"), DashboardGrid.One("P&L"),
                    DashboardGrid.Two("Claimed", "Ended by"),
                ],
                day.Trades.OrderByDescending(t => t.EntryAt).Select(Row), "tall"),
        },
        "panel wide", "trades");

    private static Markup Row(TradeRow trade)
    {
        var exit = trade.IsOpen ? "open" : $"{At(trade.ExitAt, trade.Session)} {FigureText.Price(trade.ExitPrice)}";
        var reason = trade.ExitReason is { } given ? FigureText.Words($"{given}") : FigureText.None;
        return Markup.Of(
            $"""
            <tr data-key="{trade.EntryId}">{DashboardGrid.SymbolCell(trade.Symbol, trade.Quantity, trade.EntryId.Value)}
            <td>{At(trade.EntryAt, trade.Session)} {FigureText.Price(trade.EntryPrice)}<br/>{exit}</td>
            {DashboardGrid.PnlCell(trade.Pnl, (double?)trade.Return)}
            <td>{FigureText.Percent(trade.Probability)}<br/>{reason}</td></tr>

            """);
    }

    // The date is the table's; an exit on another one must say so.
    private static string At(Instant? at, LocalDate session)
    {
        var text = FigureText.NewYork(at);
        return text.Length > 11 && text.StartsWith(FigureText.Date(session), StringComparison.Ordinal) ? text[11..] : text;
    }
}
