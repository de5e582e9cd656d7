using System.Globalization;
using System.Text.Json;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Data;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary>
/// <c>GET /v2/positions</c>. The day's gain is that of the whole position since it was bought: the exchange does not remember what was
/// held over night.
/// </summary>
internal sealed class PositionPages(SimulatedExchange exchange, AssetDirectory assets, TapeHistory history, PacedClock clock)
{
    public ApiAnswer List(ApiRequest request) => ApiAnswer.Json(200, json =>
    {
        json.WriteStartArray();
        foreach (var position in exchange.Positions) Write(json, position);
        json.WriteEndArray();
    });

    public ApiAnswer One(ApiRequest request) => Find(request.Target) is { } position
        ? ApiAnswer.Json(200, json => Write(json, position))
        : NotFound();

    /// <summary>The holding in the symbol with this name or id; null when there is none.</summary>
    public Position? Find(string symbolOrId)
    {
        var symbol = assets.Find(symbolOrId) ?? symbolOrId;
        return exchange.Positions.FirstOrDefault(position => position.Symbol == symbol);
    }

    public static ApiAnswer NotFound() => ApiAnswer.Error(404, 40410000, "position does not exist");

    private void Write(Utf8JsonWriter json, Position position)
    {
        var (price, average, shares) = (position.MarketPrice, position.AverageEntryPrice, position.Quantity);
        var gain = (price - average) * shares;
        var lastDay = LastDayPrice(position.Symbol) ?? price;
        json.WriteStartObject();
        json.WriteString("asset_id", AssetDirectory.IdOf(position.Symbol));
        json.WriteString("symbol", position.Symbol);
        json.WriteString("exchange", AssetPages.Exchange);
        json.WriteString("asset_class", "us_equity");
        json.WriteBoolean("asset_marginable", false);
        json.WriteString("qty", shares.ToString(CultureInfo.InvariantCulture));
        json.WriteString("qty_available", exchange.AvailableShares(position.Symbol).ToString(CultureInfo.InvariantCulture));
        json.WriteDecimal("avg_entry_price", average);
        json.WriteString("side", "long");
        json.WriteDecimal("market_value", price * shares);
        json.WriteDecimal("cost_basis", average * shares);
        json.WriteDecimal("unrealized_pl", gain);
        json.WriteDecimal("unrealized_plpc", position.UnrealizedReturn);
        json.WriteDecimal("unrealized_intraday_pl", gain);
        json.WriteDecimal("unrealized_intraday_plpc", position.UnrealizedReturn);
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
