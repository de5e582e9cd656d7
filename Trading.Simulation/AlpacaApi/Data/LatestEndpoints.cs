using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// <c>/v2/stocks/bars/latest</c> and <c>/v2/stocks/quotes/latest</c>: the last complete bar, and a quote whose bid and ask are
/// its close. Symbols without a bar are left out.
/// </summary>
internal sealed class LatestEndpoints(PublishedBars published, PacedClock clock)
{
    public void Map(IEndpointRouteBuilder v2)
    {
        v2.MapGet("/stocks/bars/latest", GetBars);
        v2.MapGet("/stocks/quotes/latest", GetQuotes);
    }

    private ApiResponse GetBars(ApiQuery query) => Latest(query, "bars", (json, bar) => BarJson.Write(json, bar));

    private ApiResponse GetQuotes(ApiQuery query) => Latest(query, "quotes", WriteQuote);

    private ApiResponse Latest(ApiQuery query, string name, Action<Utf8JsonWriter, Bar> write)
    {
        var symbols = DataQuery.Symbols(query);
        DataQuery.CheckFeed(query);
        return ApiResponse.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject(name);
            foreach (var symbol in symbols)
            {
                if (published.Latest(symbol, clock.Now) is not { } bar) continue;
                json.WritePropertyName(symbol);
                write(json, bar);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static void WriteQuote(Utf8JsonWriter json, Bar bar)
    {
        json.WriteStartObject();
        json.WriteString("t", bar.End.ToDateTimeUtc());
        json.WriteString("bx", "V");
        json.WriteNumber("bp", bar.Close);
        json.WriteNumber("bs", 1);
        json.WriteString("ax", "V");
        json.WriteNumber("ap", bar.Close);
        json.WriteNumber("as", 1);
        json.WriteStartArray("c");
        json.WriteStringValue("R");
        json.WriteEndArray();
        json.WriteString("z", "C");
        json.WriteEndObject();
    }
}
