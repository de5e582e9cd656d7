using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>
/// The bytes of a request's body, of any content type; an endpoint takes them as a parameter and parses them itself, so that an
/// error in them gets Alpaca's response.
/// </summary>
internal sealed record RequestBody(ReadOnlyMemory<byte> Bytes)
{
    private const int MaxLength = 1 << 20;

    /// <summary>Whether the bytes are text at all.</summary>
    public bool IsUtf8 => Utf8.IsValid(Bytes.Span);

    /// <exception cref="JsonException">It is not this JSON.</exception>
    public T Read<T>(JsonTypeInfo<T> type) where T : class => IsUtf8
        ? JsonSerializer.Deserialize(Bytes.Span, type) ?? throw new JsonException("it is null.")
        : throw new JsonException("it is not UTF-8.");

    /// <summary>
    /// Called by ASP.NET for an endpoint's parameter of this type. What exceeds a mebibyte is cut off, which no JSON survives.
    /// </summary>
    public static async ValueTask<RequestBody?> BindAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return new RequestBody(buffer.GetBuffer().AsMemory(0, (int)Math.Min(buffer.Length, MaxLength)));
    }
}
