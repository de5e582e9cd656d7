using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Control;

/// <summary>
/// <c>/simulator</c>: what a real exchange does not offer. <c>GET</c> shows the state; every other endpoint changes it and
/// answers with it. Needs no keys; never fails by a fault rule.
/// </summary>
internal static class ControlEndpoints
{
    public const string Root = "/simulator";

    public static void Map(RouteGroupBuilder root, Simulator simulator, ExchangeOptions options)
    {
        root.AddEndpointFilter((context, next) => RunAsync(simulator, context, next));
        root.MapGet(Root, () => SimulatorState.Of(simulator));
        var control = root.MapGroup(Root);
        new ServerControls(simulator).Map(control);
        new AccountControls(simulator, options).Map(control);
        root.Map("/{**path}", (HttpContext http) => NotSimulated.Answer(http)
            ?? ApiErrors.WithoutCode(404, $"There is no {http.Request.Method} {http.Request.Path.Value}; see GET {Root}."));
    }

    private static async ValueTask<object?> RunAsync(
        Simulator simulator, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            simulator.CatchUp();
            return await next(context);
        }
        catch (JsonException invalid)
        {
            return ApiErrors.WithoutCode(400, $"The body cannot be read: {invalid.Message}");
        }
        catch (Exception invalid) when (invalid is ArgumentException or InvalidRequestException or OverflowException)
        {
            return ApiErrors.WithoutCode(422, invalid.Message);
        }
    }
}
