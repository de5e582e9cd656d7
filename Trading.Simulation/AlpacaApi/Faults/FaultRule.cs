using System.IO.Enumeration;

namespace Trading.Simulation.AlpacaApi.Faults;

/// <summary>How a request fails.</summary>
public enum FaultKind
{
    /// <summary>The request waits before it is executed, in real time.</summary>
    Delay,

    /// <summary>
    /// The request takes time of the exchange's clock: before it is executed, or after it if the rule says that it is carried
    /// out.
    /// </summary>
    Slow,

    /// <summary>Status 429 with Retry-After; the request is not executed.</summary>
    TooManyRequests,

    /// <summary>A 5xx status; the request is executed only if the rule says so.</summary>
    ServerError,

    /// <summary>The connection is cut before the request is executed.</summary>
    LoseRequest,

    /// <summary>The request is executed, then the connection is cut.</summary>
    DropAnswer,

    /// <summary>The request is executed and half of the response is sent, then the connection is cut.</summary>
    CutBody,

    /// <summary>The request is executed, and the response is status 200 with a page of HTML.</summary>
    NotJson,

    /// <summary>The request is executed twice, and the second response is sent.</summary>
    Duplicate,
}

/// <summary>Which requests fail, and how. A rule without conditions matches every request to <c>/v2</c>.</summary>
public sealed record FaultRule
{
    /// <summary>How the request fails.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Only requests of this HTTP method; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>Only requests whose path matches, with <c>*</c> for any text: <c>/v2/orders*</c>; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>Only from the matching request with this index on, the first being 0.</summary>
    public int From { get; init; }

    /// <summary>How many requests fail at most; null for no limit.</summary>
    public int? Times { get; init; }

    /// <summary>The probability that a matching request fails, above 0 up to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The seed of the random numbers behind <see cref="Probability"/>.</summary>
    public int Seed { get; init; }

    /// <summary>The length of a delay, or of a slow request, milliseconds.</summary>
    public int Milliseconds { get; init; } = 1000;

    /// <summary>The status of a server error: 500, 502, 503 or 504.</summary>
    public int Status { get; init; } = 500;

    /// <summary>Whether the request is executed before a server error, or at the start of a slow request.</summary>
    public bool CarriedOut { get; init; }

    /// <summary>The value of Retry-After in a 429 response, seconds.</summary>
    public int RetryAfter { get; init; } = 1;

    /// <summary>Whether the client gets no response, or another than the endpoint's.</summary>
    internal bool HidesResponse =>
        Kind is FaultKind.DropAnswer or FaultKind.CutBody or FaultKind.NotJson or FaultKind.ServerError;

    internal bool Matches(string method, string path) =>
        (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
        && (Path is null || FileSystemName.MatchesSimpleExpression(Path, path, ignoreCase: false));

    internal FaultRule Validated()
    {
        Require(Enum.IsDefined(Kind), nameof(Kind), Kind, "one of the kinds of faults");
        Require(From >= 0, nameof(From), From, "0 or more");
        Require(Times is null or > 0, nameof(Times), Times, "above 0");
        Require(Probability is > 0 and <= 1, nameof(Probability), Probability, "above 0 up to 1");
        Require(Milliseconds is >= 0 and <= 600_000, nameof(Milliseconds), Milliseconds, "0 to 600000");
        Require(Status is 500 or 502 or 503 or 504, nameof(Status), Status, "500, 502, 503 or 504");
        Require(RetryAfter >= 0, nameof(RetryAfter), RetryAfter, "0 or more");
        return this;
    }

    private static void Require(bool holds, string name, object? value, string allowed)
    {
        if (!holds) throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be {allowed}.");
    }
}
