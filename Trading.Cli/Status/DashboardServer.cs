using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Reporting;
using Trading.Reporting.Dashboard;

namespace Trading.Cli.Status;

/// <summary>Serves a status report on 127.0.0.1: <c>/</c> for people, <c>/status.json</c> for programs, and
/// <c>/explain?symbol=</c> for what moved a forecast; all read anew each time. <c>/halt</c> and <c>/resume</c> take what the page
/// sends, by POST alone.</summary>
internal sealed class DashboardServer : IAsyncDisposable
{
    /// <summary>Where a forecast is explained.</summary>
    public const string ExplainPath = "/explain";

    private const string Html = "text/html; charset=utf-8";
    private const int LongestBody = 16_384;

    private readonly WebApplication app;

    private DashboardServer(WebApplication app)
    {
        this.app = app;
        Url = app.Urls.Single();
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>Starts it; it answers when this returns.</summary>
    /// <param name="port">On 127.0.0.1; 0 for any that is free.</param>
    /// <param name="pages">What it serves.</param>
    /// <param name="cancel">Ends what is being answered, at the start and later.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<DashboardServer> StartAsync(int port, DashboardPages pages, CancellationToken cancel)
    {
        // An empty builder reads no settings, so nothing in the environment can make it listen elsewhere.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var server = builder.Build();
        server.Run(context => AnswerAsync(context, pages, cancel));
        try
        {
            await server.StartAsync(cancel);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        return new DashboardServer(server);
    }

    private static async Task AnswerAsync(HttpContext context, DashboardPages pages, CancellationToken stop)
    {
        // Stopping the program also ends a read, which could otherwise wait long for a broker that does not answer.
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stop);
        var (request, response) = (context.Request, context.Response);
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
        // A page elsewhere whose name was made to lead here must not read an account.
        if (request.Host.Host is not ("127.0.0.1" or "localhost")) response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        else if (pages.Acts is { } acts && HttpMethods.IsPost(request.Method) && DashboardPost.Takes(request.Path))
            await DashboardPost.AnswerAsync(context, acts, stop);
        else if (!HttpMethods.IsGet(request.Method)) response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        else if (request.Path == "/") await WriteAsync(
            Html, () => pages.DrawAsync(DashboardRequest.Of(name => $"{request.Query[name]}"), gone.Token));
        else if (request.Path == "/status.json")
            await WriteAsync("application/json; charset=utf-8", async () => StatusJson.Of(await pages.ReadAsync(gone.Token)));
        else if (request.Path == ExplainPath)
            await WriteAsync(Html, () => pages.ExplainAsync($"{request.Query["symbol"]}", $"{request.Query["at"]}", gone.Token));
        else response.StatusCode = StatusCodes.Status404NotFound;

        async Task WriteAsync(string type, Func<Task<string>> make)
        {
            try
            {
                var text = await make();
                response.ContentType = type;
                await response.WriteAsync(text, context.RequestAborted);
            }
            catch (OperationCanceledException) when (gone.IsCancellationRequested)
            {
                context.Abort();
            }
            catch (RefusedException e)
            {
                await TellAsync(StatusCodes.Status404NotFound, e.Message);
            }
            catch (Exception e) when (e is StorageException or MarketDataException or BrokerUnavailableException)
            {
                await TellAsync(StatusCodes.Status503ServiceUnavailable, e.Message);
            }
        }

        Task TellAsync(int status, string sentence)
        {
            response.StatusCode = status;
            response.ContentType = "text/plain; charset=utf-8";
            return response.WriteAsync(sentence, context.RequestAborted);
        }
    }

    /// <summary>Stops listening and lets the port go.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
