using Trading.Core.Learning.Calibration;
using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;
using Trading.Core.Settings;
using Trading.Core.Training;

namespace Trading.Core.Evaluation;

/// <summary>The evidence after a session, and what that session was forecast with.</summary>
/// <param name="Evidence">After the session.</param>
/// <param name="Calibration">Learned from the sessions before it.</param>
public sealed record EvidenceStep(EvidencePoint Evidence, CalibrationPoint Calibration);

/// <summary>A recipe's record with its calibrated probabilities, and how the evidence grew.</summary>
/// <param name="Sessions">In order.</param>
/// <param name="Steps">One for each session.</param>
internal sealed record JudgedRecord(IReadOnlyList<JudgedSession> Sessions, IReadOnlyList<EvidenceStep> Steps)
{
    /// <summary>How many forecasts there are.</summary>
    public int Rows => Sessions.Sum(session => session.Outcomes.Length);

    /// <summary>Judges a record as the night does.</summary>
    /// <param name="record">The sessions, in order.</param>
    /// <param name="settings">The threshold, the trade and the number of positions.</param>
    public static JudgedRecord Of(IReadOnlyList<OutOfSampleSession> record, TradingSettings settings)
    {
        var judge = RecordReplay.NewJudge(settings, recipesTried: 1);
        var (sessions, steps) = (new List<JudgedSession>(record.Count), new List<EvidenceStep>(record.Count));
        foreach (var session in record)
        {
            sessions.Add(judge.Add(session));
            steps.Add(new EvidenceStep(judge.Evidence!, sessions[^1].Calibration));
        }
        return new JudgedRecord(sessions, steps);
    }
}
