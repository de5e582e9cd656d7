using Microsoft.AspNetCore.Http;
using Trading.Simulation.AlpacaApi.Faults;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>The endpoint filters of every request to <c>/v2</c>; <see cref="SimulatorApi"/> states their order.</summary>
internal sealed class RequestFilters(SimulatorOptions options, Simulator simulator)
{
    /// <summary>
    /// Reports the request, with its status or without one when the connection is cut, before the client sees the response.
    /// </summary>
    public async ValueTask<object?> LogAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var response = await next(context);
        options.OnRequest?.Invoke(new ServedRequest(
            simulator.Now, http.Request.Method, http.Request.Path.Value + http.Request.QueryString.Value,
            (response as IStatusCodeHttpResult)?.StatusCode, FaultFilter.FaultOf(http)?.Kind));
        return response;
    }

    /// <summary>Lets a request pass only with the right keys.</summary>
    public ValueTask<object?> CheckKeysAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Request.Headers;
        return headers["APCA-API-KEY-ID"].ToString() == options.KeyId
            && headers["APCA-API-SECRET-KEY"].ToString() == options.SecretKey
            ? next(context)
            : ValueTask.FromResult<object?>(ApiErrors.Of(context.HttpContext).Unauthorized);
    }

    /// <summary>
    /// Runs the endpoint at one moment of the exchange's time, twice when a fault duplicates the request, and turns exceptions
    /// into Alpaca's error responses.
    /// </summary>
    public ValueTask<object?> RunAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var fault = FaultFilter.FaultOf(http);
        var asksTime = http.Request is { Method: "GET", Path.Value: SimulatorApi.ClockPath };
        var errors = ApiErrors.Of(http);
        return ValueTask.FromResult<object?>(Run());

        ApiResponse Run()
        {
            try
            {
                return simulator.Serve(SimulatorApi.RouteOf(http), asksTime, fault?.HidesResponse == true, () =>
                {
                    var slow = fault?.Kind == FaultKind.Slow ? Duration.FromMilliseconds(fault.Milliseconds) : Duration.Zero;
                    if (slow > Duration.Zero && !fault!.CarriedOut) simulator.MoveBy(slow);
                    if (fault?.Kind == FaultKind.Duplicate) Endpoint();
                    var response = Endpoint();
                    if (slow > Duration.Zero && fault!.CarriedOut) simulator.MoveBy(slow);
                    return response;
                });
            }
            catch (Exception e) when (e is OverflowException or ArgumentException)
            {
                return errors.Invalid("a figure is out of range");
            }
            catch (NotSimulatedException unknown)
            {
                return NotSimulated.Answer(unknown.Message);
            }
            catch (InvalidRequestException invalid)
            {
                return errors.Invalid(invalid.Message);
            }
            catch (Exception broken) when (broken is IOException or InvalidDataException or InvalidOperationException)
            {
                // Mostly a tape that cannot be read: the client sees a server error, as it would from Alpaca, with the cause.
                return errors.Broken(broken.Message);
            }
        }

        // Endpoints are synchronous, so the response is there when the call returns; the exchange's lock spans no await.
        ApiResponse Endpoint() => (ApiResponse)next(context).AsTask().GetAwaiter().GetResult()!;
    }
}
