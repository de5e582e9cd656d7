using Trading.Core.Evaluation.Holding;
using Trading.Core.Learning;
using Trading.Core.Settings;
using Trading.Core.Statistics;

namespace Trading.Core.Evaluation;

/// <summary>All figures that follow from a judged record and its bars.</summary>
internal sealed record EvaluationFigures
{
    /// <summary>The sessions that were forecast.</summary>
    public required DataBlock Forecast { get; init; }

    /// <summary>How good the probabilities are.</summary>
    public required ForecastScores Scores { get; init; }

    /// <summary>What was claimed beside what came true.</summary>
    public required IReadOnlyList<ReliabilityStep> Reliability { get; init; }

    /// <summary>The signals at the settings' threshold.</summary>
    public required ThresholdRow Signals { get; init; }

    /// <summary>The same at other thresholds.</summary>
    public required IReadOnlyList<ThresholdRow> Thresholds { get; init; }

    /// <summary>The simple account.</summary>
    public required AccountReport Account { get; init; }

    /// <summary>What it is compared with.</summary>
    public required BaselineReport Baselines { get; init; }

    /// <summary>Computes them.</summary>
    /// <param name="judged">The record.</param>
    /// <param name="sessions">Its sessions with their bars.</param>
    /// <param name="held">The same sessions as they are held.</param>
    /// <param name="settings">The threshold and the limits.</param>
    /// <param name="recipe">The trade and its costs.</param>
    public static EvaluationFigures Of(
        JudgedRecord judged, IReadOnlyList<EvaluatedSession> sessions, IReadOnlyList<HeldSession> held, TradingSettings settings,
        Recipe recipe)
    {
        var bootstrap = new BlockBootstrap(sessions.Count, recipe.Seed);
        var rules = AccountRules.Of(settings);
        var account = SignalAccount.Run(sessions, rules, session => SignalsOf(session, settings.Risk.MinConfidence));
        var macd = SignalAccount.Run(sessions, rules, MacdCross.Signals);
        List<IReadOnlyList<SessionPrices>> prices = [.. sessions.Select(session => (IReadOnlyList<SessionPrices>)
            [.. session.Bars.Select(series => SessionPrices.Of(series, session.Hours)).OfType<SessionPrices>()])];
        var holding = BuyAndHold.Of(held, rules.StartEquity, recipe.Plan.CostBps);
        return new EvaluationFigures
        {
            Forecast = new DataBlock(
                judged.Sessions[0].Session.Session, judged.Sessions[^1].Session.Session, judged.Sessions.Count, judged.Rows,
                judged.Sessions.Sum(s => s.Outcomes.Count(profit => profit)) / (double)judged.Rows),
            Scores = ForecastScores.Of(judged.Sessions, bootstrap),
            Reliability = ReliabilityTable.Of(judged.Sessions),
            Signals = ThresholdTable.RowOf(judged.Sessions, settings.Risk.MinConfidence),
            Thresholds = ThresholdTable.Of(judged.Sessions),
            Account = ReportOf(account, sessions, rules, recipe),
            Baselines = new BaselineReport(
                EquityFigures.Of(holding.Equity),
                EquityFigures.Of(BuyAndHold.Of(held, rules.StartEquity, recipe.Plan.CostBps, withNights: false).Equity),
                RandomEntries.Of(account, sessions, prices, rules, recipe.Plan, recipe.Seed),
                ReportOf(macd, sessions, rules, recipe))
            {
                Holding = holding.Facts,
            },
        };
    }

    private static AccountReport ReportOf(
        SignalAccount account, IReadOnlyList<EvaluatedSession> sessions, AccountRules rules, Recipe recipe) =>
        new(rules, TradeFigures.Of(account, sessions), EquityFigures.Of(account.Equity))
        {
            StaleExits = account.StaleExits(sessions, recipe.Plan),
        };

    private static IEnumerable<(int Row, double Rank)> SignalsOf(EvaluatedSession session, double minConfidence)
    {
        var probabilities = session.Judged.Probabilities;
        for (var row = 0; row < probabilities.Length; row++)
        {
            if (probabilities[row] >= minConfidence) yield return (row, probabilities[row]);
        }
    }
}
