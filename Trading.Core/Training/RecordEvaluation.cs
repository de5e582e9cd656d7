using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;

namespace Trading.Core.Training;

/// <summary>The figures of a card, from the newest sessions of a judged record.</summary>
public static class RecordEvaluation
{
    /// <summary>How many sessions a card's figures are about.</summary>
    public const int Sessions = 60;

    /// <summary>The figures and the sessions that they are about; null without a session.</summary>
    /// <param name="judged">The record, in order.</param>
    /// <param name="minConfidence">Least probability of a signal.</param>
    public static (Learning.Evaluation Figures, DataBlock Block)? Of(IReadOnlyList<JudgedSession> judged, double minConfidence)
    {
        var newest = judged.Skip(judged.Count - Sessions).ToList();
        if (newest.Count == 0) return null;
        var forecasts = new List<ResolvedForecast>(newest.Sum(s => s.Outcomes.Length));
        foreach (var session in newest)
        {
            for (var i = 0; i < session.Outcomes.Length; i++)
            {
                forecasts.Add(new ResolvedForecast(
                    session.Probabilities[i], session.Outcomes[i], session.Session.Rows[i].NetReturn, session.Bases[i]));
            }
        }
        var figures = Evaluator.Evaluate(forecasts, minConfidence);
        return (figures, new DataBlock(
            newest[0].Session.Session, newest[^1].Session.Session, newest.Count, figures.Rows, figures.BaseRate));
    }
}
