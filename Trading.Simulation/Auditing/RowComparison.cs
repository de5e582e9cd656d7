using Trading.Core.Features;

namespace Trading.Simulation.Auditing;

/// <summary>Compares rows bit by bit.</summary>
internal static class RowComparison
{
    /// <summary>Every difference between a row and the one that it must equal; either may be missing.</summary>
    public static IEnumerable<AuditDifference> Compare(ComparedRow which, DecisionRow? expected, DecisionRow? actual)
    {
        if ((expected ?? actual) is not { } either) yield break;
        if (expected is null || actual is null)
        {
            yield return new RowDifference(either.Symbol, either.Minute, which, expected is not null);
            yield break;
        }
        for (var i = 0; i < expected.Features.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected.Features[i]) != BitConverter.SingleToInt32Bits(actual.Features[i]))
            {
                yield return new FeatureDifference(
                    either.Symbol, either.Minute, which, FeatureSchema.Names[i], expected.Features[i], actual.Features[i]);
            }
        }
    }

    /// <summary>Compares all rows of a session by their minutes.</summary>
    public static IEnumerable<AuditDifference> CompareAll(
        ComparedRow which, IReadOnlyList<DecisionRow> expected, IReadOnlyList<DecisionRow> actual)
    {
        var others = actual.ToDictionary(row => row.Minute);
        var expectedMinutes = expected.Select(row => row.Minute).ToHashSet();
        return expected.SelectMany(row => Compare(which, row, others.GetValueOrDefault(row.Minute)))
            .Concat(actual.Where(row => !expectedMinutes.Contains(row.Minute)).SelectMany(row => Compare(which, null, row)));
    }
}
