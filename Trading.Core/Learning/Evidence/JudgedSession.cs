using Trading.Core.Learning.Calibration;
using Trading.Core.Learning.Record;

namespace Trading.Core.Learning.Evidence;

/// <summary>A session of the record with its probabilities, calibrated with what was known before it.</summary>
/// <param name="Session">The session of the record; its rows are in the same order.</param>
/// <param name="Calibration">What it was calibrated with.</param>
/// <param name="Probabilities">Calibrated probability of profit of each row.</param>
/// <param name="Bases">The levelled base forecast's probability of each row.</param>
/// <param name="Outcomes">Whether each row's trade ended in profit.</param>
public sealed record JudgedSession(
    OutOfSampleSession Session, CalibrationPoint Calibration, double[] Probabilities, double[] Bases, bool[] Outcomes)
{
    /// <summary>Calibrates a session.</summary>
    public static JudgedSession Of(OutOfSampleSession session, CalibrationPoint calibration)
    {
        var (probabilities, bases) = (new double[session.Rows.Count], new double[session.Rows.Count]);
        var outcomes = new bool[session.Rows.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            var row = session.Rows[i];
            bases[i] = LogOdds.ToProbability(calibration.BaseOf(row.BaseLogOdds));
            probabilities[i] = LogOdds.ToProbability(calibration.ProbabilityOf(row.Score, row.BaseLogOdds));
            outcomes[i] = row.Profit;
        }
        return new JudgedSession(session, calibration, probabilities, bases, outcomes);
    }
}
