using Trading.Core.Learning;
using Trading.Core.Statistics;

namespace Trading.Tests.Core.Learning.OldGate;

/// <summary>
/// The rule by which models were promoted before there was an out-of-sample record, kept to show what it lets pass: of the
/// sessions known, the last quarter judges (five in a window of 30 days), the quarter before calibrates, the rest trains; a
/// model is promoted when its log-loss beats the base rate's in a one-sided t-test over the judged sessions, p below 0.01.
/// </summary>
internal static class FiveSessionGate
{
    /// <summary>The chance that the rule promised at most for a model without an edge.</summary>
    public const double Significance = 0.01;

    private static readonly Duration Embargo = Duration.FromMinutes(30);

    /// <summary>Whether the model of one night is promoted.</summary>
    /// <param name="known">The rows of the window's sessions, in time order.</param>
    /// <param name="learner">Learns from the first and the second block, and gives probabilities.</param>
    public static bool Promotes(IReadOnlyList<GateRow> known, OldLearner learner)
    {
        var sessions = known.Select(r => r.Session).Distinct().Order().ToList();
        var quarter = Math.Max(3, (int)Math.Round(sessions.Count / 4.0));
        var (calibrateFrom, judgeFrom) = (sessions[^(2 * quarter)], sessions[^quarter]);
        var judgement = known.Where(r => r.Session >= judgeFrom).ToList();
        var calibration = Before(known.Where(r => r.Session >= calibrateFrom && r.Session < judgeFrom), judgement);
        var training = Before(known.Where(r => r.Session < calibrateFrom), calibration);

        var model = learner(training, calibration);
        var basis = new QuarterHourBaseForecast([.. training, .. calibration]);
        var overBase = judgement.GroupBy(r => r.Session).OrderBy(s => s.Key).Select(session => session.Average(
            r => Evaluator.LogLoss(basis.At(r.MinutesToExit), r.Profit) - Evaluator.LogLoss(model(r), r.Profit)));
        return PositiveMeanTest.PValue([.. overBase]) < Significance;
    }

    private static List<GateRow> Before(IEnumerable<GateRow> block, List<GateRow> later)
    {
        var start = later.Min(r => r.Minute) - Embargo;
        return [.. block.Where(r => r.EndsAt < start)];
    }
}
