using Trading.Core.Learning.Evidence;
using Trading.Core.Statistics;

namespace Trading.Core.Evaluation;

/// <summary>Forecasts within a range of probabilities.</summary>
/// <param name="From">Lowest probability, included.</param>
/// <param name="To">Highest probability, not included but for 1.</param>
/// <param name="Rows">How many forecasts.</param>
/// <param name="Claimed">Their mean probability.</param>
/// <param name="CameTrue">The share that ended in profit, with its standard error by session.</param>
public sealed record ReliabilityStep(double From, double To, int Rows, double Claimed, SessionRatio CameTrue);

/// <summary>What was claimed beside what came true, in bins of 0.05.</summary>
public static class ReliabilityTable
{
    private const int Bins = 20;

    /// <summary>The bins that hold a forecast, in order.</summary>
    public static IReadOnlyList<ReliabilityStep> Of(IReadOnlyList<JudgedSession> sessions)
    {
        var rows = Tables<int>(sessions.Count);
        var profits = Tables<double>(sessions.Count);
        var claimed = new double[Bins];
        for (var s = 0; s < sessions.Count; s++)
        {
            var (probabilities, outcomes) = (sessions[s].Probabilities, sessions[s].Outcomes);
            for (var i = 0; i < outcomes.Length; i++)
            {
                var bin = Math.Min(Bins - 1, (int)(probabilities[i] * Bins));
                rows[bin][s]++;
                claimed[bin] += probabilities[i];
                if (outcomes[i]) profits[bin][s]++;
            }
        }
        var steps = new List<ReliabilityStep>();
        for (var bin = 0; bin < Bins; bin++)
        {
            if (SessionRatio.Of(profits[bin], rows[bin]) is not { } cameTrue) continue;
            var count = rows[bin].Sum();
            steps.Add(new ReliabilityStep(
                (double)bin / Bins, (double)(bin + 1) / Bins, count, claimed[bin] / count, cameTrue));
        }
        return steps;
    }

    private static T[][] Tables<T>(int sessions) => [.. Enumerable.Range(0, Bins).Select(_ => new T[sessions])];
}
