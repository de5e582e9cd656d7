using System.Text.Json;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// <c>/v2/stocks/bars/latest</c> and <c>/v2/stocks/quotes/latest</c>: the last complete bar, and a quote whose bid and ask are its
/// close. Symbols without a bar are left out.
/// </summary>
internal sealed class LatestPages(TapeHistory history, PacedClock clock)
{
    public ApiAnswer Bars(ApiRequest request) => Answer(request, "bars", (json, bar) => BarJson.Write(json, bar));

    public ApiAnswer Quotes(ApiRequest request) => Answer(request, "quotes", WriteQuote);

    private ApiAnswer Answer(ApiRequest request, string name, Action<Utf8JsonWriter, Bar> write)
    {
        var symbols = DataQuery.Symbols(request);
        DataQuery.CheckFeed(request);
        return ApiAnswer.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject(name);
            foreach (var symbol in symbols)
            {
                if (history.Latest(symbol, clock.Now - Bar.Length) is not { } bar) continue;
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
