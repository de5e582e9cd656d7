using System.IO.Enumeration;

namespace Trading.Simulation.AlpacaApi.Faults;

/// <summary>What can be made to go wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>The request waits before it is carried out.</summary>
    Delay,

    /// <summary>429 with Retry-After; nothing is done.</summary>
    TooManyRequests,

    /// <summary>A 5xx status; nothing is done unless the rule says so.</summary>
    ServerError,

    /// <summary>The connection is cut before anything is done.</summary>
    LoseRequest,

    /// <summary>The request is carried out, then the connection is cut.</summary>
    DropAnswer,

    /// <summary>The request is carried out and half of its answer sent, then the connection is cut.</summary>
    CutBody,

    /// <summary>The request is carried out and answered 200 with a page of HTML.</summary>
    NotJson,

    /// <summary>The request is carried out twice, and the second answer returned.</summary>
    Duplicate,
}

/// <summary>Which requests fail, and how. A rule without conditions meets every request to <c>/v2</c>.</summary>
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Only requests of this HTTP method; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>Only requests whose path matches, with <c>*</c> for any text: <c>/v2/orders*</c>; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>Only from the matching request with this index on, the first being 0.</summary>
    public int From { get; init; }

    /// <summary>How often it may strike; null for no bound.</summary>
    public int? Times { get; init; }

    /// <summary>The chance that it strikes, 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The seed of that chance.</summary>
    public int Seed { get; init; }

    /// <summary>How long a delay lasts, milliseconds.</summary>
    public int Milliseconds { get; init; } = 1000;

    /// <summary>The status of a server error: 500, 502, 503 or 504.</summary>
    public int Status { get; init; } = 500;

    /// <summary>Whether a server error comes after the request was carried out.</summary>
    public bool CarriedOut { get; init; }

    /// <summary>What Retry-After says with a 429, seconds.</summary>
    public int RetryAfter { get; init; } = 1;

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
