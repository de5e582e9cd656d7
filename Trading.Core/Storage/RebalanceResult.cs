using Trading.Core.Risk;

namespace Trading.Core.Storage;

/// <summary>What the rebalance did.</summary>
/// <param name="Positions">Positions held.</param>
/// <param name="Closing">Positions that are being sold.</param>
/// <param name="Refused">Sales that the broker refused.</param>
public sealed record RebalanceResult(int Positions, int Closing, int Refused) : JobResult
{
    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, int>> Counts =>
        [new("positions", Positions), new("closing", Closing), .. NamedRefusals()];

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<ReasonCode, int>> RefusalsByReason => RefusedSales(Refused);
}
