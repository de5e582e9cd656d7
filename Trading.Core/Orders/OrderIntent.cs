namespace Trading.Core.Orders;

/// <summary>Where an intent stands; <see cref="OrderLifecycle"/> has the transitions. Stored by name.</summary>
public enum IntentStatus
{
    /// <summary>Written down, not known to be sent.</summary>
    Planned,

    /// <summary>The broker has it and it is not finished.</summary>
    Working,

    /// <summary>Sent, and it is not known whether it arrived; settled by a query, never by a guess.</summary>
    Unknown,

    /// <summary>An entry that filled and whose position is open.</summary>
    Holding,

    /// <summary>The broker refused it: at once, or later by rejecting it or letting it expire without a fill.</summary>
    Rejected,

    /// <summary>It never reached the broker, and its moment has passed.</summary>
    Abandoned,

    /// <summary>It was cancelled before it filled.</summary>
    Unfilled,

    /// <summary>An exit that filled, or an entry whose position has been closed.</summary>
    Completed,
}

/// <summary>A decision to send an order, written to the journal before the order is sent.</summary>
/// <param name="Request">The order.</param>
/// <param name="Purpose">Why.</param>
/// <param name="Session">The session it belongs to (New York date).</param>
/// <param name="DecidedAt">The minute of the decision; nothing later was known.</param>
/// <param name="BasedOn">Start of the newest bar the decision used; null where no bar was.</param>
/// <param name="ReferencePrice">The price the decision was based on, dollars.</param>
/// <param name="Probability">Calibrated probability of profit; null on an exit.</param>
/// <param name="ModelId">The model that gave it; null on an exit.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Note">The broker's code and words, or what is in doubt; empty when all is well.</param>
public sealed record OrderIntent(
    OrderRequest Request,
    OrderPurpose Purpose,
    LocalDate Session,
    Instant DecidedAt,
    Instant? BasedOn,
    decimal ReferencePrice,
    double? Probability,
    string? ModelId,
    IntentStatus Status = IntentStatus.Planned,
    string Note = "")
{
    /// <summary>The client order id, which is also the journal's row key.</summary>
    public ClientOrderId Id => Request.Id;

    /// <summary>Whether reconciling still has to look at it.</summary>
    public bool IsOpen => Status is IntentStatus.Planned or IntentStatus.Working or IntentStatus.Unknown or IntentStatus.Holding;
}
