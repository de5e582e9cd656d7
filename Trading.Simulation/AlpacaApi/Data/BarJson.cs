using System.Text.Json;
using Trading.Core.Market;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// Writes a bar in the format of the market-data API. The tape knows neither the number of trades nor their average price:
/// <c>n</c> is 1 when the bar has volume, and <c>vw</c> is the mean of open, high, low and close.
/// </summary>
internal static class BarJson
{
    public static void Write(Utf8JsonWriter json, in Bar bar)
    {
        json.WriteStartObject();
        json.WriteString("t", bar.Start.ToDateTimeUtc());
        json.WriteNumber("o", bar.Open);
        json.WriteNumber("h", bar.High);
        json.WriteNumber("l", bar.Low);
        json.WriteNumber("c", bar.Close);
        json.WriteNumber("v", bar.Volume);
        json.WriteNumber("n", bar.Volume > 0 ? 1 : 0);
        json.WriteNumber("vw", (bar.Open + bar.High + bar.Low + bar.Close) / 4);
        json.WriteEndObject();
    }
}
