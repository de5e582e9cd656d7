using Trading.Core.Learning.Evidence;

namespace Trading.Core.Evaluation;

/// <summary>
/// How often the rows of one session that ended in profit were ranked above the rows of another that did not, for each two
/// sessions. The area under the ROC curve of any selection of sessions, repeated ones included, follows without sorting again.
/// </summary>
public sealed class SessionRanks
{
    private readonly double[][] above;
    private readonly int[] profits;
    private readonly int[] losses;

    private SessionRanks(double[][] above, int[] profits, int[] losses) =>
        (this.above, this.profits, this.losses) = (above, profits, losses);

    /// <summary>Ranks all rows.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="forecasts">A session's forecasts, one for each row.</param>
    public static SessionRanks Of(IReadOnlyList<JudgedSession> sessions, Func<JudgedSession, double[]> forecasts)
    {
        var count = sessions.Count;
        var rows = sessions.Sum(session => session.Outcomes.Length);
        var (keys, sessionOf) = (new double[rows], new int[rows]);
        var at = 0;
        for (var s = 0; s < count; s++)
        {
            var (values, outcomes) = (forecasts(sessions[s]), sessions[s].Outcomes);
            // A profit is told from a loss by the sign.
            for (var i = 0; i < values.Length; i++) (keys[at], sessionOf[at++]) = (values[i], outcomes[i] ? s : ~s);
        }
        Array.Sort(keys, sessionOf);

        var (won, lost, below) = (new int[count], new int[count], new double[count]);
        var ranks = new double[count][];
        for (var s = 0; s < count; s++) ranks[s] = new double[count];
        for (var from = 0; from < rows;)
        {
            var to = from;
            while (to < rows && keys[to].Equals(keys[from])) to++;
            // Ties count half: the losses of the group are added half before its profits look, and half after.
            AddLosses(from, to);
            for (var i = from; i < to; i++)
            {
                if (sessionOf[i] is not (>= 0 and var s)) continue;
                won[s]++;
                var target = ranks[s];
                for (var other = 0; other < count; other++) target[other] += below[other];
            }
            AddLosses(from, to);
            from = to;
        }
        for (var s = 0; s < count; s++) lost[s] = (int)below[s];
        return new SessionRanks(ranks, won, lost);

        void AddLosses(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                if (sessionOf[i] < 0) below[~sessionOf[i]] += 0.5;
            }
        }
    }

    /// <summary>The area under the curve over the drawn sessions (Mann-Whitney U over the product of class sizes); null without
    /// both outcomes.</summary>
    /// <param name="drawn">Indices of sessions; one that stands twice counts twice.</param>
    public double? Area(ReadOnlySpan<int> drawn)
    {
        var times = new double[profits.Length];
        foreach (var session in drawn) times[session]++;
        var (pairs, positives, negatives) = (0.0, 0.0, 0.0);
        for (var s = 0; s < times.Length; s++)
        {
            if (times[s] == 0) continue;
            positives += times[s] * profits[s];
            negatives += times[s] * losses[s];
            var (row, sum) = (above[s], 0.0);
            for (var other = 0; other < times.Length; other++) sum += times[other] * row[other];
            pairs += times[s] * sum;
        }
        return positives == 0 || negatives == 0 ? null : pairs / (positives * negatives);
    }
}
