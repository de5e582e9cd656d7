using System.Text.Json.Serialization;
using Trading.Core.Risk;

namespace Trading.Core.Storage;

/// <summary>What a job did, in numbers: one record for each job.</summary>
[JsonConverter(typeof(JobResultJson))]
public abstract record JobResult
{
    /// <summary>
    /// The numbers under the names by which they are stored and shown, in their order. It is there to be written out: code that
    /// decides uses the typed members.
    /// </summary>
    public abstract IEnumerable<KeyValuePair<string, int>> Counts { get; }

    /// <summary>
    /// Signals that came to nothing and sales that the broker refused, by reason; a reason that did not occur is absent.
    /// </summary>
    public virtual IEnumerable<KeyValuePair<ReasonCode, int>> RefusalsByReason => [];

    /// <summary>Sales that the broker refused, as <see cref="RefusalsByReason"/>.</summary>
    private protected static IEnumerable<KeyValuePair<ReasonCode, int>> RefusedSales(int refused) =>
        refused == 0 ? [] : [KeyValuePair.Create(ReasonCode.RefusedByBroker, refused)];

    /// <summary>Refusals under their stored names.</summary>
    private protected IEnumerable<KeyValuePair<string, int>> NamedRefusals() =>
        RefusalsByReason.Select(refused => KeyValuePair.Create($"{refused.Key}", refused.Value));
}
