using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi.Data;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary>
/// <c>GET /v2/positions</c>. The intraday gain is that of the whole position since its entry, because the exchange does not
/// remember what was held overnight.
/// </summary>
internal sealed class PositionEndpoints(SimulatedExchange exchange, AssetDirectory assets, TapeHistory history, PacedClock clock)
{
    public void Map(IEndpointRouteBuilder v2)
    {
        v2.MapGet("/positions", List);
        v2.MapGet("/positions/{symbol_or_asset_id}", Get);
    }

    private ApiResponse List() => ApiResponse.Json(200, json =>
    {
        json.WriteStartArray();
        foreach (var position in exchange.Positions) Write(json, position);
        json.WriteEndArray();
    });

    private ApiResponse Get([FromRoute(Name = "symbol_or_asset_id")] string symbolOrId) => Find(symbolOrId) is { } position
        ? ApiResponse.Json(200, json => Write(json, position))
        : NotFound();

    /// <summary>The position in the symbol with this name or asset id; null when there is none.</summary>
    public Position? Find(string symbolOrId)
    {
        var symbol = assets.Find(symbolOrId) ?? symbolOrId;
        return exchange.Positions.FirstOrDefault(position => position.Symbol == symbol);
    }

    public static ApiResponse NotFound() => ApiErrors.WithCode(404, 40410000, "position does not exist");

    private void Write(Utf8JsonWriter json, Position position)
    {
        var (average, shares) = (position.AverageEntryPrice, position.Quantity);
        var price = position.MarketPrice ?? average;
        var gain = (price - average) * shares;
        var lastDay = LastDayPrice(position.Symbol) ?? price;
        json.WriteStartObject();
        json.WriteString("asset_id", AssetDirectory.IdOf(position.Symbol));
        json.WriteString("symbol", position.Symbol);
        json.WriteString("exchange", AssetEndpoints.Exchange);
        json.WriteString("asset_class", "us_equity");
        json.WriteBoolean("asset_marginable", false);
        json.WriteString("qty", shares.ToString(CultureInfo.InvariantCulture));
        json.WriteString("qty_available", exchange.AvailableShares(position.Symbol).ToString(CultureInfo.InvariantCulture));
        json.WriteDecimal("avg_entry_price", average);
        json.WriteString("side", "long");
        json.WriteDecimal("market_value", price * shares);
        json.WriteDecimal("cost_basis", average * shares);
        json.WriteDecimal("unrealized_pl", gain);
        json.WriteDecimal("unrealized_plpc", (price / average) - 1m);
        json.WriteDecimal("unrealized_intraday_pl", gain);
        json.WriteDecimal("unrealized_intraday_plpc", (price / average) - 1m);
        json.WriteDecimal("current_price", price);
        json.WriteDecimal("lastday_price", lastDay);
        json.WriteDecimal("change_today", (price / lastDay) - 1m);
        json.WriteEndObject();
    }

    private decimal? LastDayPrice(string symbol)
    {
        var today = ExchangeTime.At(clock.Now.InNewYork().Date, LocalTime.Midnight);
        return history.Latest(symbol, today - Duration.Epsilon)?.Close;
    }
}
