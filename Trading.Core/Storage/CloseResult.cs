using Trading.Core.Risk;

namespace Trading.Core.Storage;

/// <summary>What a minute of the end-of-day close did; all counts are 0 after the bell, when it only checks.</summary>
/// <param name="Closing">Positions that are being sold.</param>
/// <param name="CancelledEntries">Entry orders that were cancelled.</param>
/// <param name="Refused">Sales that the broker refused.</param>
public sealed record CloseResult(int Closing, int CancelledEntries, int Refused) : JobResult
{
    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, int>> Counts =>
        [new("closing", Closing), new("cancelledEntries", CancelledEntries), .. NamedRefusals()];

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<ReasonCode, int>> RefusalsByReason => RefusedSales(Refused);
}
