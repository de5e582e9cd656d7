using Trading.Core.Orders;
using Trading.Core.Status;
using Trading.Core.Storage;

namespace Trading.Reporting.Dashboard;

/// <summary>What is held and what was traded, in tables narrow enough for a phone: two lines a row.</summary>
internal static class DashboardTrading
{
    /// <summary>What is held, with its protection; where the broker cannot be asked, what the journal remembers of it.</summary>
    public static Markup Positions(StatusReport report) => ReportSections.Panel(
        "Positions",
        report switch
        {
            { Positions: { Count: > 0 } held } => Table(
                ["Symbol", "Paid<br/>Now", "P&amp;L", "Stop<br/>Target"], held.Select(Row)),
            { Positions: not null } => Markup.Of($"<p>Nothing is held.</p>"),
            { HeldByJournal: null } => Markup.Of($"<p>Neither the broker nor the journal says what is held.</p>"),
            { HeldByJournal: { Count: > 0 } held } => Markup.Of(
                $"""
                <p>{Silence(report)} The journal remembers these; they may have been sold since.</p>
                {Table(["Symbol", "Decided", "Price then", "Stop<br/>Target"], held.Select(Row))}
                """),
            _ => Markup.Of($"<p>{Silence(report)} As far as the journal knows, nothing is held.</p>"),
        },
        "panel wide");

    /// <summary>The session's trades, newest first.</summary>
    public static Markup Trades(StatusReport report) => ReportSections.Panel(
        $"Trades of {FigureText.Date(report.Session.Date)}",
        report.Day switch
        {
            null => Markup.Of($"<p>The journal does not say what was traded.</p>"),
            { Trades.Count: 0 } => Markup.Of($"<p>Nothing was traded.</p>"),
            var day => Table(
                ["Symbol", "In<br/>Out (New York)", "P&amp;L", "Claimed<br/>Ended by"], day.Trades.Reverse().Select(Row)),
        },
        "panel wide");

    private static string Silence(StatusReport report) =>
        report.HasExchange ? "The broker does not say what is held." : "There is no exchange to ask.";

    private static Markup Table(IEnumerable<string> headings, IEnumerable<Markup> rows) => Markup.Of(
        $"""
        <div class="scroll"><table class="numbers tight"><thead>
        <tr>{Markup.Join(headings.Select(h => Markup.Trusted($"<th>{h}</th>")))}</tr></thead><tbody>
        {Markup.Join(rows)}</tbody></table></div>
        """);

    private static Markup Row(PositionStatus held)
    {
        var position = held.Position;
        // Older orders could not be asked for, so the levels may not be all there are.
        var known = held.IsProtected is null ? "known " : "";
        return Markup.Of(
            $"""
            <tr><th>{position.Symbol}<br/><span class="note">{FigureText.Counted(position.Quantity, "share")}</span></th>
            <td>{FigureText.Price(position.AverageEntryPrice)}<br/>{FigureText.Price(position.MarketPrice)}</td>
            {PnlCell(held.Pnl, (double?)position.UnrealizedReturn)}
            {LevelsCell(held.StopPrice, held.TakeProfitPrice, held.IsProtected == false ? "loss" : "", known)}</tr>

            """);
    }

    private static Markup Row(OrderIntent entry) => Markup.Of(
        $"""
        <tr><th>{entry.Request.Symbol}<br/><span class="note">{FigureText.Counted(entry.Request.Quantity, "share")}</span></th>
        <td>{FigureText.NewYork(entry.DecidedAt)}</td><td>{FigureText.Price(entry.ReferencePrice)}</td>
        {LevelsCell(entry.Request.Bracket?.StopPrice, entry.Request.Bracket?.TakeProfitPrice)}</tr>

        """);

    private static Markup Row(TradeRow trade)
    {
        var exit = trade.IsOpen ? "open" : $"{At(trade.ExitAt, trade.Session)} {FigureText.Price(trade.ExitPrice)}";
        var reason = trade.ExitReason is { } given ? FigureText.Words($"{given}") : FigureText.None;
        return Markup.Of(
            $"""
            <tr><th>{trade.Symbol}<br/><span class="note">{FigureText.Counted(trade.Quantity, "share")}</span></th>
            <td>{At(trade.EntryAt, trade.Session)} {FigureText.Price(trade.EntryPrice)}<br/>{exit}</td>
            {PnlCell(trade.Pnl, (double?)trade.Return)}
            <td>{FigureText.Percent(trade.Probability)}<br/>{reason}</td></tr>

            """);
    }

    // The date is the table's; an exit on another one must say so.
    private static string At(Instant? at, LocalDate session)
    {
        var text = FigureText.NewYork(at);
        return text.Length > 11 && text.StartsWith(FigureText.Date(session), StringComparison.Ordinal) ? text[11..] : text;
    }

    private static Markup PnlCell(decimal? pnl, double? change) => Markup.Of(
        $"""
        <td class="{ReportSections.ToneOf(pnl ?? 0)}">{FigureText.Money(pnl, withPlus: true)}<br/>{FigureText.Percent(
            change, 2, withPlus: true)}</td>
        """);

    private static Markup LevelsCell(decimal? stop, decimal? target, string tone = "", string known = "") => Markup.Of(
        $"""
        <td class="{tone}">{Level(stop, $"{known}stop")}<br/>{Level(target, $"{known}target")}</td>
        """);

    private static string Level(decimal? price, string what) => price is null ? $"no {what}" : FigureText.Price(price);
}
