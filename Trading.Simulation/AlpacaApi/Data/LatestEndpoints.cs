using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// The latest bar, trade and quote of several symbols or of one, and snapshots, which have all three and the bars of the last
/// two days. Symbols without a bar are left out, and one alone is not found.
/// </summary>
internal sealed class LatestEndpoints(Simulator simulator)
{
    private static readonly TimeFrame Day = TimeFrame.Parse("1Day");

    public void Map(IEndpointRouteBuilder v2)
    {
        foreach (var item in DataItem.All)
        {
            v2.MapGet($"/stocks/{item.Many}/latest", (ApiQuery query) => Several(query, item));
            v2.MapGet($"/stocks/{{symbol}}/{item.Many}/latest",
                ([FromRoute(Name = "symbol")] string symbol, ApiQuery query) => One(query, item, symbol));
        }
        v2.MapGet("/stocks/snapshots", Snapshots);
        v2.MapGet("/stocks/{symbol}/snapshot", Snapshot);
    }

    private ApiResponse Several(ApiQuery query, DataItem item)
    {
        var symbols = DataQuery.Symbols(query);
        DataQuery.CheckFeed(query);
        return ApiResponse.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject(item.Many);
            foreach (var symbol in symbols)
            {
                if (Latest(symbol) is not { } bar) continue;
                json.WritePropertyName(symbol);
                item.Write(json, bar);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private ApiResponse One(ApiQuery query, DataItem item, string symbol)
    {
        DataQuery.CheckFeed(query);
        if (Latest(symbol) is not { } bar) return NotFound(item.One, symbol);
        return ApiResponse.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", symbol);
            json.WritePropertyName(item.One);
            item.Write(json, bar);
            json.WriteEndObject();
        });
    }

    private ApiResponse Snapshots(ApiQuery query)
    {
        var symbols = DataQuery.Symbols(query);
        DataQuery.CheckFeed(query);
        return ApiResponse.Json(200, json =>
        {
            json.WriteStartObject();
            foreach (var symbol in symbols)
            {
                if (Latest(symbol) is not { } bar) continue;
                json.WriteStartObject(symbol);
                WriteSnapshot(json, symbol, bar);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        });
    }

    private ApiResponse Snapshot([FromRoute(Name = "symbol")] string symbol, ApiQuery query)
    {
        DataQuery.CheckFeed(query);
        if (Latest(symbol) is not { } bar) return NotFound("snapshot", symbol);
        return ApiResponse.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", symbol);
            WriteSnapshot(json, symbol, bar);
            json.WriteEndObject();
        });
    }

    private void WriteSnapshot(Utf8JsonWriter json, string symbol, Bar bar)
    {
        var day = Day.StartOf(bar.Start);
        json.WritePropertyName("latestTrade");
        DataItem.Trades.Write(json, bar);
        json.WritePropertyName("latestQuote");
        DataItem.Quotes.Write(json, bar);
        json.WritePropertyName("minuteBar");
        BarJson.Write(json, bar);
        WriteDay("dailyBar", day, bar.Start);
        if (simulator.History.Latest(symbol, day - Duration.Epsilon) is { } before)
            WriteDay("prevDailyBar", Day.StartOf(before.Start), before.Start);

        void WriteDay(string name, Instant first, Instant last)
        {
            var minutes = simulator.Bars.Bars(symbol, first, last, newestFirst: false, simulator.Clock.Now);
            foreach (var joined in Day.Join(minutes, newestFirst: false))
            {
                json.WritePropertyName(name);
                BarJson.Write(json, joined);
            }
        }
    }

    private Bar? Latest(string symbol) => simulator.Bars.Latest(symbol, simulator.Clock.Now);

    private static ApiResponse NotFound(string what, string symbol) =>
        ApiErrors.WithoutCode(404, $"no {what} found for {symbol}");
}
