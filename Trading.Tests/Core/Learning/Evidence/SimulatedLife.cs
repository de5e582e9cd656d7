using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;

namespace Trading.Tests.Core.Learning.Evidence;

/// <summary>A simulated record as the judge reads it, and what becomes of it.</summary>
internal sealed class SimulatedLife
{
    private static readonly string[] Symbols = [.. Enumerable.Range(0, 10).Select(i => $"FAKE{i}")];

    private SimulatedLife(IReadOnlyList<EvidencePoint> points, double gain) => (Points, Gain) = (points, gain);

    /// <summary>The evidence after each session.</summary>
    public IReadOnlyList<EvidencePoint> Points { get; }

    /// <summary>How much less log-loss the probabilities had than the base forecast, nats a row.</summary>
    public double Gain { get; }

    /// <summary>The first session after which it was proven, counted from one; null when it never was.</summary>
    public int? ProvenAt => Points.Select((point, i) => (point, At: (int?)(i + 1)))
        .FirstOrDefault(p => p.point.Standing == RecipeStanding.Proven).At;

    /// <summary>Judges a life at the default threshold, stop and number of positions.</summary>
    public static SimulatedLife Of(IReadOnlyList<SimulatedRow[]> life)
    {
        var judge = new RecordJudge(minConfidence: 0.65, lossAtStop: 0.02, chains: 10);
        var points = new List<EvidencePoint>();
        var (gain, rows) = (0.0, 0);
        foreach (var session in Sessions(life))
        {
            var judged = judge.Add(session);
            points.Add(judge.Evidence!);
            for (var i = 0; i < judged.Outcomes.Length; i++)
            {
                gain += Trading.Core.Learning.Evaluator.LogLoss(judged.Bases[i], judged.Outcomes[i])
                    - Trading.Core.Learning.Evaluator.LogLoss(judged.Probabilities[i], judged.Outcomes[i]);
                rows++;
            }
        }
        return new SimulatedLife(points, gain / rows);
    }

    /// <summary>A life's sessions as a record; its rows come in rounds of ten symbols, and all trades last till the day's
    /// exit.</summary>
    public static IEnumerable<OutOfSampleSession> Sessions(IReadOnlyList<SimulatedRow[]> life) => life.Select((rows, day) =>
        new OutOfSampleSession(
            new LocalDate(2025, 1, 1).PlusDays(day), $"simulated {day}", Symbols,
            [
                .. rows.Select((row, i) => new OutOfSampleRow(
                    (short)(i % Symbols.Length), (short)(385 - row.MinutesToExit), 385, (float)row.Score,
                    (float)Trading.Core.Learning.LogOdds.Of(row.Base), row.Profit, (float)row.NetReturn)),
            ]));
}
