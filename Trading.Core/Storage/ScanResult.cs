using Trading.Core.Risk;

namespace Trading.Core.Storage;

/// <summary>What a minute's scan did.</summary>
/// <param name="Rows">Feature rows that were fresh.</param>
/// <param name="Predictions">Predictions made and written down.</param>
/// <param name="Entries">Entry orders that the broker took.</param>
/// <param name="Positions">Positions held; null when the broker did not say.</param>
/// <param name="Refusals">Signals that came to nothing and sales that the broker refused, by reason.</param>
public sealed record ScanResult(
    int Rows, int Predictions, int Entries, int? Positions, IReadOnlyDictionary<ReasonCode, int> Refusals)
    : JobResult
{
    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, int>> Counts
    {
        get
        {
            yield return new("rows", Rows);
            yield return new("predictions", Predictions);
            yield return new("entries", Entries);
            // What the broker did not tell is left out, never called none.
            if (Positions is { } held) yield return new("positions", held);
            foreach (var refused in NamedRefusals()) yield return refused;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<ReasonCode, int>> RefusalsByReason => Refusals;

    /// <inheritdoc/>
    public bool Equals(ScanResult? other) => other is not null && Counts.SequenceEqual(other.Counts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rows, Predictions, Entries, Positions, Refusals.Count);
}
