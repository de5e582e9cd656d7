using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Reporting.Backtests;
using Trading.Reporting.Charts;

namespace Trading.Reporting;

/// <summary>The pictures of a report, each with its title and legend, or with a sentence where there is nothing to
/// draw.</summary>
public static class ReportPictures
{
    /// <summary>Equity and drawdown.</summary>
    public static Markup Equity(IReadOnlyList<EquityPoint> equity, IReadOnlyList<LocalDate> sessions) => Figure(
        "Equity and drawdown",
        EquityChart.Draw(equity, sessions),
        Markup.Of($"Above, the account's equity; below, how far it stands under its highest so far. Nights are left out."),
        equity.Count == 0 ? "Equity was not sampled." : $"Equity stayed at {FigureText.Money(equity[0].Equity)} throughout.");

    /// <summary>Claimed beside actual hit rate, as a part of a panel.</summary>
    /// <param name="bins">The hit rates, in bins.</param>
    /// <param name="threshold">Least probability of a signal.</param>
    /// <param name="title">What the bins are about.</param>
    /// <param name="otherwise">What stands in its place when there are no bins.</param>
    internal static Markup Reliability(
        IReadOnlyList<ReliabilityBin> bins, double threshold, string title, string otherwise) => Markup.Of(
        $"""
        <h3>{title}</h3>{Drawn(
            ReliabilityChart.Draw(bins, threshold),
            Markup.Of(
                $"""
                On the dashed diagonal a claim is kept; below it the model boasts. The red line is the threshold of
                {FigureText.Percent(threshold, 0)}. Beneath: predictions in each bin.
                """),
            otherwise)}
        """);

    /// <summary>The trades of one symbol on its price.</summary>
    public static Markup Trades(IReadOnlyList<BarSeries> prices, IReadOnlyList<TradeRow> trades, TradePlan? rules)
    {
        var series = TradesChart.Choose(prices, trades);
        return Figure(
            series is null ? "Price"
                : $"{series.Symbol}, {FigureText.Counted(trades.Count(trade => trade.Symbol == series.Symbol), "trade")}",
            series is null ? Markup.Empty : TradesChart.Draw(series, trades, rules),
            Markup.Of(
                $"""
                ▲ entry, <span class="gain">● exit with profit</span>, <span class="loss">✕ exit with loss</span>; dotted:
                <span class="loss">stop</span> and <span class="gain">target</span> of few trades, where in sight.
                """),
            "There are no bars to draw.");
    }

    /// <summary>Profit or loss of each session.</summary>
    public static Markup DailyPnl(IReadOnlyList<PerformanceRow> days) => Figure(
        "Profit or loss of each session",
        DailyPnlChart.Draw(days),
        Markup.Of($"Closed trades, after costs."),
        days is [{ Trades: > 0 } only]
            ? $"There was one session: {FigureText.Money(only.Pnl, withPlus: true)} from "
                + $"{FigureText.Counted(only.Trades, "trade")}."
            : "No trade was closed in any session.");

    /// <summary>What a model looks at: the one promoted last and not retired since, else the newest.</summary>
    public static Markup Importance(IReadOnlyList<ModelCard> models)
    {
        var promoted = models.Aggregate((ModelCard?)null, (proven, model) => model.Verdict?.Decision switch
        {
            Decision.Promote => model,
            Decision.Retire => null,
            _ => proven,
        });
        var shown = promoted ?? (models.Count > 0 ? models[^1] : null);
        return Figure(
            "What the model looks at",
            shown is null ? Markup.Empty : ImportanceChart.Draw(shown.Importance),
            Markup.Of(
                $"""
                Share of the trees' gain. {(promoted is null ? "Newest model (not promoted)" : "Promoted model")},
                trained {FigureText.NewYork(shown?.TrainedAt)} New York time.
                """),
            shown is null ? "No model was trained." : "The model names no features.");
    }

    /// <summary>A titled picture with its legend, or the sentence that stands in its place.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="drawing">The picture; empty where there is nothing to draw.</param>
    /// <param name="legend">What its lines are.</param>
    /// <param name="otherwise">What stands in its place.</param>
    /// <param name="table">The same figures as a table; empty for none.</param>
    internal static Markup Figure(string title, Markup drawing, Markup legend, string otherwise, Markup table = default) =>
        ReportSections.Panel(title, Markup.Of($"{Drawn(drawing, legend, otherwise)}{table}"));

    private static Markup Drawn(Markup drawing, Markup legend, string otherwise) => drawing == Markup.Empty
        ? Markup.Of($"<p>{otherwise}</p>")
        : Markup.Of($"<figure>{drawing}<figcaption class=\"note\">{legend}</figcaption></figure>");
}
