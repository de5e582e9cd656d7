namespace Trading.Core.Orders;

/// <summary>
/// How sending an order ended: accepted, refused, or unknown. Unknown (a timeout, a 5xx, a lost answer) is never read as
/// refused: the order may be working, and only a query by its client order id settles it.
/// </summary>
public abstract record SubmitOutcome
{
    private SubmitOutcome() { }

    /// <summary>The broker has the order.</summary>
    public sealed record Accepted(BrokerOrder Order) : SubmitOutcome;

    /// <summary>The broker refused it; nothing is working.</summary>
    /// <param name="Code">The broker's code, such as <c>40310000</c>.</param>
    /// <param name="Reason">The broker's words.</param>
    public sealed record Rejected(string Code, string Reason) : SubmitOutcome
    {
        /// <summary>What it is about; code that decides on a rejection asks this and not the words.</summary>
        public RejectionKind Kind { get; init; }
    }

    /// <summary>It is not known whether the broker has the order.</summary>
    public sealed record Unknown(string Reason) : SubmitOutcome;
}
