using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Trading.Adapters.AzureStorage;

namespace Trading.Tests.Adapters.AzureStorage;

/// <summary>
/// Stands between a program and its storage account, on loopback: it counts what passes, and from a request on it can let nothing
/// more pass, as when the account is stopped in the middle of something.
/// </summary>
internal sealed class StorageRelay : IAsyncDisposable
{
    private static readonly HashSet<string> OwnOfAConnection = new(
        ["Host", "Connection", "Transfer-Encoding", "Keep-Alive"], StringComparer.OrdinalIgnoreCase);
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly ConcurrentQueue<string> requests = new();
    private readonly WebApplication server;
    private readonly Dictionary<int, Uri> behind;
    private int left = int.MaxValue;

    private StorageRelay(WebApplication server, Dictionary<int, Uri> behind, AzureStorageOptions options) =>
        (this.server, this.behind, Options) = (server, behind, options);

    /// <summary>The same part of the account, by way of the relay.</summary>
    public AzureStorageOptions Options { get; }

    /// <summary>What was asked since the last call of <see cref="Watch"/>, repetitions too.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>Starts one before a part of an account.</summary>
    public static async Task<StorageRelay> BeforeAsync(AzureStorageOptions options, CancellationToken cancel)
    {
        var parts = options.ConnectionString!.Split(';').Select(part => part.Split('=', 2)).ToDictionary(
            part => part[0], part => part[1], StringComparer.Ordinal);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        StorageRelay? relay = null;
        app.Run(context => relay!.PassAsync(context));
        await app.StartAsync(cancel);
        var targets = new Dictionary<int, Uri>();
        foreach (var (address, part) in app.Urls.Zip((string[])["BlobEndpoint", "TableEndpoint"]))
        {
            var (own, there) = (new Uri(address), new Uri(parts[part]));
            targets[own.Port] = there;
            parts[part] = new UriBuilder(there) { Port = own.Port, Host = own.Host }.Uri.ToString();
        }
        relay = new StorageRelay(
            app, targets, options with { ConnectionString = string.Join(';', parts.Select(part => $"{part.Key}={part.Value}")) });
        return relay;
    }

    /// <summary>Forgets what was asked, and lets only so many requests pass from now on.</summary>
    public void Watch(int passing = int.MaxValue)
    {
        requests.Clear();
        left = passing;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        requests.Enqueue($"{context.Request.Method} {Uri.UnescapeDataString(target)}");
        if (Interlocked.Decrement(ref left) < 0)
        {
            context.Abort();
            return;
        }
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), new Uri(behind[context.Connection.LocalPort], target));
        if (context.Request.ContentLength > 0
            || context.Request.Headers.TransferEncoding.Count > 0) request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers.Where(header => !OwnOfAConnection.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(
                name, (IEnumerable<string?>)values)) request.Content?.Headers.TryAddWithoutValidation(
                    name, (IEnumerable<string?>)values);
        }
        using var answer = await http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(
            header => !OwnOfAConnection.Contains(header.Key)))
            context.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
