using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Data;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary>
/// <c>GET /v2/positions</c>. The intraday gain is that of the whole position since its entry, because the exchange does not
/// remember what was held overnight.
/// </summary>
internal sealed class PositionEndpoints(Simulator simulator, TapeHistory history)
{
    public void Map(IEndpointRouteBuilder v2)
    {
        v2.MapGet("/positions", List);
        v2.MapGet("/positions/{symbol_or_asset_id}", Get);
    }

    /// <summary>Every position, sorted by symbol.</summary>
    public IReadOnlyList<ShownPosition> All()
    {
        var shown = simulator.Exchange.Holdings.ToDictionary(
            held => held.Symbol, held => ShownPosition.Of(held, simulator.Exchange.AvailableShares(held.Symbol)));
        foreach (var odd in simulator.Exchange.Controls.ForeignHoldings)
            shown[odd.Symbol] = ShownPosition.Of(odd, shown.GetValueOrDefault(odd.Symbol));
        return [.. shown.Values.OrderBy(position => position.Symbol, StringComparer.Ordinal)];
    }

    /// <summary>The position in the symbol with this name or asset id; null when there is none.</summary>
    public ShownPosition? Find(string symbolOrId)
    {
        var symbol = simulator.Assets.Find(symbolOrId) ?? symbolOrId;
        return All().FirstOrDefault(
            position => position.Symbol == symbol || AssetDirectory.IdOf(position.Symbol) == symbolOrId);
    }

    public static ApiResponse NotFound() => ApiErrors.WithCode(404, 40410000, "position does not exist");

    private ApiResponse List() => ApiResponse.Json(200, json =>
    {
        json.WriteStartArray();
        foreach (var position in All()) Write(json, position);
        json.WriteEndArray();
    });

    private ApiResponse Get([FromRoute(Name = "symbol_or_asset_id")] string symbolOrId) => Find(symbolOrId) is { } position
        ? ApiResponse.Json(200, json => Write(json, position))
        : NotFound();

    private void Write(Utf8JsonWriter json, ShownPosition position)
    {
        var (price, average, shares) = (position.Price, position.AveragePrice, position.Quantity);
        var gain = (price - average) * shares;
        var gainPart = average == 0m || shares == 0m ? null : ((price / average) - 1m) * Math.Sign(shares);
        var lastDay = LastDayPrice(position.Symbol) ?? price;
        json.WriteStartObject();
        json.WriteString("asset_id", AssetDirectory.IdOf(position.Symbol));
        json.WriteString("symbol", position.Symbol);
        json.WriteString("exchange", position.AssetClass == "crypto" ? "CRYPTO" : AssetEndpoints.Exchange);
        json.WriteString("asset_class", position.AssetClass);
        json.WriteBoolean("asset_marginable", false);
        json.WriteDecimal("qty", shares);
        json.WriteString("qty_available", position.Available.ToString(CultureInfo.InvariantCulture));
        json.WriteDecimal("avg_entry_price", average);
        json.WriteString("side", shares < 0 ? "short" : "long");
        json.WriteDecimal("market_value", price * shares);
        json.WriteDecimal("cost_basis", average * shares);
        json.WriteDecimal("unrealized_pl", gain);
        json.WriteDecimal("unrealized_plpc", gainPart);
        json.WriteDecimal("unrealized_intraday_pl", gain);
        json.WriteDecimal("unrealized_intraday_plpc", gainPart);
        json.WriteDecimal("current_price", price);
        json.WriteDecimal("lastday_price", lastDay);
        json.WriteDecimal("change_today", (price / lastDay) - 1m);
        json.WriteEndObject();
    }

    private decimal? LastDayPrice(string symbol)
    {
        var today = ExchangeTime.At(simulator.Clock.Now.InNewYork().Date, LocalTime.Midnight);
        return history.Latest(symbol, today - Duration.Epsilon)?.Close;
    }
}
