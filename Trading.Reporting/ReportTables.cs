using Trading.Core.Learning;
using Trading.Core.Storage;

namespace Trading.Reporting;

/// <summary>The wide tables of a report; on a phone they scroll sideways.</summary>
public static class ReportTables
{
    /// <summary>Trades that the table shows.</summary>
    public const int MostTrades = 200;

    /// <summary>Every model with what it was worth on data it had never seen, newest first.</summary>
    public static Markup Models(IReadOnlyList<ModelCard> models) => ReportSections.Panel(
        "Models",
        models.Count == 0
            ? Markup.Of($"<p>No model was trained.</p>")
            : Markup.Of(
                $"""
                <div class="scroll"><table><thead><tr>
                <th>Model</th><th>Trained (New York)</th><th>Log-loss</th><th>Base</th><th>AUC</th>
                <th>Accuracy</th><th>Majority</th><th>Verdict</th></tr></thead><tbody>
                {Markup.Join(models.Reverse().Select(Row))}</tbody></table></div>
                <p class="note">Measured on the recipe's record: sessions that its models had not seen when they forecast them.
                Log-loss in nats: lower is better, and base is what the base forecast costs, which knows nothing of the chart's
                direction. Majority is the accuracy of always giving the more frequent answer.</p>
                """),
        "panel wide");

    /// <summary>The last trades, newest first.</summary>
    public static Markup Trades(IReadOnlyList<TradeRow> trades, string title = "Trades") => ReportSections.Panel(
        title,
        trades.Count == 0
            ? Markup.Of($"<p>Nothing was traded.</p>")
            : Markup.Of(
                $"""
                {(trades.Count > MostTrades
                    ? Markup.Of($"<p>The last {MostTrades} of {FigureText.Count(trades.Count)}.</p>")
                    : Markup.Empty)}
                <div class="scroll"><table><thead><tr>
                <th>Symbol</th><th>Entry (New York)</th><th>Exit (New York)</th><th>Shares</th><th>Paid</th>
                <th>Received</th><th>P&amp;L</th><th>Return</th><th>Claimed</th><th>Ended by</th></tr></thead><tbody>
                {Markup.Join(trades.TakeLast(MostTrades).Reverse().Select(Row))}</tbody></table></div>
                """),
        "panel wide");

    private static Markup Row(ModelCard model)
    {
        var judged = model.Judged;
        var verdict = model.Verdict is { } said ? Markup.Of($"<strong>{said.Decision}.</strong> {said.Reason}")
            : Markup.Of($"{FigureText.None}");
        return Markup.Of(
            $"""
            <tr><td class="id">{model.Id}</td><td>{FigureText.NewYork(model.TrainedAt)}</td>
            <td class="{(judged?.LogLoss < judged?.BaseLogLoss ? "gain" : "loss")}">{FigureText.Number(judged?.LogLoss, 4)}</td>
            <td>{FigureText.Number(judged?.BaseLogLoss, 4)}</td>
            <td>{FigureText.Number(judged?.Auc, 3)}</td><td>{FigureText.Percent(judged?.Accuracy)}</td>
            <td>{FigureText.Percent(judged?.MajorityClass)}</td>
            <td class="prose">{verdict}</td></tr>

            """);
    }

    private static Markup Row(TradeRow trade)
    {
        var tone = trade.Pnl switch { > 0 => "gain", < 0 => "loss", _ => "" };
        return Markup.Of(
            $"""
            <tr><th>{trade.Symbol}</th><td>{FigureText.NewYork(trade.EntryAt)}</td>
            <td>{(trade.IsOpen ? "open" : FigureText.NewYork(trade.ExitAt))}</td>
            <td>{FigureText.Count(trade.Quantity)}</td><td>{FigureText.Price(trade.EntryPrice)}</td>
            <td>{FigureText.Price(trade.ExitPrice)}</td>
            <td class="{tone}">{FigureText.Money(trade.Pnl, withPlus: true)}</td>
            <td class="{tone}">{FigureText.Percent((double?)trade.Return, 2, withPlus: true)}</td>
            <td>{FigureText.Percent(trade.Probability)}</td>
            <td class="prose">{(trade.ExitReason is { } reason ? FigureText.Words(reason.ToString()) : FigureText.None)}</td></tr>

            """);
    }
}
