using System.Net.Http.Headers;
using System.Text.Json;
using Trading.Adapters.Alpaca.Wire;
using Trading.Adapters.Secrets;

namespace Trading.Adapters.Alpaca.Http;

/// <summary>Sends one request once and says how it ended.</summary>
internal sealed class AlpacaTransport(
    HttpClient http, Uri root, AlpacaKeys keys, KeyScrubber scrubber, TimeProvider time)
{
    /// <summary>Sends the request and reads the answer.</summary>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancel"/> was cancelled: the caller stopped, or the attempt's time is up.
    /// </exception>
    public async Task<Attempt> SendAsync(Call call, CancellationToken cancel)
    {
        using var request = Request(call);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return await ReadAsync(call, response, cancel);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException("Cancelled while a request was under way.", e, cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The HTTP handler reports its own limit on connecting in this way.
            return new(AttemptEnd.TimedOut, Message: "there was no connection in time");
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return new(AttemptEnd.NoConnection, Message: scrubber.Clean($"no connection to {root.Host} ({e.HttpRequestError})"));
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            return new(AttemptEnd.Unreadable, Message: "the answer could not be unpacked");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new(AttemptEnd.Cut, Message: "the connection was cut before the answer was complete");
        }
    }

    private HttpRequestMessage Request(Call call)
    {
        var request = new HttpRequestMessage(call.Method, new Uri(root, call.Path));
        request.Headers.Add("APCA-API-KEY-ID", keys.Id);
        request.Headers.Add("APCA-API-SECRET-KEY", keys.Secret);
        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        else if (call.Method != HttpMethod.Get)
        {
            // Without a body, .NET repeats the request by itself when a kept connection closes before the answer.
            request.Content = new ByteArrayContent([]);
        }
        return request;
    }

    private async Task<Attempt> ReadAsync(Call call, HttpResponseMessage response, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            var body = scrubber.Clean(await response.Content.ReadAsByteArrayAsync(cancel));
            return Read(call, status, body) with { Simulator = SimulatorHeaders.Of(response) };
        }
        var end = status switch
        {
            429 => AttemptEnd.TooMany,
            408 or >= 500 => AttemptEnd.Failed,
            >= 400 => AttemptEnd.Refused,
            _ => AttemptEnd.Unreadable,
        };
        var error = await ErrorAsync(response, cancel);
        return new(end, status, scrubber.Clean(error?.CodeText ?? ""), scrubber.Clean(error?.MessageText ?? ""))
        {
            HasErrorBody = error?.IsAlpacas ?? false,
            RetryAfter = RetryWait.Of(response.Headers, time),
        };
    }

    private static Attempt Read(Call call, int status, byte[] body)
    {
        if (call.Read is null) return new(AttemptEnd.Answered, status);
        try
        {
            return call.Read(body) is { } value
                ? new(AttemptEnd.Answered, status) { Value = value }
                : new(AttemptEnd.Unreadable, status, Message: "the answer was empty");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            // The exception's message may quote the body, so only the place is kept.
            var place = e is JsonException { LineNumber: { } line, BytePositionInLine: { } column }
                ? $" (line {line}, byte {column})"
                : "";
            return new(AttemptEnd.Unreadable, status, Message: $"the answer was not what Alpaca documents{place}");
        }
    }

    // An error body that cannot be read is left out: the status is enough.
    private async Task<AlpacaError?> ErrorAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            var body = scrubber.Clean(await response.Content.ReadAsByteArrayAsync(cancel));
            return JsonSerializer.Deserialize(body, AlpacaJson.Default.AlpacaError);
        }
        catch (Exception e) when (
            e is JsonException or HttpRequestException or IOException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }
}
