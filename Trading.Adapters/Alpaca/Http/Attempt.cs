namespace Trading.Adapters.Alpaca.Http;

/// <summary>How one request ended.</summary>
internal enum AttemptEnd
{
    /// <summary>2xx with a body that could be read.</summary>
    Answered,

    /// <summary>A 4xx: Alpaca refused the request.</summary>
    Refused,

    /// <summary>429: too many requests; this one was not carried out.</summary>
    TooMany,

    /// <summary>408 or 5xx: Alpaca failed, before or after it carried the request out.</summary>
    Failed,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The connection broke after the request was sent, before the answer was complete.</summary>
    Cut,

    /// <summary>2xx with a body that could not be read, or a redirection.</summary>
    Unreadable,

    /// <summary>There was no connection, so nothing was sent.</summary>
    NoConnection,

    /// <summary>The circuit breaker is open, so nothing was sent.</summary>
    Blocked,
}

/// <summary>The end of one attempt. Failures are expected here, so they are values.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Status">The HTTP status; 0 when there was none.</param>
/// <param name="Code">Alpaca's own code, such as <c>40310000</c>; empty when the body had none.</param>
/// <param name="Message">Alpaca's message, or what went wrong; never a key.</param>
internal sealed record Attempt(AttemptEnd End, int Status = 0, string Code = "", string Message = "")
{
    /// <summary>What was read from the body; null when there was nothing to read.</summary>
    public object? Value { get; init; }

    /// <summary>How long Alpaca asks to wait before the next request; null when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the simulator added to its answer.</summary>
    public SimulatorHeaders Simulator { get; init; }

    /// <summary>Whether the answer had an error body in Alpaca's form.</summary>
    public bool HasErrorBody { get; init; }

    /// <summary>Whether a repetition may succeed. Whether it is also harmless depends on the request.</summary>
    public bool MayPass => End is not (AttemptEnd.Answered or AttemptEnd.Refused or AttemptEnd.Blocked);

    /// <summary>Whether the circuit breaker counts it as a sign of an outage.</summary>
    public bool IsOutage =>
        End is AttemptEnd.Failed or AttemptEnd.TimedOut or AttemptEnd.Cut or AttemptEnd.Unreadable or AttemptEnd.NoConnection;

    /// <summary>Whether it is not known if Alpaca carried the request out.</summary>
    public bool IsInDoubt => End is AttemptEnd.Failed or AttemptEnd.TimedOut or AttemptEnd.Cut or AttemptEnd.Unreadable;

    /// <summary>Whether Alpaca itself answered that the resource does not exist.</summary>
    public bool IsNotFound => End == AttemptEnd.Refused && Status == 404 && HasErrorBody;

    /// <summary>
    /// Whether the address was too long for a server on the way, which answers 414, 431, or 400 in words of its own.
    /// </summary>
    public bool IsAddressTooLong => End == AttemptEnd.Refused && (Status is 414 or 431 || (Status == 400 && !HasErrorBody));
}
