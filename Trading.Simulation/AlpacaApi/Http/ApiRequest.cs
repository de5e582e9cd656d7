using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>A request as the pages see it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without the query.</param>
/// <param name="Query">The query.</param>
/// <param name="Body">The body; empty when there is none.</param>
internal sealed record ApiRequest(string Method, string Path, IQueryCollection Query, ReadOnlyMemory<byte> Body)
{
    /// <summary>What stands behind the route's fixed part: an id or a symbol.</summary>
    public string Target { get; init; } = "";

    /// <summary>A query parameter; null when it is absent or empty.</summary>
    public string? Text(string name) => Query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text ? text : null;

    public bool Flag(string name) => Text(name) is { } text && text.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A list separated by commas; null when it is absent.</summary>
    public string[]? List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A whole number within a range.</summary>
    /// <exception cref="UnusableRequestException">It is not a number in that range.</exception>
    public int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UnusableRequestException($"invalid {name}: {text} is not a whole number from {least} to {most}");
    }

    /// <summary>A moment; null when it is absent.</summary>
    /// <exception cref="UnusableRequestException">It is neither RFC 3339 nor a date.</exception>
    public Instant? Moment(string name, bool endOfDay = false)
    {
        if (Text(name) is not { } text) return null;
        return ApiTime.Parse(text, endOfDay) ?? throw new UnusableRequestException($"invalid {name}: {text} is neither RFC-3339 nor YYYY-MM-DD");
    }
}

/// <summary>The client's request cannot be understood; becomes a 400 of the data API and a 422 of the trading API.</summary>
internal sealed class UnusableRequestException : Exception
{
    public UnusableRequestException() { }

    public UnusableRequestException(string message) : base(message) { }

    public UnusableRequestException(string message, Exception inner) : base(message, inner) { }
}
