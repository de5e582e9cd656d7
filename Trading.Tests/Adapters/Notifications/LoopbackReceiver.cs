using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trading.Tests.Adapters.Notifications;

/// <summary>A request as it arrived.</summary>
internal sealed record ReceivedRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>How a request is answered.</summary>
internal sealed record ReceiverAnswer(int Status = 200, string Body = "ok")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The connection is dropped without an answer.</summary>
    public bool IsCut { get; init; }

    /// <summary>There is no answer until this ends.</summary>
    public Task? Until { get; init; }
}

/// <summary>
/// A receiver on loopback that answers from a script, of which the last answer is repeated. All share one server and are told
/// apart by the first part of the path.
/// </summary>
internal sealed class LoopbackReceiver : IDisposable
{
    private static readonly Lazy<Task<Uri>> Server = new(StartAsync);
    private static readonly ConcurrentDictionary<string, LoopbackReceiver> Receivers = new();
    private readonly string id = $"r{Guid.NewGuid():N}";
    private readonly ReceiverAnswer[] script;
    private readonly List<ReceivedRequest> requests = [];

    public LoopbackReceiver(params ReceiverAnswer[] script)
    {
        this.script = script.Length == 0 ? [new()] : script;
        Receivers[id] = this;
    }

    public IReadOnlyList<ReceivedRequest> Requests
    {
        get { lock (requests) return [.. requests]; }
    }

    /// <summary>The titles of a webhook's documents, in the order of their arrival.</summary>
    public IEnumerable<string> Titles => Requests.Select(r => r.Json.GetProperty("title").GetString()!);

    /// <summary>Its address, with what follows it.</summary>
    public string Address(string rest = "")
    {
        var url = Server.Value.GetAwaiter().GetResult();
        return $"{url.GetLeftPart(UriPartial.Authority)}/{id}{rest}";
    }

    /// <summary>Waits until a number of requests has arrived.</summary>
    public async Task<IReadOnlyList<ReceivedRequest>> WaitForAsync(int count)
    {
        for (var i = 0; i < 2000 && Requests.Count < count; i++) await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.True(Requests.Count >= count, $"Only {Requests.Count} of {count} requests arrived.");
        return Requests;
    }

    public void Dispose() => Receivers.TryRemove(id, out _);

    private static async Task<Uri> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        return new Uri(app.Urls.First());
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var path = http.Request.Path.Value!;
        // A Telegram bot's address begins at the server's root, so there its token is the name.
        if (!Receivers.TryGetValue(path.Split('/')[1].Split(':')[^1], out var receiver))
        {
            http.Abort();
            return;
        }
        await receiver.AnswerAsync(http, new ReceivedRequest(
            http.Request.Method, path, http.Request.QueryString.Value ?? "", http.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
    }

    /// <summary>The token of a Telegram bot that is told apart by it.</summary>
    public string BotToken => $"12345:{id}";

    private async Task AnswerAsync(HttpContext http, ReceivedRequest request)
    {
        ReceiverAnswer answer;
        lock (requests)
        {
            answer = script[Math.Min(requests.Count, script.Length - 1)];
            requests.Add(request);
        }
        if (answer.Until is { } until) await Task.WhenAny(until, Task.Delay(Timeout.Infinite, http.RequestAborted));
        if (answer.IsCut)
        {
            http.Abort();
            return;
        }
        http.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers) http.Response.Headers[name] = value;
        if (answer.Body.Length > 0 && answer.Status != 204) await http.Response.WriteAsync(answer.Body);
    }
}
