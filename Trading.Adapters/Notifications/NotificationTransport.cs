using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Trading.Adapters.Secrets;
using Trading.Core.Text;

namespace Trading.Adapters.Notifications;

/// <summary>
/// Sends one request once and says how it ended. No text of it holds an address, and no trace of a request is made, because the
/// addresses are secrets. Safe for use by many threads.
/// </summary>
internal sealed class NotificationTransport : IDisposable
{
    private const int LongestAnswer = 4096;
    private const int LongestReason = 120;
    private readonly HttpClient http;
    private readonly KeyScrubber scrubber;
    private readonly TimeProvider time;

    public NotificationTransport(KeyScrubber scrubber, TimeProvider time)
    {
        (this.scrubber, this.time) = (scrubber, time);
        http = new HttpClient(new SocketsHttpHandler
        {
            // A redirection would carry the message, and a token, to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            // Without a propagator .NET makes no activity of a request, which would name its address.
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue("Trading", null) } },
        };
    }

    /// <summary>Sends the request.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async Task<Delivery> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (response.IsSuccessStatusCode) return Delivery.Done;
            var status = (int)response.StatusCode;
            if (status is >= 300 and < 400)
                return new(false, $"HTTP {status}: sent elsewhere, where its secret does not follow");
            var answer = await AnswerAsync(response, cancel);
            var mayPass = status is 408 or 425 or 429 or >= 500;
            return new(false, $"HTTP {status}{Reason(answer)}", mayPass, mayPass ? RetryAfter(response.Headers, answer) : null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException("Cancelled while a request was under way.", e, cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(false, "no connection in time", MayPass: true);
        }
        catch (HttpRequestException e)
        {
            return new(false, Words(e.HttpRequestError), MayPass: true);
        }
        catch (IOException)
        {
            return new(false, "the connection was cut", MayPass: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static string Words(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "its host's name is not known, or there is no network",
        HttpRequestError.ConnectionError => "nothing answers there",
        HttpRequestError.SecureConnectionError => "its certificate is not trusted, or TLS failed",
        HttpRequestError.ProxyTunnelError => "the proxy refused",
        _ => "the connection was cut before the answer was complete",
    };

    // What cannot be read is left out: the status is enough.
    private static async Task<string> AnswerAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            var buffer = new byte[LongestAnswer];
            await using var body = await response.Content.ReadAsStreamAsync(cancel);
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !cancel.IsCancellationRequested)
        {
            return "";
        }
    }

    // Telegram says it in "description", Discord in "message", ntfy in "error", Slack in the body itself. A page is no reason.
    private string Reason(string answer)
    {
        var text = Text(answer, "description") ?? Text(answer, "message") ?? Text(answer, "error") ?? answer;
        if (text.Length == 0 || text.TrimStart() is ['<' or '{' or '[', ..]) return "";
        // The scrubber first, so that a cut leaves no piece that is too short to be found.
        return $" ({VisibleText.Beginning(scrubber.Clean(text).Trim(), LongestReason)})";
    }

    private TimeSpan? RetryAfter(HttpResponseHeaders headers, string answer)
    {
        var wait = headers.RetryAfter is { } after
            ? after.Delta ?? (after.Date - (headers.Date ?? time.GetUtcNow()))
            : Seconds(answer) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // Discord: {"retry_after": 0.3}; Telegram: {"parameters": {"retry_after": 8}}.
    private static double? Seconds(string answer) => Find(answer, root =>
    {
        var holder = root.TryGetProperty("parameters", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
        return holder.TryGetProperty("retry_after", out var value) && value.ValueKind == JsonValueKind.Number
            && value.GetDouble() is >= 0 and <= 86400 and var seconds ? (double?)seconds : null;
    });

    private static string? Text(string answer, string name) => Find(
        answer, root => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null);

    private static T? Find<T>(string answer, Func<JsonElement, T?> find)
    {
        if (!answer.TrimStart().StartsWith('{')) return default;
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.ValueKind == JsonValueKind.Object ? find(json.RootElement) : default;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
