using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi.Account;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Orders;

/// <summary>
/// <c>/v2/orders</c>. An order can fill at the open of the bar of the minute in which it arrives, as in a backtest. No client
/// sees that bar before the minute is over.
/// </summary>
internal sealed class OrderEndpoints(
    SimulatedExchange exchange, AssetDirectory assets, IMarketCalendar calendar, PacedClock clock)
{
    public void Map(IEndpointRouteBuilder v2)
    {
        v2.MapPost("/orders", Submit);
        v2.MapGet("/orders", List);
        v2.MapDelete("/orders", CancelAll);
        v2.MapGet("/orders:by_client_order_id", GetByClientId);
        v2.MapGet("/orders/{order_id}", Get);
        v2.MapPatch("/orders/{order_id}", Replace);
        v2.MapDelete("/orders/{order_id}", Cancel);
    }

    private ApiResponse Submit(RequestBody content)
    {
        if (OrderBody.Read(content) is not { } body) return NotJson();
        if (OrderParser.FractionOf(body, assets) is { } symbol)
            return RejectionResponse.For(Rejections.NotFractionable(symbol), exchange, symbol);
        var ticket = OrderParser.Order(body, assets);
        return exchange.Submit(ticket, clock.Now, clock.Now.FloorToMinute()) switch
        {
            SubmitOutcome.Rejected { Kind: RejectionKind.WashTrade } rejection =>
                RejectionResponse.ForWashTrade(rejection, exchange.OppositeOf(ticket)!),
            var outcome => Outcome(outcome, ticket.Request.Symbol),
        };
    }

    private ApiResponse List(ApiQuery parameters)
    {
        var query = OrderQueryParser.Read(parameters);
        var orders = exchange.Details(query);
        var isQueued = !IsOpen();
        return ApiResponse.Json(200, json =>
        {
            json.WriteStartArray();
            foreach (var order in orders) OrderJson.Write(json, order, query.Nested, isQueued);
            json.WriteEndArray();
        });
    }

    private ApiResponse Get([FromRoute(Name = "order_id")] string id, ApiQuery query) =>
        Order(exchange.Details(id), query.Flag("nested"));

    private ApiResponse GetByClientId(ApiQuery query) => query.Text("client_order_id") is { } id
        ? Order(exchange.Details(new ClientOrderId(id)), query.Flag("nested"))
        : throw new InvalidRequestException("client_order_id is required");

    private ApiResponse Replace([FromRoute(Name = "order_id")] string id, RequestBody content)
    {
        if (OrderBody.Read(content) is not { } body) return NotJson();
        if (exchange.Details(id) is not { } old) return NotFound();
        // The old order cannot have filled in the current minute, which is not over, so the change holds from the start of that
        // minute.
        return Outcome(exchange.Replace(id, OrderParser.Change(body), clock.Now, clock.Now.FloorToMinute())!, old.Order.Symbol);
    }

    private ApiResponse Cancel([FromRoute(Name = "order_id")] string id)
    {
        if (exchange.Details(id) is not { } order) return NotFound();
        return exchange.Cancel(id, clock.Now)
            ? ApiResponse.NoContent
            : ApiErrors.WithCode(422, 42210000, $"order is already in \"{OrderFieldText.Status(order)}\" state");
    }

    /// <summary>Cancels every open order; the response has a status for each.</summary>
    private ApiResponse CancelAll()
    {
        var cancelled = exchange.Details(new OrderQuery { Limit = int.MaxValue });
        foreach (var order in cancelled) exchange.Cancel(order.Order.BrokerId, clock.Now);
        return ApiResponse.Json(207, json =>
        {
            json.WriteStartArray();
            foreach (var order in cancelled)
            {
                json.WriteStartObject();
                json.WriteString("id", order.Order.BrokerId);
                json.WriteNumber("status", 200);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    /// <summary>The response to a submitted order: the order with its legs, or the rejection.</summary>
    public ApiResponse Outcome(SubmitOutcome outcome, string symbol) => outcome switch
    {
        SubmitOutcome.Accepted accepted => Order(exchange.Details(accepted.Order.BrokerId), nested: true),
        SubmitOutcome.Rejected rejection => RejectionResponse.For(rejection, exchange, symbol),
        _ => throw new InvalidOperationException($"The simulated exchange answered {outcome}, which it never does."),
    };

    private ApiResponse Order(OrderDetails? details, bool nested) =>
        details is null ? NotFound() : ApiResponse.Json(200, json => OrderJson.Write(json, details, nested, !IsOpen()));

    private bool IsOpen() => calendar.SessionOn(clock.Now.InNewYork().Date)?.Contains(clock.Now) == true;

    private static ApiResponse NotFound() => ApiErrors.WithCode(404, 40410000, "order not found");

    private static ApiResponse NotJson() => ApiErrors.WithCode(400, 40010000, "request body format is invalid");
}
