using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>The query parameters of a request; an endpoint takes them as a parameter.</summary>
internal sealed record ApiQuery(IQueryCollection Parameters)
{
    /// <summary>Called by ASP.NET for an endpoint's parameter of this type.</summary>
    public static ValueTask<ApiQuery?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<ApiQuery?>(new(context.Request.Query));

    /// <summary>A parameter; null when it is absent or empty.</summary>
    public string? Text(string name) =>
        Parameters.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text ? text : null;

    public bool Flag(string name) => Text(name) is { } text && text.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A list separated by commas; null when it is absent.</summary>
    public string[]? List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A whole number within a range.</summary>
    /// <exception cref="InvalidRequestException">It is not a number in that range.</exception>
    public int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most
            ? number
            : throw new InvalidRequestException($"invalid {name}: {text} is not a whole number from {least} to {most}");
    }

    /// <summary>A decimal number; null when it is absent.</summary>
    /// <exception cref="InvalidRequestException">It is not a number.</exception>
    public decimal? Decimal(string name)
    {
        if (Text(name) is not { } text) return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidRequestException($"invalid {name}: {text} is not a number");
    }

    /// <summary>A time; null when it is absent.</summary>
    /// <exception cref="InvalidRequestException">It is neither RFC 3339 nor a date.</exception>
    public Instant? Time(string name, bool endOfDay = false)
    {
        if (Text(name) is not { } text) return null;
        return ApiTime.Parse(text, endOfDay)
            ?? throw new InvalidRequestException($"invalid {name}: {text} is neither RFC-3339 nor YYYY-MM-DD");
    }
}
