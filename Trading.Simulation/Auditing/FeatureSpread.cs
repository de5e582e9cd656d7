using Trading.Core.Features;

namespace Trading.Simulation.Auditing;

/// <summary>The standard deviation of each feature over many rows, updated row by row: Welford (1962), "Note on a Method for
/// Calculating Corrected Sums of Squares and Products".</summary>
internal sealed class FeatureSpread
{
    private readonly double[] means = new double[FeatureSchema.Count];
    private readonly double[] squares = new double[FeatureSchema.Count];
    private int rows;

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<float> row)
    {
        rows++;
        for (var i = 0; i < means.Length; i++)
        {
            var before = row[i] - means[i];
            means[i] += before / rows;
            squares[i] += before * (row[i] - means[i]);
        }
    }

    /// <summary>The sample standard deviations; null below two rows.</summary>
    public IReadOnlyList<double?> Deviations() =>
        [.. squares.Select(sum => rows < 2 ? (double?)null : Math.Sqrt(sum / (rows - 1)))];
}
