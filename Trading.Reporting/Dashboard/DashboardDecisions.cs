using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Status;
using Trading.Core.Storage;

namespace Trading.Reporting.Dashboard;

/// <summary>The session's decisions, with a filter that is part of the page's address.</summary>
internal static class DashboardDecisions
{
    // A page with a link for each of thousands of symbols is none.
    private const int MostLinks = 100;

    /// <summary>How many came to what, the filter, and the decisions that match it.</summary>
    public static Markup Of(StatusReport report, DashboardOptions options) => ReportSections.Panel(
        $"Decisions of {FigureText.Date(report.Session.Date)}",
        report.Day switch
        {
            null => Markup.Of($"<p>The journal does not answer.</p>"),
            { Predictions: 0 } day => Markup.Of(
                $"""
                <p>No prediction was made on {FigureText.Date(day.Session)}.</p>
                {Scanned(day)}{Explanations(report, options.ExplainPath)}
                """),
            var day => Markup.Of(
                $"""
                <ul class="tally">{Markup.Join(day.ByReason.OrderByDescending(r => r.Value).Select(r => Markup.Of(
                    $"<li><strong>{FigureText.Count(r.Value)}</strong> {ReasonText.Of(r.Key)}</li>\n")))}</ul>
                {Scanned(day)}
                {(options.Decisions is { } decisions ? List(day, decisions, options) : Markup.Empty)}
                {Explanations(report, options.ExplainPath)}
                """),
        },
        "panel wide", "decisions");

    private static Markup Scanned(DayStatus day) => day.Universe is { } choice
        ? Markup.Of($"<p class=\"note\">Scanned: {UniverseText.Of(choice)}</p>") : Markup.Empty;

    private static Markup Explanations(StatusReport report, string? path)
    {
        if (path is null || report.Model?.Card is not { Symbols.Count: > 0 } card) return Markup.Empty;
        var symbols = report.Day?.Universe?.Symbols ?? card.Symbols;
        var links = symbols.Take(MostLinks).Select(symbol =>
            Markup.Of($"<a class=\"to\" href=\"{path}?symbol={Uri.EscapeDataString(symbol)}\">{symbol}</a> "));
        return Markup.Of($"<p class=\"note\">Why the newest forecast is what it is: {Markup.Join(links)}</p>");
    }

    private static Markup List(DayStatus day, DayDecisions decisions, DashboardOptions options) => Markup.Of(
        $"""
        {Form(options.Filter)}
        <p id="decisions-shown" class="note">{Shown(decisions)}</p>
        {(decisions.Shown.Count == 0 ? Markup.Empty : DashboardGrid.Of(
            "Decisions",
            [
                DashboardGrid.One("Time"), DashboardGrid.One("Symbol"), DashboardGrid.One("Probability"),
                DashboardGrid.One("What became of it"),
            ],
            decisions.Shown.Select(row => Row(day, row, options)), "tall list"))}
        """);

    private static Markup Form(DecisionFilter filter) => Markup.Of(
        $"""
        <form method="get" class="filter" id="filter" data-filter="" data-keep="" role="search" aria-label="Filter the decisions">
        <span><label for="filter-symbol">Symbol</label>
        <input id="filter-symbol" name="{DashboardRequest.SymbolName}" value="{filter.Symbol}" maxlength="20" size="8"
        autocomplete="off" autocapitalize="characters" spellcheck="false"></span>
        <span><label for="filter-kind">Decision</label>
        <select id="filter-kind" name="{DashboardRequest.KindName}">
        {Markup.Join(Enum.GetValues<DecisionKind>().Select(kind => Option(kind, filter.Kind)))}</select></span>
        <noscript><button>Show</button></noscript>
        </form>
        """);

    private static Markup Option(DecisionKind kind, DecisionKind chosen)
    {
        var (value, mark) = (kind == DecisionKind.All ? "" : $"{kind}", kind == chosen ? Selected : Markup.Empty);
        return Markup.Of($"<option value=\"{value}\"{mark}>{Name(kind)}</option>\n");
    }

    private static Markup Selected => Markup.Trusted(" selected=\"\"");

    private static string Name(DecisionKind kind) => kind switch
    {
        DecisionKind.All => "All",
        DecisionKind.Signals => "Signals",
        DecisionKind.Orders => "Orders sent",
        DecisionKind.Refusals => "Signals not bought",
        _ => "Not confident enough",
    };

    private static string Shown(DayDecisions decisions)
    {
        var part = decisions.IsWhole ? ""
            : " Of a day with so many predictions only the signals are listed; type a whole symbol for all of its predictions.";
        return decisions.Matching == 0 ? $"No decision matches.{part}"
            : decisions.Left == 0 ? $"{FigureText.Counted(decisions.Matching, "decision")}.{part}"
            : $"The newest {FigureText.Count(decisions.Shown.Count)} of {FigureText.Counted(decisions.Matching, "decision")}, "
                + $"signals above all; {FigureText.Count(decisions.Left)} are not shown.{part}";
    }

    private static Markup Row(DayStatus day, PredictionRow row, DashboardOptions options)
    {
        var time = FigureText.NewYork(row.Minute)[11..];
        return Markup.Of(
            $"""
            <tr data-key="{row.Symbol} {time}"><td>{time}</td><th scope="row">{Symbol(row, time, options.ExplainPath)}</th>
            <td>{Probability(row)}</td>
            <td class="prose {(row.Reason == ReasonCode.Entered ? "strong" : "")}">{Outcome(day, row)}</td></tr>

            """);
    }

    private static Markup Symbol(PredictionRow row, string time, string? path) => path is null
        ? Markup.Of($"{row.Symbol}")
        : Markup.Of(
            $"""
            <a class="to" href="{path}?symbol={Uri.EscapeDataString(row.Symbol)}&amp;at={time}">{row.Symbol}<span class="sr">:
            explanation of the forecast</span></a>
            """);

    private static Markup Probability(PredictionRow row) => row.Reason.IsSignal()
        ? Markup.Of($"<strong>{FigureText.Percent(row.Probability)}</strong>")
        : Markup.Of($"{FigureText.Percent(row.Probability)}");

    private static Markup Outcome(DayStatus day, PredictionRow row)
    {
        var id = ClientOrderId.Entry(row.Session, row.Minute, row.Symbol);
        var text = ReasonText.Of(row.Reason);
        return row.Reason == ReasonCode.Entered && day.Trades.Any(trade => trade.EntryId == id)
            ? DashboardGrid.TradeLink(text, id.Value) : Markup.Of($"{text}");
    }
}
