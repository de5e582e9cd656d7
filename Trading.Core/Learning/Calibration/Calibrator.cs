using Trading.Core.Learning.Record;

namespace Trading.Core.Learning.Calibration;

/// <summary>
/// Learns from the out-of-sample record, session by session, how far a recipe's scores may be believed. Two beliefs compete: that
/// the scores say nothing beyond the base forecast, and that they say something, about as much as they claim. The first holds
/// nearly all weight until the sessions have decided otherwise, so that no evidence means the base forecast.
/// </summary>
public sealed class Calibrator
{
    /// <summary>How much is believed of a recipe's scores before any session has been seen.</summary>
    public const double FirstWeight = 0.05;

    // The level is known as badly as the mood of sessions lets it: as if 150 sessions had ended as the base forecast says.
    private const double LevelSessions = 150;
    private const double LevelPrecision = LevelSessions * 0.25;
    private const double ScalePrecision = 1;
    // Neither belief ever dies, so that a recipe that begins to know something, or ceases to, is noticed.
    private const double MostLogOdds = 7;

    private readonly LogisticFilter level = new(0, LevelPrecision);
    private readonly LogisticFilter scale = new(1, ScalePrecision);
    private readonly SessionWeight weight = new();
    private double beliefLogOdds = LogOdds.Of(FirstWeight);

    /// <summary>What is believed now, after the sessions seen so far: what the next session is forecast with.</summary>
    public CalibrationPoint Point => new(level.Value, LogOdds.ToProbability(beliefLogOdds) * Math.Max(0, scale.Value));

    /// <summary>Learns from a session, which must be later than those before it.</summary>
    public void Add(OutOfSampleSession session)
    {
        var point = Point;
        var count = session.Rows.Count;
        var (walks, ones, outcomes) = (new double[count], new double[count], new bool[count]);
        var (bases, differences) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var row = session.Rows[i];
            (walks[i], ones[i], outcomes[i]) = (row.BaseLogOdds, 1, row.Profit);
            bases[i] = point.BaseOf(row.BaseLogOdds);
            differences[i] = row.Score - bases[i];
        }
        var (gradient, curvature) = LogisticFilter.MeanDerivatives(bases, differences, outcomes, point.Trust);
        var rows = weight.Add(gradient, curvature);

        var gain = MeanLogLikelihood(bases, differences, outcomes, Math.Max(0, scale.Value))
            - MeanLogLikelihood(bases, differences, outcomes, 0);
        beliefLogOdds = Math.Clamp(beliefLogOdds + (rows * gain), -MostLogOdds, MostLogOdds);
        scale.Add(bases, differences, outcomes, rows);
        level.Add(walks, ones, outcomes, 1);
    }

    private static double MeanLogLikelihood(double[] bases, double[] differences, bool[] outcomes, double trust)
    {
        var sum = 0.0;
        for (var i = 0; i < bases.Length; i++)
            sum -= Evaluator.LogLoss(LogOdds.ToProbability(bases[i] + (trust * differences[i])), outcomes[i]);
        return sum / bases.Length;
    }
}
