using System.Globalization;
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
/// <c>DELETE /v2/positions</c>: sells at market. The sale of shares that an order reserves is rejected, unless the request also
/// cancels the orders. An odd position cannot be sold here.
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
        if (Shares(query, position) is not { } shares)
            return RejectionResponse.For(Rejections.NotFractionable(position.Symbol), exchange, position.Symbol);
        if (query.Flag("cancel_orders")) CancelOrders(position.Symbol);
        return Sell(position, shares);
    }

    private ApiResponse CloseAll(ApiQuery query)
    {
        var held = positions.All();
        if (query.Flag("cancel_orders")) CancelOrders(symbol: null);
        var responses = held.Select(position => (position.Symbol, Response: Sell(position, position.Shares))).ToList();
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

    /// <summary>The shares to sell; null for a fraction of a share. Alpaca's own clients write <c>2.000000000</c>.</summary>
    private static int? Shares(ApiQuery query, ShownPosition position)
    {
        if (query.Decimal("percentage") is not { } percentage)
        {
            if (query.Decimal("qty") is not { } wanted) return position.Shares;
            if (wanted <= 0) throw new InvalidRequestException("qty must be > 0");
            return wanted == Math.Floor(wanted) && wanted <= int.MaxValue ? (int)wanted : null;
        }
        if (query.Text("qty") is not null) throw new InvalidRequestException("qty and percentage exclude each other");
        if (percentage is <= 0 or > 100)
            throw new InvalidRequestException(
                $"invalid percentage: {percentage.ToString(CultureInfo.InvariantCulture)} is not above 0 up to 100");
        // Alpaca sells a fraction of a share only of a position that has one.
        return (int)Math.Floor(position.Shares * percentage / 100m);
    }

    private ApiResponse Sell(ShownPosition position, int shares) => position.Shares == 0
        ? RejectionResponse.For(Rejections.NotTradable(position.Symbol), exchange, position.Symbol)
        : orders.Outcome(
            exchange.Submit(
                new OrderTicket(new OrderRequest(default, position.Symbol, OrderSide.Sell, shares, OrderType.Market)),
                clock.Now, clock.Now.FloorToMinute()),
            position.Symbol);

    private void CancelOrders(string? symbol)
    {
        var symbols = symbol is null ? null : new HashSet<string>(StringComparer.Ordinal) { symbol };
        var query = new OrderQuery { Limit = int.MaxValue, Symbols = symbols };
        foreach (var order in exchange.Details(query)) exchange.Cancel(order.Order.BrokerId, clock.Now);
    }
}
