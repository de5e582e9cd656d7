namespace Trading.Adapters.Alpaca.Http;

/// <summary>How one request ended.</summary>
internal enum AttemptEnd
{
    /// <summary>2xx with a body that makes sense.</summary>
    Answered,

    /// <summary>A 4xx: Alpaca understood and said no.</summary>
    Refused,

    /// <summary>429: not carried out, because there were too many requests.</summary>
    TooMany,

    /// <summary>408 or 5xx: Alpaca failed, before or after carrying it out.</summary>
    Failed,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The connection broke after the request had been sent, perhaps in the middle of the answer.</summary>
    Cut,

    /// <summary>2xx or a redirection whose body is not what was asked for.</summary>
    Unreadable,

    /// <summary>There was no connection, so nothing was sent.</summary>
    NoConnection,

    /// <summary>The circuit breaker is open, so nothing was sent.</summary>
    Blocked,
}

/// <summary>One request's end. Failing is expected here, so it is a value.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Status">The HTTP status; 0 when there was none.</param>
/// <param name="Code">Alpaca's own code, such as <c>40310000</c>; empty when the body had none.</param>
/// <param name="Message">Alpaca's words, or what went wrong; never a key.</param>
internal sealed record Attempt(AttemptEnd End, int Status = 0, string Code = "", string Message = "")
{
    /// <summary>What was read from the body of an answer; null when nothing was to be read.</summary>
    public object? Value { get; init; }

    /// <summary>How long Alpaca asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the simulator said beside its answer.</summary>
    public SimulatorHeaders Simulator { get; init; }

    /// <summary>Whether an error body in Alpaca's form came along.</summary>
    public bool HasErrorBody { get; init; }

    /// <summary>Whether repeating it may help, if repeating it does no harm.</summary>
    public bool MayPass => End is not (AttemptEnd.Answered or AttemptEnd.Refused or AttemptEnd.Blocked);

    /// <summary>Whether it speaks for an outage, so that the circuit breaker counts it.</summary>
    public bool IsOutage => End is AttemptEnd.Failed or AttemptEnd.TimedOut or AttemptEnd.Cut or AttemptEnd.Unreadable or AttemptEnd.NoConnection;

    /// <summary>Whether Alpaca may have carried it out although nobody can tell.</summary>
    public bool IsInDoubt => End is AttemptEnd.Failed or AttemptEnd.TimedOut or AttemptEnd.Cut or AttemptEnd.Unreadable;

    /// <summary>Whether Alpaca itself said that what was asked for does not exist.</summary>
    public bool IsNotFound => End == AttemptEnd.Refused && Status == 404 && HasErrorBody;
}
