using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Trading.Adapters.AzureStorage;

namespace Trading.Tests.Functions;

/// <summary>
/// All that one process reaches, its storage account and its exchange, by way of one loopback server. The process can be held at
/// any of its requests and cut off for good, as when it is killed; and its storage account can be gone.
/// </summary>
internal sealed class ProcessLines : IAsyncDisposable
{
    private const int ExchangeLine = 2;
    private static readonly HashSet<string> OwnOfAConnection = new(
        ["Host", "Connection", "Transfer-Encoding", "Keep-Alive"], StringComparer.OrdinalIgnoreCase);
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly WebApplication server;
    private readonly List<(int Port, Uri There)> behind = [];
    private int asked;
    private volatile Hold? hold;
    private volatile bool isCut;

    private ProcessLines(WebApplication server) => this.server = server;

    /// <summary>The part of the account, by way of this.</summary>
    public AzureStorageOptions Storage { get; private set; } = new();

    /// <summary>The exchange's address, by way of this.</summary>
    public string Exchange { get; private set; } = "";

    /// <summary>How many requests there were so far.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>Whether no request reaches the storage account.</summary>
    public bool IsStorageGone { get; set; }

    /// <summary>Starts them before a part of an account and an exchange.</summary>
    public static async Task<ProcessLines> StartAsync(AzureStorageOptions storage, Uri exchange, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            for (var port = 0; port <= ExchangeLine; port++) kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        var lines = new ProcessLines(app);
        app.Run(lines.PassAsync);
        await app.StartAsync(cancel);
        var own = app.Urls.Select(address => new Uri(address)).ToList();
        var parts = storage.ConnectionString!.Split(';').Select(part => part.Split('=', 2)).ToDictionary(
            part => part[0], part => part[1], StringComparer.Ordinal);
        foreach (var (address, part) in own.Zip((string[])["BlobEndpoint", "TableEndpoint"]))
        {
            var there = new Uri(parts[part]);
            lines.behind.Add((address.Port, there));
            parts[part] = new UriBuilder(there) { Port = address.Port, Host = address.Host }.Uri.ToString();
        }
        lines.behind.Add((own[ExchangeLine].Port, exchange));
        lines.Storage = storage with { ConnectionString = string.Join(';', parts.Select(part => $"{part.Key}={part.Value}")) };
        lines.Exchange = own[ExchangeLine].GetLeftPart(UriPartial.Authority);
        return lines;
    }

    /// <summary>Lets so many requests pass, and holds the next and all after it.</summary>
    /// <param name="passing">How many more pass.</param>
    /// <param name="isCarriedOut">Whether a request that is held has been carried out, and only its answer is missing.</param>
    /// <returns>A task that ends when a request is held.</returns>
    public Task HoldAfter(int passing, bool isCarriedOut)
    {
        var next = new Hold(Asked + passing, isCarriedOut);
        hold = next;
        return next.Begun.Task;
    }

    /// <summary>Lets pass what is held, and everything after it.</summary>
    public void Release()
    {
        var held = hold;
        hold = null;
        held?.Over.TrySetResult();
    }

    /// <summary>Lets nothing pass any more.</summary>
    public void Cut()
    {
        isCut = true;
        Release();
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await server.DisposeAsync();
        http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref asked);
        var line = behind.FindIndex(l => l.Port == context.Connection.LocalPort);
        var held = hold is { } h && number > h.Passing ? h : null;
        if (held is { IsCarriedOut: false }) await held.WaitAsync(context.RequestAborted);
        if (isCut || (IsStorageGone && line != ExchangeLine))
        {
            context.Abort();
            return;
        }
        using var request = RequestOf(context, behind[line].There);
        // A process that dies does not take back what it has sent.
        using var answer = await http.SendAsync(request, CancellationToken.None);
        if (held is { IsCarriedOut: true }) await held.WaitAsync(context.RequestAborted);
        if (isCut)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(
            header => !OwnOfAConnection.Contains(header.Key)))
            context.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static HttpRequestMessage RequestOf(HttpContext context, Uri there)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(there, target));
        if (context.Request.ContentLength > 0
            || context.Request.Headers.TransferEncoding.Count > 0) request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers.Where(header => !OwnOfAConnection.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
        return request;
    }

    private sealed record Hold(int Passing, bool IsCarriedOut)
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task WaitAsync(CancellationToken aborted)
        {
            Begun.TrySetResult();
            return Over.Task.WaitAsync(aborted);
        }
    }
}
