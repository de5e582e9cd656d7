using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Trading.Adapters.Alpaca;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>
/// Answers on loopback from a script: for each call a list of answers, of which the last is repeated. All stubs share one
/// server and are told apart by the key they are asked with.
/// </summary>
internal sealed class StubAlpaca : IDisposable
{
    private static readonly Lazy<Task<Uri>> Server = new(StartAsync);
    private static readonly ConcurrentDictionary<string, StubAlpaca> Stubs = new();
    private static int count;

    private readonly string key;
    private readonly string secret;
    private readonly Dictionary<string, Func<StubRequest, int, StubAnswer>> script = [];
    private readonly List<StubRequest> requests = [];
    private readonly List<AlpacaExchange> connections = [];

    public StubAlpaca(string? key = null, string secret = "hush")
    {
        this.key = key ?? $"key{Interlocked.Increment(ref count)}";
        this.secret = secret;
        Stubs[this.key] = this;
    }

    /// <summary>Answers the calls that are not in the script; null for a refusal.</summary>
    public Func<StubRequest, int, StubAnswer>? Otherwise { get; init; }

    public IReadOnlyList<StubRequest> Requests
    {
        get { lock (requests) return [.. requests]; }
    }

    public StubAlpaca On(string call, params StubAnswer[] answers) =>
        On(call, (_, index) => answers[Math.Min(index, answers.Length - 1)]);

    public StubAlpaca On(string call, Func<StubRequest, int, StubAnswer> answer)
    {
        script[call] = answer;
        return this;
    }

    public int Asked(string call) => Requests.Count(request => request.Name == call);

    /// <summary>A connection to the stub whose waits are milliseconds.</summary>
    public async Task<AlpacaExchange> ConnectAsync(
        Func<AlpacaOptions, AlpacaOptions>? change = null, ILoggerFactory? logs = null, TimeProvider? time = null)
    {
        var options = await OptionsAsync();
        var connection = new AlpacaExchange(change is null ? options : change(options), logs, time);
        connections.Add(connection);
        return connection;
    }

    /// <summary>How the stub is reached, with waits of milliseconds.</summary>
    public async Task<AlpacaOptions> OptionsAsync()
    {
        var url = await Server.Value;
        return new AlpacaOptions
        {
            TradingUrl = url,
            DataUrl = url,
            Keys = new AlpacaKeys(key, secret),
            AttemptTimeout = TimeSpan.FromMilliseconds(400),
            CallTimeout = TimeSpan.FromSeconds(3),
            RetryDelay = TimeSpan.FromMilliseconds(2),
            BreakDuration = TimeSpan.FromMilliseconds(500),
        };
    }

    public void Dispose()
    {
        Stubs.TryRemove(key, out _);
        foreach (var connection in connections) connection.Dispose();
    }

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
        var request = new StubRequest(
            http.Request.Method, http.Request.Path.Value!, http.Request.QueryString.Value ?? "", await reader.ReadToEndAsync(),
            http.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        if (!Stubs.TryGetValue(request.Headers["APCA-API-KEY-ID"], out var stub))
        {
            http.Abort();
            return;
        }
        await SendAsync(http, stub.Next(request));
    }

    private StubAnswer Next(StubRequest request)
    {
        int index;
        lock (requests)
        {
            index = requests.Count(earlier => earlier.Name == request.Name);
            requests.Add(request);
        }
        return (script.TryGetValue(request.Name, out var answer) ? answer : Otherwise) is { } given
            ? given(request, index)
            : new StubAnswer(400, "this call is not in the script");
    }

    private static async Task SendAsync(HttpContext http, StubAnswer answer)
    {
        answer.Meanwhile?.Invoke();
        if (answer.Delay > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(answer.Delay, http.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
        if (answer.IsCut)
        {
            http.Abort();
            return;
        }
        http.Response.StatusCode = answer.Status;
        if (answer.Reason is { } reason) http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = reason;
        http.Response.ContentType = "application/json";
        foreach (var (name, value) in answer.Headers) http.Response.Headers[name] = value;
        if (answer.IsHalf)
        {
            http.Response.ContentLength = answer.Body.Length;
            await http.Response.WriteAsync(answer.Body[..(answer.Body.Length / 2)]);
            await http.Response.Body.FlushAsync();
            // So that the half arrives before the end does.
            await Task.Delay(20);
            http.Abort();
            return;
        }
        if (answer.Body.Length > 0) await http.Response.WriteAsync(answer.Body);
    }
}
