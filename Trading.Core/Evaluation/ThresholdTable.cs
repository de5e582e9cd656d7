using Trading.Core.Learning.Evidence;
using Trading.Core.Statistics;

namespace Trading.Core.Evaluation;

/// <summary>
/// All forecasts at or above a probability, as if each had been traded alone. Their trades overlap; what an account would have
/// made of them is <see cref="AccountReport"/>. Standard errors are by session.
/// </summary>
/// <param name="Threshold">Least probability.</param>
/// <param name="Signals">How many forecasts.</param>
/// <param name="Sessions">On how many sessions.</param>
/// <param name="Claimed">Their mean probability; null without a signal.</param>
/// <param name="CameTrue">The share that ended in profit.</param>
/// <param name="Excess">Claimed less what came true; above zero where it boasts.</param>
/// <param name="NetBpsATrade">Mean return after costs, basis points, each signal counting once.</param>
/// <param name="NetBpsASession">Mean over sessions of the session's mean, basis points, each session counting once; null below
/// two sessions.</param>
public sealed record ThresholdRow(
    double Threshold, int Signals, int Sessions, double? Claimed, SessionRatio? CameTrue, SessionRatio? Excess,
    SessionRatio? NetBpsATrade, SessionMean? NetBpsASession);

/// <summary>The table by confidence threshold, from 0.50 to 0.90.</summary>
public static class ThresholdTable
{
    private const double BasisPoints = 10_000;

    /// <summary>The thresholds.</summary>
    public static IReadOnlyList<double> Thresholds { get; } = [0.50, 0.55, 0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90];

    /// <summary>A row for each threshold.</summary>
    /// <param name="sessions">The judged record.</param>
    public static IReadOnlyList<ThresholdRow> Of(IReadOnlyList<JudgedSession> sessions) =>
        [.. Thresholds.Select(threshold => RowOf(sessions, threshold))];

    /// <summary>The row of one threshold.</summary>
    public static ThresholdRow RowOf(IReadOnlyList<JudgedSession> sessions, double threshold)
    {
        var count = new int[sessions.Count];
        var (claimed, hits, net) = (new double[sessions.Count], new double[sessions.Count], new double[sessions.Count]);
        for (var s = 0; s < sessions.Count; s++)
        {
            var session = sessions[s];
            for (var i = 0; i < session.Outcomes.Length; i++)
            {
                if (session.Probabilities[i] < threshold) continue;
                count[s]++;
                claimed[s] += session.Probabilities[i];
                if (session.Outcomes[i]) hits[s]++;
                net[s] += session.Session.Rows[i].NetReturn * BasisPoints;
            }
        }
        return new ThresholdRow(
            threshold, count.Sum(), count.Count(c => c > 0), SessionRatio.Of(claimed, count)?.Value, SessionRatio.Of(hits, count),
            SessionRatio.Of([.. claimed.Zip(hits, (c, h) => c - h)], count), SessionRatio.Of(net, count),
            SessionMean.Of([.. net.Zip(count).Where(n => n.Second > 0).Select(n => n.First / n.Second)]));
    }
}
