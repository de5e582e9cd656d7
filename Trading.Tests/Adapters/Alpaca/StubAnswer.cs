namespace Trading.Tests.Adapters.Alpaca;

/// <summary>How the stub ends one request.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
internal sealed record StubAnswer(int Status, string Body = "")
{
    /// <summary>The connection is closed before any answer.</summary>
    public static StubAnswer Cut { get; } = new(200) { IsCut = true };

    /// <summary>Longer than any test waits for an attempt.</summary>
    public static StubAnswer Silence { get; } = new(200, "{}") { Delay = TimeSpan.FromSeconds(3) };

    public static StubAnswer NotFound { get; } = new(404, """{"code":40410000,"message":"order not found"}""");

    public bool IsCut { get; init; }

    /// <summary>The length is announced, half of the body is sent, and the connection is closed.</summary>
    public bool IsHalf { get; init; }

    public TimeSpan Delay { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The reason phrase; null for the usual one.</summary>
    public string? Reason { get; init; }

    /// <summary>What else happens when the request arrives.</summary>
    public Action? Meanwhile { get; init; }

    public static StubAnswer Ok(string body) => new(200, body);

    public static StubAnswer Error(int status, string code, string message) =>
        new(status, $$"""{"code":{{code}},"message":"{{message}}"}""");

    public StubAnswer With(string header, string value) =>
        this with { Headers = new Dictionary<string, string> { [header] = value } };
}

/// <summary>A request as the stub saw it.</summary>
internal sealed record StubRequest(
    string Method, string Path, string Query, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Name => $"{Method} {Path}";
}
