using Trading.Core.Evaluation;

namespace Trading.Reporting.Evaluations;

/// <summary>The simple account beside what needs no model, a column each.</summary>
internal static class AccountTable
{
    /// <summary>The table.</summary>
    public static Markup Of(EvaluationReport report)
    {
        Column[] columns =
        [
            new($"Signals at {FigureText.Percent(report.MinConfidence, 0)}", report.Account.Equity, report.Account.Trades),
            new("MACD crosses its signal", report.Baselines.MacdCross.Equity, report.Baselines.MacdCross.Trades),
            new("Buy and hold", report.Baselines.BuyAndHold, null),
            new("Without nights", report.Baselines.RegularHours, null),
            new("Random entries", null, null) { Random = report.Baselines.Random },
        ];
        return EvaluationTables.Wide("A simple account, and doing without a model", Markup.Of(
            $"""
            <table><thead><tr><th></th>{Markup.Join(columns.Select(column => Markup.Of($"<th>{column.Name}</th>")))}</tr></thead>
            <tbody>
            {Row("Trades", column => Trades(column, t => FigureText.Count(t.Trades)))}
            {Row("Won", column => Trades(column, t => FigureText.Percent(t.Won?.Value)))}
            {Row("Net bp a trade", NetBps)}
            {Row("Return", Return)}
            {Row("Sharpe", column => Equity(column, e => FigureText.Number(e.Sharpe, 2)))}
            {Row("Sortino", column => Equity(column, e => FigureText.Number(e.Sortino, 2)))}
            {Row("Calmar", column => Equity(column, e => FigureText.Number(e.Calmar, 2)))}
            {Row("Largest drawdown", column => Equity(column, e => FigureText.Percent(e.MaxDrawdown, 2)))}
            {Row("Sharpe above zero", column => Equity(column, e => FigureText.Percent(e.ProbabilisticSharpe)))}
            {Row("Profit factor", column => Trades(column, t => FigureText.Number(t.ProfitFactor, 2)))}
            {Row("Turnover a session", column => Trades(column, t => FigureText.Percent(t.TurnoverASession, 0)))}
            {Row("Time in the market", column => Trades(column, t => FigureText.Percent(t.ExposureInTime, 0)))}
            {Row("Equity in the market", column => Trades(column, t => FigureText.Percent(t.ExposureOfEquity, 0)))}
            {Row("Minutes held", column => Trades(column, t => FigureText.Number(t.MeanMinutes, 0)))}
            </tbody></table>
            """), Note(report));

        Markup Row(string name, Func<Column, string> cell) => Markup.Of(
            $"<tr><th>{name}</th>{Markup.Join(columns.Select(column => Markup.Of($"<td>{cell(column)}</td>")))}</tr>\n");
    }

    private static Markup Note(EvaluationReport report) => Markup.Of(
        $"""
        Equal dollars for each position: the equity at the open over {report.Account.Rules.MaxOpenPositions} positions, fractions
        of shares allowed; one position a symbol; no entry in the last
        {FigureText.Number(report.Account.Rules.NoEntryBeforeClose.TotalMinutes, 0)} minutes. Stop, target, exit and costs are the
        plan's, for the MACD rule too. Buy and hold: equal dollars in each symbol{Universe(report)}, from its
        first regular open to its last regular close, with costs; what is listed later waits in cash, what ends earlier stays in
        it. Drawdown between closes. Random entries: as many trades as the signals', each held as long, at random sessions,
        symbols and minutes; in brackets the middle 95 % of {FigureText.Count(report.Baselines.Random?.Draws ?? 0)} draws.
        """);

    private static string Universe(EvaluationReport report) => report.Recipe.Universe.Chooses
        ? $" of the {report.Baselines.Holding.Parts} that the universe rule chose at most at a time, changed at each choice" : "";

    private static string NetBps(Column column) => column.Random is { } random
        ? EvaluationTables.Range(random.NetBpsATrade, random.NetBpsInterval, v => FigureText.Number(v, 1))
        : Trades(column, trades => EvaluationTables.Error(trades.NetBpsATrade, 1, 1));

    private static string Return(Column column) => column.Random is { } random
        ? EvaluationTables.Range(random.Return * 100, new(random.ReturnInterval.Low * 100, random.ReturnInterval.High * 100),
            v => FigureText.Number(v, 1, withPlus: true)) + " %"
        : Equity(column, equity => FigureText.Percent(equity.Return, 2, withPlus: true));

    private static string Trades(Column column, Func<TradeFigures, string> text) =>
        column.Trades is { } trades ? text(trades) : "";

    private static string Equity(Column column, Func<EquityFigures, string> text) =>
        column.Equity is { } equity ? text(equity) : "";

    private sealed record Column(string Name, EquityFigures? Equity, TradeFigures? Trades)
    {
        public RandomEntries? Random { get; init; }
    }
}
