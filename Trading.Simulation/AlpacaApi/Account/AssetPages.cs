using System.Text.Json;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary>
/// <c>/v2/assets</c>. The tape knows neither where a symbol is listed nor its company: the exchange is always NASDAQ, the name the symbol.
/// </summary>
internal sealed class AssetPages(AssetDirectory assets)
{
    /// <summary>The exchange named for every asset.</summary>
    public const string Exchange = "NASDAQ";

    public ApiAnswer List(ApiRequest request) => ApiAnswer.Json(200, json =>
    {
        json.WriteStartArray();
        if (request.Text("status") is null or "active" && request.Text("asset_class") is null or "us_equity"
            && request.Text("exchange") is null or Exchange)
        {
            foreach (var symbol in assets.Symbols) Write(json, symbol);
        }
        json.WriteEndArray();
    });

    public ApiAnswer One(ApiRequest request) => assets.Find(request.Target) is { } symbol
        ? ApiAnswer.Json(200, json => Write(json, symbol))
        : ApiAnswer.Error(404, 40410000, $"asset not found for {request.Target}");

    private static void Write(Utf8JsonWriter json, string symbol)
    {
        json.WriteStartObject();
        json.WriteString("id", AssetDirectory.IdOf(symbol));
        json.WriteString("class", "us_equity");
        json.WriteString("exchange", Exchange);
        json.WriteString("symbol", symbol);
        json.WriteString("name", symbol);
        json.WriteString("status", "active");
        json.WriteBoolean("tradable", true);
        json.WriteBoolean("marginable", false);
        json.WriteBoolean("shortable", false);
        json.WriteBoolean("easy_to_borrow", false);
        json.WriteBoolean("fractionable", false);
        json.WriteStartArray("attributes");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
