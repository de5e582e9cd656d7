using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Statistics;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>Sessions of a recipe's record as they were judged.</summary>
/// <param name="Figures">What they say.</param>
/// <param name="DailyReturns">Of a simple account that takes each signal, fractions.</param>
internal sealed record JudgedRecipe(RecipeFigures Figures, IReadOnlyList<double> DailyReturns)
{
    /// <summary>Judges sessions as the night does.</summary>
    /// <param name="record">The sessions, in order, at least one.</param>
    /// <param name="judge">The judge, which knows the sessions before them.</param>
    /// <param name="settings">The recipe's settings.</param>
    /// <param name="calendar">When the exchange was open.</param>
    public static JudgedRecipe Of(
        IReadOnlyList<OutOfSampleSession> record, RecordJudge judge, TradingSettings settings, IMarketCalendar calendar)
    {
        var judged = record.Select(judge.Add).ToList();
        var sessions = judged.ConvertAll(
            session => new EvaluatedSession(session, calendar.SessionOn(session.Session.Session)!, []));
        var account = SignalAccount.Run(
            sessions, AccountRules.Of(settings), session => SignalsOf(session.Judged, settings.Risk.MinConfidence));
        var returns = SharpeStatistics.DailyReturns(account.Equity[0], account.Equity.Skip(1));
        return new JudgedRecipe(
            new RecipeFigures
            {
                First = record[0].Session,
                Last = record[^1].Session,
                Sessions = record.Count,
                Evidence = judge.Evidence!,
                GainOverBase = SessionMean.Of(judged.ConvertAll(GainOf)),
                Signals = ThresholdTable.RowOf(judged, settings.Risk.MinConfidence),
                SharpePerSession = SharpeStatistics.PerSession(returns),
            },
            returns);
    }

    private static double GainOf(JudgedSession session)
    {
        var sums = SessionSums.Of(session);
        return (sums.Base.LogLoss - sums.Model.LogLoss) / sums.Rows;
    }

    private static IEnumerable<(int Row, double Rank)> SignalsOf(JudgedSession session, double minConfidence)
    {
        for (var row = 0; row < session.Probabilities.Length; row++)
        {
            if (session.Probabilities[row] >= minConfidence) yield return (row, session.Probabilities[row]);
        }
    }
}
