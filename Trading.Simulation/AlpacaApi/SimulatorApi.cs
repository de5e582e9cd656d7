using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Trading.Simulation.AlpacaApi.Account;
using Trading.Simulation.AlpacaApi.Control;
using Trading.Simulation.AlpacaApi.Data;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Orders;

namespace Trading.Simulation.AlpacaApi;

/// <summary>Maps the endpoints: Alpaca's under <c>/v2</c>, as far as they are simulated, and the simulator's own.</summary>
internal static class SimulatorApi
{
    /// <summary>The path of the clock, which paces a simulation that follows its client.</summary>
    public const string ClockPath = "/v2/clock";

    public static void Map(WebApplication app, SimulatorOptions options, Simulator simulator)
    {
        app.Use(Door.PassAsync);
        UseHeaders(app, simulator);
        app.UseRouting();

        var v2 = app.MapGroup("/v2");
        var filters = new RequestFilters(options, simulator);
        v2.AddEndpointFilter(filters.LogAsync).AddEndpointFilter(filters.CheckKeysAsync);
        if (options.RateLimit is { } limit) v2.AddEndpointFilter(new RateLimit(limit, options.RealTime));
        v2.AddEndpointFilter(new FaultFilter(simulator.Faults)).AddEndpointFilter(filters.RunAsync);

        var (exchange, assets, clock) = (simulator.Exchange, simulator.Assets, simulator.Clock);
        var positions = new PositionEndpoints(simulator, simulator.History);
        var orders = new OrderEndpoints(exchange, assets, options.Calendar, clock);
        new AccountEndpoints(simulator, options.Exchange, options.Start).Map(v2);
        new CalendarEndpoints(options.Calendar, clock).Map(v2);
        new AssetEndpoints(simulator).Map(v2);
        positions.Map(v2);
        orders.Map(v2);
        new LiquidationEndpoints(exchange, positions, orders, clock).Map(v2);
        new ActivityEndpoints(simulator).Map(v2);
        new ConfigurationEndpoints(simulator, options.Exchange).Map(v2);
        new PortfolioHistoryEndpoints(simulator).Map(v2);
        new SeriesEndpoints(simulator).Map(v2);
        new LatestEndpoints(simulator).Map(v2);
        v2.Map("/{**path}", (HttpContext http) => NotSimulated.Answer(http) ?? ApiErrors.Of(http).NotFound);

        ControlEndpoints.Map(app.MapGroup(""), simulator, options.Exchange);
    }

    /// <summary>
    /// The route of a request as Alpaca's documents write it, such as <c>GET /v2/orders/{order_id}</c>; null when no endpoint has
    /// its method and path.
    /// </summary>
    public static string? RouteOf(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint endpoint ? RouteOf(endpoint) : null;

    /// <summary>The route of an endpoint; null for what answers every other path.</summary>
    public static string? RouteOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods: [var method, ..] }
            ? $"{method} {endpoint.RoutePattern.RawText}"
            : null;

    private static void UseHeaders(WebApplication app, Simulator simulator)
    {
        // A simulator that is started again is another exchange with another account; a client has to notice.
        var exchange = Guid.NewGuid().ToString("N");
        var speed = simulator.Clock.Speed.ToString("R", CultureInfo.InvariantCulture);
        app.Use((http, next) =>
        {
            http.Response.Headers["Trading-Clock-Speed"] = speed;
            http.Response.Headers["Trading-Exchange"] = exchange;
            return next(http);
        });
    }
}
