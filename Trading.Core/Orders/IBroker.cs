namespace Trading.Core.Orders;

/// <summary>Where the money is.</summary>
public enum TradingMode
{
    /// <summary>A simulated exchange, in this process or on this machine.</summary>
    Simulated,

    /// <summary>A broker's paper account.</summary>
    Paper,

    /// <summary>Real money.</summary>
    Live,
}

/// <summary>
/// Carries orders. A question either gets the broker's true answer or throws <see cref="BrokerUnavailableException"/>;
/// an empty list always means that there is nothing, never that there was no answer.
/// </summary>
public interface IBroker
{
    /// <summary>Where the money is.</summary>
    TradingMode Mode { get; }

    /// <summary>Equity, cash and buying power.</summary>
    Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel);

    /// <summary>Every holding. One that cannot be understood is among <see cref="AccountPositions.Odd"/>.</summary>
    Task<AccountPositions> GetPositionsAsync(CancellationToken cancel);

    /// <summary>
    /// Every order of any status that was submitted at or after <paramref name="since"/>, brackets with their legs
    /// nested, and every older order that is still live, of an older bracket perhaps only a live leg. Oldest first. Without
    /// <paramref name="since"/> only what is live.
    /// </summary>
    Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel);

    /// <summary>The order sent with this id, with its legs; null when the broker never got it.</summary>
    Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel);

    /// <summary>
    /// Sends an order; one whose id the broker has already is accepted as the order that is there, and nothing is sent twice.
    /// Throws only when cancelled before it was sent.
    /// </summary>
    Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel);

    /// <summary>
    /// Cancels an order and its legs. True when they are final (cancelled now, or filled already: look again); false when
    /// that could not be confirmed.
    /// </summary>
    Task<bool> CancelAsync(string brokerId, CancellationToken cancel);
}

/// <summary>The broker could not answer a question; nothing may be concluded from it.</summary>
public sealed class BrokerUnavailableException : Exception
{
    /// <summary>Whether the broker did answer and refuses to tell, as with wrong keys: asking again does not help.</summary>
    public bool IsRefusal { get; init; }

    /// <inheritdoc/>
    public BrokerUnavailableException() { }

    /// <inheritdoc/>
    public BrokerUnavailableException(string message) : base(message) { }

    /// <inheritdoc/>
    public BrokerUnavailableException(string message, Exception inner) : base(message, inner) { }
}
