using Microsoft.AspNetCore.Http;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Faults;

/// <summary>An endpoint filter: makes a request fail as the first matching fault rule says.</summary>
internal sealed class FaultFilter(FaultInjector faults) : IEndpointFilter
{
    /// <summary>The rule that a request fails by; null for none.</summary>
    public static FaultRule? FaultOf(HttpContext http) => http.Features.Get<FaultRule>();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (faults.Next(http.Request.Method, http.Request.Path.Value!) is not { } fault) return await next(context);
        http.Features.Set(fault);
        var errors = ApiErrors.Of(http);
        switch (fault.Kind)
        {
            case FaultKind.LoseRequest:
                return new CutConnection(Response: null);
            case FaultKind.TooManyRequests:
                return errors.TooManyRequests(fault.RetryAfter);
            case FaultKind.ServerError when !fault.CarriedOut:
                return errors.Injected(fault.Status);
            case FaultKind.Delay:
                await Task.Delay(fault.Milliseconds, http.RequestAborted);
                break;
        }
        var response = (ApiResponse)(await next(context))!;
        return fault.Kind switch
        {
            FaultKind.DropAnswer => new CutConnection(Response: null),
            FaultKind.CutBody => new CutConnection(response),
            FaultKind.NotJson => ApiResponse.Html,
            FaultKind.ServerError => errors.Injected(fault.Status),
            _ => response,
        };
    }

    /// <summary>Cuts the connection, after half of a response or, with null, before any of it.</summary>
    private sealed record CutConnection(ApiResponse? Response) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            if (Response is not null) await Response.SendHalfAsync(httpContext);
            httpContext.Abort();
        }
    }
}
