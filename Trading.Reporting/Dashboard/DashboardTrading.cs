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
            { Positions: { Count: > 0 } held } => Table(["Symbol", "Paid<br/>Now", "P&amp;L", "Stop<br/>Target"], held.Select(Row)),
            { Positions: not null } => Markup.Of($"<p>Nothing is held.</p>"),
            { HeldByJournal: null } => Markup.Of($"<p>Neither the broker nor the journal says what is held.</p>"),
            { HeldByJournal: { Count: > 0 } held } => Markup.Of(
                $"<p>{Silence(report)} The journal remembers these; they may have been sold since.</p>{Table(["Symbol", "Decided", "Price then", "Stop<br/>Target"], held.Select(Row))}"),
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
            var day => Table(["Symbol", "In<br/>Out (New York)", "P&amp;L", "Claimed<br/>Ended by"], day.Trades.Reverse().Select(Row)),
        },
        "panel wide");

    private static string Silence(StatusReport report) => report.HasExchange ? "The broker does not say what is held." : "There is no exchange to ask.";

    private static Markup Table(IEnumerable<string> headings, IEnumerable<Markup> rows) => Markup.Of(
        $"""
        <div class="scroll"><table class="numbers tight"><thead><tr>{Markup.Join(headings.Select(h => Markup.Trusted($"<th>{h}</th>")))}</tr></thead><tbody>
        {Markup.Join(rows)}</tbody></table></div>
        """);

    private static Markup Row(PositionStatus held)
    {
        var (position, tone) = (held.Position, ReportSections.ToneOf(held.Pnl));
        return Markup.Of(
            $"""
            <tr><th>{position.Symbol}<br/><span class="note">{FigureText.Counted(position.Quantity, "share")}</span></th>
            <td>{FigureText.Price(position.AverageEntryPrice)}<br/>{FigureText.Price(position.MarketPrice)}</td>
            <td class="{tone}">{FigureText.Money(held.Pnl, withPlus: true)}<br/>{FigureText.Percent((double)position.UnrealizedReturn, 2, withPlus: true)}</td>
            <td class="{(held.IsProtected == false ? "loss" : "")}">{Level(held.StopPrice, held.IsProtected is null ? "known stop" : "stop")}<br/>{Level(held.TakeProfitPrice, held.IsProtected is null ? "known target" : "target")}</td></tr>

            """);
    }

    private static Markup Row(OrderIntent entry) => Markup.Of(
        $"""
        <tr><th>{entry.Request.Symbol}<br/><span class="note">{FigureText.Counted(entry.Request.Quantity, "share")}</span></th>
        <td>{FigureText.NewYork(entry.DecidedAt)}</td><td>{FigureText.Price(entry.ReferencePrice)}</td>
        <td>{Level(entry.Request.Bracket?.StopPrice, "stop")}<br/>{Level(entry.Request.Bracket?.TakeProfitPrice, "target")}</td></tr>

        """);

    private static Markup Row(TradeRow trade)
    {
        var tone = ReportSections.ToneOf(trade.Pnl ?? 0);
        var exit = trade.IsOpen ? "open" : $"{At(trade.ExitAt, trade.Session)} {FigureText.Price(trade.ExitPrice)}";
        return Markup.Of(
            $"""
            <tr><th>{trade.Symbol}<br/><span class="note">{FigureText.Counted(trade.Quantity, "share")}</span></th>
            <td>{At(trade.EntryAt, trade.Session)} {FigureText.Price(trade.EntryPrice)}<br/>{exit}</td>
            <td class="{tone}">{FigureText.Money(trade.Pnl, withPlus: true)}<br/>{FigureText.Percent((double?)trade.Return, 2, withPlus: true)}</td>
            <td>{FigureText.Percent(trade.Probability)}<br/>{(trade.ExitReason is { } reason ? FigureText.Words($"{reason}") : FigureText.None)}</td></tr>

            """);
    }

    // The date is the table's; an exit on another one must say so.
    private static string At(Instant? at, LocalDate session) =>
        FigureText.NewYork(at) is { Length: > 11 } text && text.StartsWith(FigureText.Date(session), StringComparison.Ordinal) ? text[11..] : FigureText.NewYork(at);

    private static string Level(decimal? price, string what) => price is null ? $"no {what}" : FigureText.Price(price);
}
