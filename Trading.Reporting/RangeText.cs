using Trading.Core.Evaluation;
using Trading.Core.Evaluation.Holding;
using Trading.Reporting.Backtests;

namespace Trading.Reporting;

/// <summary>What a reader of a result should know of the bars behind it, a sentence each; none when there is nothing to
/// say.</summary>
public static class RangeText
{
    private const int MostSteps = 6;

    /// <summary>The sentences for a backtest.</summary>
    public static IReadOnlyList<string> Of(BacktestSummary summary) =>
    [
        .. summary.Range is { } range ? Of(range, "traded") : [],
        .. Of(summary.StaleExits, "trades were", "trade was"),
        .. Of(summary.Baselines.Holding),
    ];

    /// <summary>The sentences for an evaluation.</summary>
    public static IReadOnlyList<string> Of(EvaluationReport report) =>
    [
        .. report.Range is { } range ? Of(range, "forecast") : [],
        .. Of(report.Account.StaleExits, "trades of the account were", "trade of the account was"),
        .. Of(report.Baselines.MacdCross.StaleExits, "trades of the MACD rule were", "trade of the MACD rule was"),
        .. Of(report.Baselines.Holding),
    ];

    /// <summary>Whether every session ended flat, and at which prices.</summary>
    public static string Flat(BacktestSummary summary) => (summary.FlatAtEveryClose, summary.StaleExits) switch
    {
        (false, _) => "NO",
        (_, { Count: 0 }) => "yes",
        (_, var stale) => $"yes, but {FigureText.Count(stale.Count)} of {FigureText.Counted(summary.Trades, "trade")} by a sale "
            + $"at an old price (up to {Age(stale.WorstMinutes)}: {FigureText.Names(stale.Symbols)})",
    };

    private static IEnumerable<string> Of(RangeReport range, string used)
    {
        foreach (var reason in range.Shortened)
        {
            yield return reason switch
            {
                RangeShortening.RecordingBegins =>
                    $"Shorter than asked: the first recorded session is {FigureText.Date(range.RecordedFrom)}, and --from is "
                    + $"{FigureText.Date(range.AskedFrom!.Value)}.",
                RangeShortening.RecordingEnds =>
                    $"Shorter than asked: the last recorded session is {FigureText.Date(range.RecordedTo)}, and --to is "
                    + $"{FigureText.Date(range.AskedTo!.Value)}.",
                RangeShortening.LearnedFrom =>
                    $"Shorter than asked: the first {used} session is {FigureText.Date(range.From)}, because those from "
                    + $"{FigureText.Date(range.AskedFrom!.Value)} on are needed to learn from.",
                _ => throw new ArgumentOutOfRangeException(nameof(range), reason, "There is no sentence for this reason."),
            };
        }
        if (range.MissingSessions > 0)
        {
            var more = range.MissingSessions > range.FirstMissing.Count ? ", ..." : "";
            yield return $"{FigureText.Counted(range.MissingSessions, "session")} of the exchange "
                + $"{(range.MissingSessions == 1 ? "is" : "are")} not recorded and not {used}: "
                + $"{string.Join(", ", range.FirstMissing.Select(FigureText.Date))}{more}.";
        }
        if (range.WithoutBars.Count > 0)
            yield return $"Without a bar in these sessions, and so left out: {FigureText.Names(range.WithoutBars)}.";
        if (range.WithoutPrediction > 0)
            yield return $"Nothing was predicted in {FigureText.Counted(range.WithoutPrediction, "session")}, so nothing could "
                + "be traded there; buying and holding holds all sessions.";
    }

    private static IEnumerable<string> Of(StaleExits stale, string many, string one)
    {
        if (stale.Count == 0) yield break;
        yield return $"{FigureText.Count(stale.Count)} {(stale.Count == 1 ? one : many)} sold at a price that was more than "
            + $"{FigureText.Number(StaleExits.Fresh.TotalMinutes, 0)} minutes old, up to {Age(stale.WorstMinutes)}, because no "
            + $"bar came any more: {FigureText.Names(stale.Symbols)}. A true sale would have found another price.";
    }

    private static IEnumerable<string> Of(HoldingFacts holding)
    {
        if (holding.Listed.Count > 0)
            yield return $"Buy and hold waits in cash for the first bar of {Dated(holding.Listed)}.";
        if (holding.Ended.Count > 0)
            yield return "Buy and hold sells at the last close, because no bar follows, and keeps the cash: "
                + $"{Dated(holding.Ended)}.";
        if (holding.Gaps.Count > 0)
            yield return "Without a bar in some sessions, and held meanwhile: " + FigureText.Names(
                [.. holding.Gaps.Select(gap =>
                    $"{gap.Symbol} ({FigureText.Counted(gap.Sessions, "session")} from {FigureText.Date(gap.First)})")]) + ".";
        foreach (var step in holding.Steps.Take(MostSteps)) yield return Of(step);
        if (holding.Steps.Count > MostSteps)
            yield return $"{FigureText.Count(holding.Steps.Count - MostSteps)} more steps in the price look like splits.";
        foreach (var sentence in Of(holding.StaleExits, "positions of buy and hold were", "position of buy and hold was"))
            yield return sentence;
    }

    private static string Of(OvernightStep step)
    {
        var seen = $"{step.Symbol} went from {FigureText.Price(step.Before)} to {FigureText.Price(step.After)} before "
            + $"{FigureText.Date(step.Session)}";
        var ratio = $"{step.Ratio.NewShares} for {step.Ratio.OldShares}";
        return step.IsAdjusted
            ? $"{seen}: buy and hold takes that for a split of {ratio} in unadjusted prices. If it was none, its figure is wrong."
            : $"{seen}, like a split of {ratio}, but far more shares changed hands: buy and hold takes it for a true loss or "
                + "gain.";
    }

    private static string Dated(IReadOnlyList<SymbolDate> symbols) =>
        FigureText.Names([.. symbols.Select(one => $"{one.Symbol} ({FigureText.Date(one.Session)})")]);

    private static string Age(int minutes) => minutes < 60
        ? $"{minutes} min" : $"{minutes / 60} h {minutes % 60} min";
}
