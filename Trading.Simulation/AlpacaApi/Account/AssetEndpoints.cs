using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary>
/// <c>/v2/assets</c>. The tape knows neither the listing exchange nor the company of a symbol: the exchange is always NASDAQ, and
/// the name is the symbol.
/// </summary>
internal sealed class AssetEndpoints(Simulator simulator)
{
    /// <summary>The listing exchange of every asset.</summary>
    public const string Exchange = "NASDAQ";

    public void Map(IEndpointRouteBuilder v2)
    {
        v2.MapGet("/assets", List);
        v2.MapGet("/assets/{symbol_or_asset_id}", Get);
    }

    private ApiResponse List(ApiQuery query) => ApiResponse.Json(200, json =>
    {
        json.WriteStartArray();
        if (query.Text("asset_class") is null or "us_equity" && query.Text("exchange") is null or Exchange)
        {
            foreach (var symbol in simulator.Assets.Symbols)
            {
                if (query.Text("status") is not { } status || status == StatusOf(symbol)) Write(json, symbol);
            }
        }
        json.WriteEndArray();
    });

    private ApiResponse Get([FromRoute(Name = "symbol_or_asset_id")] string symbolOrId) =>
        simulator.Assets.Find(symbolOrId) is { } symbol
        ? ApiResponse.Json(200, json => Write(json, symbol))
        : ApiErrors.WithCode(404, 40410000, $"asset not found for {symbolOrId}");

    private string StatusOf(string symbol) => simulator.Inactive.Contains(symbol) ? "inactive" : "active";

    private void Write(Utf8JsonWriter json, string symbol)
    {
        json.WriteStartObject();
        json.WriteString("id", AssetDirectory.IdOf(symbol));
        json.WriteString("class", "us_equity");
        json.WriteString("exchange", Exchange);
        json.WriteString("symbol", symbol);
        json.WriteString("name", symbol);
        json.WriteString("status", StatusOf(symbol));
        json.WriteBoolean("tradable", StatusOf(symbol) == "active");
        json.WriteBoolean("marginable", false);
        json.WriteBoolean("shortable", false);
        json.WriteBoolean("easy_to_borrow", false);
        json.WriteBoolean("fractionable", false);
        json.WriteStartArray("attributes");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
