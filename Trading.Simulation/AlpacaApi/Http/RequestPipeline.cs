using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trading.Simulation.AlpacaApi.Control;
using Trading.Simulation.AlpacaApi.Faults;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>What a request passes: keys, rate limit, faults, and then its page.</summary>
internal sealed class RequestPipeline(AlpacaApiOptions options, Simulator simulator)
{
    private const int LongestBody = 1 << 20;
    private readonly ControlPages control = new(simulator);
    private readonly RequestBudget? budget = options.RateLimit is { } limit ? new RequestBudget(limit, options.RealTime) : null;
    // A simulator that was started anew is another exchange, with another account; whoever trades has to notice.
    private readonly string exchange = Guid.NewGuid().ToString("N");
    private readonly string speed = simulator.Speed.ToString("R", CultureInfo.InvariantCulture);

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers["Trading-Clock-Speed"] = speed;
        context.Response.Headers["Trading-Exchange"] = exchange;
        var path = context.Request.Path.Value ?? "/";
        if (path == "/v2" || path.StartsWith("/v2/", StringComparison.Ordinal)) await HandleApiAsync(context, path);
        else await SendAsync(context, control.Answer(await ReadAsync(context, path)));
    }

    private async Task HandleApiAsync(HttpContext context, string path)
    {
        var isData = Routes.IsData(path);
        if (!HasKeys(context.Request.Headers))
        {
            await FinishAsync(context, null, isData ? ApiAnswer.DataError(403, "forbidden.") : ApiAnswer.Error(401, 40110000, "request is not authorized"));
            return;
        }
        if (budget?.Take() is { } state)
        {
            WriteBudget(context.Response.Headers, state);
            if (!state.IsWithin)
            {
                await FinishAsync(context, null, TooMany(isData, state.RetryAfter));
                return;
            }
        }
        var fault = simulator.Faults.Next(context.Request.Method, path);
        switch (fault?.Kind)
        {
            case FaultKind.LoseRequest:
                Cut(context, fault);
                return;
            case FaultKind.TooManyRequests:
                await FinishAsync(context, fault, TooMany(isData, fault.RetryAfter));
                return;
            case FaultKind.ServerError when !fault.CarriedOut:
                await FinishAsync(context, fault, ServerError(fault, isData));
                return;
            case FaultKind.Delay:
                await Task.Delay(fault.Milliseconds, context.RequestAborted);
                break;
        }
        var request = await ReadAsync(context, path);
        var goesAstray = fault?.Kind is FaultKind.DropAnswer or FaultKind.CutBody or FaultKind.NotJson or FaultKind.ServerError;
        var answer = simulator.Carry(request, fault?.Kind == FaultKind.Duplicate ? 2 : 1, goesAstray);
        switch (fault?.Kind)
        {
            case FaultKind.DropAnswer:
                Cut(context, fault);
                break;
            case FaultKind.CutBody:
                await SendHalfAsync(context, answer);
                Cut(context, fault);
                break;
            case FaultKind.NotJson:
                await FinishAsync(context, fault, ApiAnswer.Html);
                break;
            case FaultKind.ServerError:
                await FinishAsync(context, fault, ServerError(fault, isData));
                break;
            default:
                await FinishAsync(context, fault, answer);
                break;
        }
    }

    private bool HasKeys(IHeaderDictionary headers) =>
        headers["APCA-API-KEY-ID"].ToString() == options.KeyId && headers["APCA-API-SECRET-KEY"].ToString() == options.SecretKey;

    private static ApiAnswer TooMany(bool isData, int retryAfter) =>
        (isData ? ApiAnswer.DataError(429, "too many requests.") : ApiAnswer.Error(429, 42910000, "rate limit exceeded")) with { RetryAfter = retryAfter };

    private static ApiAnswer ServerError(FaultRule fault, bool isData) => isData
        ? ApiAnswer.DataError(fault.Status, "internal server error")
        : ApiAnswer.Error(fault.Status, fault.Status * 100_000 + 10_000, "internal server error occurred");

    private void WriteBudget(IHeaderDictionary headers, BudgetState state)
    {
        headers["X-RateLimit-Limit"] = budget!.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = state.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = state.Reset.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<ApiRequest> ReadAsync(HttpContext context, string path)
    {
        ReadOnlyMemory<byte> body = default;
        if (context.Request.ContentLength is not 0 && context.Request.Method is not ("GET" or "DELETE"))
        {
            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
            body = buffer.GetBuffer().AsMemory(0, (int)Math.Min(buffer.Length, LongestBody));
        }
        return new ApiRequest(context.Request.Method, path, context.Request.Query, body);
    }

    private async Task FinishAsync(HttpContext context, FaultRule? fault, ApiAnswer answer)
    {
        Report(context, fault, answer.Status);
        await SendAsync(context, answer);
    }

    private static async Task SendAsync(HttpContext context, ApiAnswer answer)
    {
        WriteHead(context.Response, answer);
        if (answer.Body.Length > 0) await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static async Task SendHalfAsync(HttpContext context, ApiAnswer answer)
    {
        if (answer.Body.Length == 0) return;
        WriteHead(context.Response, answer);
        await context.Response.Body.WriteAsync(answer.Body[..(answer.Body.Length / 2)], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static void WriteHead(HttpResponse response, ApiAnswer answer)
    {
        response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Body.Length == 0) return;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
    }

    private void Cut(HttpContext context, FaultRule fault)
    {
        Report(context, fault, status: null);
        context.Abort();
    }

    private void Report(HttpContext context, FaultRule? fault, int? status) => options.OnRequest?.Invoke(new ServedRequest(
        simulator.Now, context.Request.Method, context.Request.Path.Value + context.Request.QueryString.Value, status, fault?.Kind));
}
