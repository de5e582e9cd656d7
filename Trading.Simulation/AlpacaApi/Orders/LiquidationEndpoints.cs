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
/// <c>DELETE /v2/positions</c>: sells at market. The sale of shares that a bracket's legs reserve is rejected, unless the request
/// also cancels the orders.
/// </summary>
internal sealed class LiquidationEndpoints(
    SimulatedExchange exchange, PositionEndpoints positions, OrderEndpoints orders, PacedClock clock)
{
    public void Map(IEndpointRouteBuilder v2)
    {
        v2.MapDelete("/positions", CloseAll);
        v2.MapDelete("/positions/{symbol_or_asset_id}", Close);
    }

    private ApiResponse Close([FromRoute(Name = "symbol_or_asset_id")] string symbolOrId, ApiQuery query)
    {
        if (positions.Find(symbolOrId) is not { } position) return PositionEndpoints.NotFound();
        var shares = Shares(query, position);
        if (query.Flag("cancel_orders")) CancelOrders(position.Symbol);
        return Sell(position.Symbol, shares);
    }

    private ApiResponse CloseAll(ApiQuery query)
    {
        var held = exchange.Positions;
        if (query.Flag("cancel_orders")) CancelOrders(symbol: null);
        var responses = held.Select(position => (position.Symbol, Response: Sell(position.Symbol, position.Quantity))).ToList();
        return ApiResponse.Json(207, json =>
        {
            json.WriteStartArray();
            foreach (var (symbol, response) in responses)
            {
                json.WriteStartObject();
                json.WriteString("symbol", symbol);
                json.WriteNumber("status", response.Status);
                json.WritePropertyName("body");
                json.WriteRawValue(response.Body.Span);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private static int Shares(ApiQuery query, Position position)
    {
        if (query.Text("percentage") is null) return query.Number("qty", position.Quantity, 1, int.MaxValue);
        if (query.Text("qty") is not null) throw new InvalidRequestException("qty and percentage exclude each other");
        var exact = position.Quantity * query.Number("percentage", 100, 0, 100);
        return exact % 100 == 0
            ? exact / 100
            : throw new InvalidRequestException("invalid percentage: fractional shares are not simulated");
    }

    private ApiResponse Sell(string symbol, int shares) => orders.Outcome(
        exchange.Submit(
            new OrderTicket(new OrderRequest(default, symbol, OrderSide.Sell, shares, OrderType.Market)), clock.Now,
            clock.Now.FloorToMinute()),
        symbol);

    private void CancelOrders(string? symbol)
    {
        var symbols = symbol is null ? null : new HashSet<string>(StringComparer.Ordinal) { symbol };
        var query = new OrderQuery { Limit = int.MaxValue, Symbols = symbols };
        foreach (var order in exchange.Details(query)) exchange.Cancel(order.Order.BrokerId, clock.Now);
    }
}
