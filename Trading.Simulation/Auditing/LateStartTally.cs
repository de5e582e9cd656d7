using Trading.Core.Features;

namespace Trading.Simulation.Auditing;

/// <summary>Collects how far each feature moves when a session's first minutes are missing.</summary>
internal sealed class LateStartTally(int missingMinutes)
{
    private readonly List<float>[] shifts = [.. FeatureSchema.Names.Select(_ => new List<float>())];
    private int rows;
    private int rowsLeft;

    /// <summary>Adds the rows of a session, whole and with the first minutes missing.</summary>
    public void Add(IReadOnlyList<DecisionRow> whole, IReadOnlyList<DecisionRow> late)
    {
        var left = late.ToDictionary(row => row.Minute);
        foreach (var row in whole)
        {
            rows++;
            if (left.GetValueOrDefault(row.Minute) is not { } other) continue;
            rowsLeft++;
            for (var i = 0; i < shifts.Length; i++) shifts[i].Add(Math.Abs(row.Features[i] - other.Features[i]));
        }
    }

    /// <summary>What was collected; sorts it.</summary>
    /// <param name="deviations">Each feature's standard deviation.</param>
    public LateStart Summarise(IReadOnlyList<double?> deviations) => new(
        missingMinutes, rows, rowsLeft,
        [.. shifts.Select((shift, i) => new FeatureShift(
            FeatureSchema.Names[i], Median(shift), shift.Count == 0 ? null : shift[^1], deviations[i]))]);

    private static double? Median(List<float> values)
    {
        if (values.Count == 0) return null;
        values.Sort();
        return (values[(values.Count - 1) / 2] + (double)values[values.Count / 2]) / 2;
    }
}
