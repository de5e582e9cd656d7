using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Account;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Orders;

/// <summary><c>DELETE /v2/positions</c>: sells at market. Shares that a bracket's legs hold are refused unless the orders are cancelled too.</summary>
internal sealed class LiquidationPages(SimulatedExchange exchange, PositionPages positions, OrderPages orders, PacedClock clock)
{
    public ApiAnswer One(ApiRequest request)
    {
        if (positions.Find(request.Target) is not { } position) return PositionPages.NotFound();
        var shares = Shares(request, position);
        if (request.Flag("cancel_orders")) CancelOrders(position.Symbol);
        return Sell(position.Symbol, shares);
    }

    public ApiAnswer All(ApiRequest request)
    {
        var held = exchange.Positions;
        if (request.Flag("cancel_orders")) CancelOrders(symbol: null);
        var answers = held.Select(position => (position.Symbol, Answer: Sell(position.Symbol, position.Quantity))).ToList();
        return ApiAnswer.Json(207, json =>
        {
            json.WriteStartArray();
            foreach (var (symbol, answer) in answers)
            {
                json.WriteStartObject();
                json.WriteString("symbol", symbol);
                json.WriteNumber("status", answer.Status);
                json.WritePropertyName("body");
                json.WriteRawValue(answer.Body.Span);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private static int Shares(ApiRequest request, Position position)
    {
        if (request.Text("percentage") is null) return request.Number("qty", position.Quantity, 1, int.MaxValue);
        if (request.Text("qty") is not null) throw new UnusableRequestException("qty and percentage exclude each other");
        var exact = position.Quantity * request.Number("percentage", 100, 0, 100);
        return exact % 100 == 0
            ? exact / 100
            : throw new UnusableRequestException("invalid percentage: fractional shares are not simulated");
    }

    private ApiAnswer Sell(string symbol, int shares) => orders.Sent(
        exchange.Submit(new OrderRequest(default, symbol, OrderSide.Sell, shares, OrderType.Market), clock.Now.FloorToMinute()), symbol);

    private void CancelOrders(string? symbol)
    {
        var query = new OrderQuery { Limit = int.MaxValue, Symbols = symbol is null ? null : new HashSet<string>(StringComparer.Ordinal) { symbol } };
        foreach (var order in exchange.Details(query)) exchange.Cancel(order.Order.BrokerId, clock.Now);
    }
}
