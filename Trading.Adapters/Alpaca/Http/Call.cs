using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Trading.Adapters.Alpaca.Http;

/// <summary>A request, from which each attempt makes its own HTTP message, and how its answer is read.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, from the root of the API.</param>
/// <param name="Body">JSON; null for none.</param>
/// <param name="Read">Reads the body of a 2xx, and gives null for an empty answer; null when there is nothing to read.</param>
internal sealed record Call(HttpMethod Method, string Path, byte[]? Body = null, Func<byte[], object?>? Read = null)
{
    /// <summary>Method and path without the query, for messages and logs.</summary>
    public string Name => $"{Method} {Path.Split('?')[0]}";

    /// <summary>A query whose answer is JSON.</summary>
    public static Call Get<T>(string path, JsonTypeInfo<T> type) where T : class => new(HttpMethod.Get, path, null, Reader(type));

    /// <summary>A request with a JSON body and a JSON answer.</summary>
    public static Call Send<TBody, T>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type)
        where T : class => new(method, path, JsonSerializer.SerializeToUtf8Bytes(body, bodyType), Reader(type));

    /// <summary>A deletion whose answer is not read.</summary>
    public static Call Delete(string path) => new(HttpMethod.Delete, path);

    private static Func<byte[], object?> Reader<T>(JsonTypeInfo<T> type) where T : class =>
        body => JsonSerializer.Deserialize(body, type);
}
