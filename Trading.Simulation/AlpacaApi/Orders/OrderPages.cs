using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Account;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Orders;

/// <summary>
/// <c>/v2/orders</c>. An order is taken as of the start of the minute it arrives in, so that it meets that minute's bar from its open
/// on, as in a backtest; the bar is not served before it is over.
/// </summary>
internal sealed class OrderPages(SimulatedExchange exchange, AssetDirectory assets, IMarketCalendar calendar, PacedClock clock)
{
    public ApiAnswer Submit(ApiRequest request)
    {
        if (OrderBody.Read(request.Body) is not { } body) return NotJson();
        var (order, time) = OrderForm.Order(body, assets);
        return Sent(exchange.Submit(order, time, clock.Now.FloorToMinute()), order.Symbol);
    }

    public ApiAnswer List(ApiRequest request)
    {
        var query = OrderListQuery.Read(request);
        var orders = exchange.Details(query);
        var isQueued = !IsOpen();
        return ApiAnswer.Json(200, json =>
        {
            json.WriteStartArray();
            foreach (var order in orders) OrderJson.Write(json, order, query.Nested, isQueued);
            json.WriteEndArray();
        });
    }

    public ApiAnswer One(ApiRequest request) => Page(exchange.Details(request.Target), request.Flag("nested"));

    public ApiAnswer ByClientId(ApiRequest request) => request.Text("client_order_id") is { } id
        ? Page(exchange.Details(new ClientOrderId(id)), request.Flag("nested"))
        : throw new UnusableRequestException("client_order_id is required");

    public ApiAnswer Replace(ApiRequest request)
    {
        if (OrderBody.Read(request.Body) is not { } body) return NotJson();
        if (exchange.Details(request.Target) is not { } old) return NotFound();
        // It cannot have traded in the minute that is not over, so it is changed at once, from the start of that minute.
        return Sent(exchange.Replace(request.Target, OrderForm.Change(body), clock.Now.FloorToMinute())!, old.Order.Symbol);
    }

    public ApiAnswer Cancel(ApiRequest request)
    {
        if (exchange.Details(request.Target) is not { } order) return NotFound();
        return exchange.Cancel(request.Target, clock.Now)
            ? ApiAnswer.NoContent
            : ApiAnswer.Error(422, 42210000, $"order is already in \"{OrderWords.Status(order)}\" state");
    }

    /// <summary>Cancels everything that is in the market; a status for each.</summary>
    public ApiAnswer CancelAll(ApiRequest request)
    {
        var cancelled = exchange.Details(new OrderQuery { Limit = int.MaxValue });
        foreach (var order in cancelled) exchange.Cancel(order.Order.BrokerId, clock.Now);
        return ApiAnswer.Json(207, json =>
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

    /// <summary>The answer to an order that was sent: the order with its legs, or why it was refused.</summary>
    public ApiAnswer Sent(SubmitOutcome outcome, string symbol) => outcome switch
    {
        SubmitOutcome.Accepted accepted => Page(exchange.Details(accepted.Order.BrokerId), nested: true),
        SubmitOutcome.Rejected refusal => Refused.Answer(refusal, exchange, symbol),
        _ => throw new InvalidOperationException($"The simulated exchange answered {outcome}, which it never does."),
    };

    private ApiAnswer Page(OrderDetails? details, bool nested) =>
        details is null ? NotFound() : ApiAnswer.Json(200, json => OrderJson.Write(json, details, nested, !IsOpen()));

    private bool IsOpen() => calendar.SessionOn(clock.Now.InNewYork().Date)?.Contains(clock.Now) == true;

    private static ApiAnswer NotFound() => ApiAnswer.Error(404, 40410000, "order not found");

    private static ApiAnswer NotJson() => ApiAnswer.Error(400, 40010000, "request body format is invalid");
}
