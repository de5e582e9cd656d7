using System.Net.Http.Headers;
using System.Text.Json;
using Trading.Adapters.StorageFormats;

namespace Trading.Adapters.Notifications;

/// <summary>A POST of a JSON document.</summary>
internal static class JsonRequest
{
    private static readonly JsonSerializerOptions OnOneLine = new(StorageJson.Options) { WriteIndented = false };

    /// <summary>The request; the body's names are in camelCase unless they are written otherwise.</summary>
    public static HttpRequestMessage Of(Uri url, object body)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), OnOneLine));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
    }
}
