namespace Trading.Core.Features;

/// <summary>Placeholder until the features branch lands.</summary>
public static class FeatureHash
{
    /// <summary>Hash.</summary>
    public static ulong Of(ReadOnlySpan<float> row) => (ulong)row.Length;
}
