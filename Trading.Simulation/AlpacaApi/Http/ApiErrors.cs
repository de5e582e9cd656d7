using Microsoft.AspNetCore.Http;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>
/// The error responses of one of Alpaca's two APIs. An error of the trading API has a code and a message, one of the market-data
/// API has a message only, and the two use different statuses and words.
/// </summary>
internal abstract class ApiErrors
{
    private static readonly TradingErrors Trading = new();
    private static readonly DataErrors Data = new();

    /// <summary>The endpoint does not exist.</summary>
    public abstract ApiResponse NotFound { get; }

    /// <summary>The request does not carry the right keys.</summary>
    public abstract ApiResponse Unauthorized { get; }

    /// <summary>A parameter or a field is missing or wrong.</summary>
    public abstract ApiResponse Invalid(string message);

    /// <summary>The client sends too many requests; it may come back after so many seconds.</summary>
    public abstract ApiResponse TooManyRequests(int retryAfter);

    /// <summary>A server error that a fault rule asks for.</summary>
    public abstract ApiResponse Injected(int status);

    /// <summary>A server error with a cause, such as a tape that cannot be read.</summary>
    public abstract ApiResponse Broken(string message);

    /// <summary>The errors of the API that a request belongs to.</summary>
    public static ApiErrors Of(HttpContext http) =>
        http.Request.Path.Value!.StartsWith("/v2/stocks/", StringComparison.Ordinal) ? Data : Trading;

    /// <summary>An error of the trading API, with the fields that Alpaca adds to some.</summary>
    public static ApiResponse WithCode(int status, int code, string message, params (string Name, string Value)[] more) =>
        ApiResponse.Json(status, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("code", code);
            json.WriteString("message", message);
            foreach (var (name, value) in more) json.WriteString(name, value);
            json.WriteEndObject();
        });

    /// <summary>An error without a code.</summary>
    public static ApiResponse WithoutCode(int status, string message) => ApiResponse.Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteString("message", message);
        json.WriteEndObject();
    });

    private sealed class TradingErrors : ApiErrors
    {
        public override ApiResponse NotFound => WithCode(404, 40410000, "endpoint not found");
        public override ApiResponse Unauthorized => WithCode(401, 40110000, "request is not authorized");
        public override ApiResponse Invalid(string message) => WithCode(422, 40010001, message);
        public override ApiResponse TooManyRequests(int retryAfter) =>
            WithCode(429, 42910000, "rate limit exceeded") with { RetryAfter = retryAfter };
        public override ApiResponse Injected(int status) =>
            WithCode(status, (status * 100_000) + 10_000, "internal server error occurred");
        public override ApiResponse Broken(string message) => WithCode(500, 50010000, message);
    }

    private sealed class DataErrors : ApiErrors
    {
        public override ApiResponse NotFound => WithoutCode(404, "endpoint not found");
        public override ApiResponse Unauthorized => WithoutCode(403, "forbidden.");
        public override ApiResponse Invalid(string message) => WithoutCode(400, message);
        public override ApiResponse TooManyRequests(int retryAfter) =>
            WithoutCode(429, "too many requests.") with { RetryAfter = retryAfter };
        public override ApiResponse Injected(int status) => WithoutCode(status, "internal server error");
        public override ApiResponse Broken(string message) => WithoutCode(500, message);
    }
}
