using Trading.Core.Orders;
using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>What is held, and how far each position is from its stop and its target.</summary>
internal static class DashboardPositions
{
    /// <summary>What is held, with its protection; where the broker cannot be asked, what the journal remembers of it.</summary>
    public static Markup Of(StatusReport report) => ReportSections.Panel(
        "Positions",
        report switch
        {
            { Positions: { Count: > 0 } held } => DashboardGrid.Of(
                "Positions",
                [
                    DashboardGrid.One("Symbol"), DashboardGrid.Two("Paid", "Now"), DashboardGrid.One("P&L"),
                    DashboardGrid.One("From stop to target"),
                ],
                held.Select(position => Row(report, position)), "held"),
            { Positions: not null } => Markup.Of($"<p>Nothing is held.</p>"),
            { HeldByJournal: null } => Markup.Of($"<p>Neither the broker nor the journal says what is held.</p>"),
            { HeldByJournal: { Count: > 0 } held } => Markup.Of(
                $"""
                <p>{Silence(report)} The journal remembers these; they may have been sold since.</p>
                {DashboardGrid.Of(
                    "Positions as the journal remembers them",
                    [
                        DashboardGrid.One("Symbol"), DashboardGrid.One("Decided"), DashboardGrid.One("Price then"),
                        DashboardGrid.Two("Stop", "Target"),
                    ],
                    held.Select(Row))}
                """),
            _ => Markup.Of($"<p>{Silence(report)} As far as the journal knows, nothing is held.</p>"),
        },
        "panel wide", "positions");

    private static string Silence(StatusReport report) =>
        report.HasExchange ? "The broker does not say what is held." : "There is no exchange to ask.";

    private static Markup Row(StatusReport report, PositionStatus held)
    {
        var position = held.Position;
        var trade = report.Day?.Trades.FirstOrDefault(t => t.IsOpen && t.Symbol == position.Symbol);
        return Markup.Of(
            $"""
            <tr data-key="{position.Symbol}">{DashboardGrid.SymbolCell(position.Symbol, position.Quantity, trade?.EntryId.Value)}
            <td>{FigureText.Price(position.AverageEntryPrice)}<br/>{FigureText.Price(position.MarketPrice)}</td>
            {DashboardGrid.PnlCell(held.Pnl, (double?)position.UnrealizedReturn)}
            <td class="range {(held.IsProtected == false ? "loss" : "")}">{Bar(held)}{Levels(held)}</td></tr>

            """);
    }

    // The bar is a picture of the words beneath it.
    private static Markup Bar(PositionStatus held)
    {
        var (entry, now) = (held.Position.AverageEntryPrice, held.Position.MarketPrice);
        if (held is not { StopPrice: { } stop, TakeProfitPrice: { } target } || now is not { } price || target <= stop)
            return Markup.Empty;
        var (from, to) = (Place(entry), Place(price));
        var style = $"left:{Css(Math.Min(from, to))}%;width:{Css(Math.Abs(to - from))}%";
        var way = Markup.Of($"<span class=\"way {(price < entry ? "down" : "")}\" style=\"{style}\"></span>");
        var marks = Markup.Of(
            $"<span class=\"entry\" style=\"left:{Css(from)}%\"></span><span class=\"now\" style=\"left:{Css(to)}%\"></span>");
        return Markup.Of($"<span class=\"track\" aria-hidden=\"true\">{way}{marks}</span>");

        double Place(decimal at) => (double)Math.Clamp((at - stop) / (target - stop) * 100, 0, 100);
    }

    private static string Css(double percent) => FigureText.Number(percent, 1);

    private static Markup Levels(PositionStatus held)
    {
        // Older orders could not be asked for, so the levels may not be all there are.
        var known = held.IsProtected is null ? "known " : "";
        var now = held.Position.MarketPrice;
        return Markup.Of(
            $"""
            <span class="levels"><span>{Level(held.StopPrice, $"{known}stop", now)}</span><span>{Level(
                held.TakeProfitPrice, $"{known}target", now)}</span></span>
            """);
    }

    private static Markup Level(decimal? level, string what, decimal? now) => level is not { } price
        ? Markup.Of($"no {what}")
        : Markup.Of(
            $"""
            {what} {FigureText.Price(price)}<br/><span class="note">{(now is { } at and > 0
                ? Away((double)((price - at) / at)) : Markup.Of($"price not known"))}</span>
            """);

    private static Markup Away(double distance) =>
        Markup.Of($"{FigureText.Percent(distance, 2, withPlus: true)}<span class=\"away\"> away</span>");

    private static Markup Row(OrderIntent entry) => Markup.Of(
        $"""
        <tr data-key="{entry.Id}">{DashboardGrid.SymbolCell(entry.Request.Symbol, entry.Request.Quantity, null)}
        <td>{FigureText.NewYork(entry.DecidedAt)}</td><td>{FigureText.Price(entry.ReferencePrice)}</td>
        <td>{Level(entry.Request.Bracket?.StopPrice, "stop")}<br/>
        {Level(entry.Request.Bracket?.TakeProfitPrice, "target")}</td></tr>

        """);

    private static string Level(decimal? price, string what) => price is null ? $"no {what}" : FigureText.Price(price);
}
