using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// <c>/v2/stocks/bars</c>: one-minute bars, sorted by symbol and then by time, in pages. A bar is served as soon as it is
/// complete. Every feed has the tape's bars.
/// </summary>
internal sealed class BarEndpoints(PublishedBars published, TapeHistory history, CorporateActions actions, PacedClock clock)
{
    private static readonly string[] Adjustments = ["raw", "split", "dividend", "spin-off", "all"];

    public void Map(IEndpointRouteBuilder v2) => v2.MapGet("/stocks/bars", Get);

    private ApiResponse Get(ApiQuery query)
    {
        var symbols = DataQuery.Symbols(query);
        DataQuery.CheckFeed(query);
        if (query.Text("timeframe") is not ("1Min" or "1T"))
            throw new InvalidRequestException($"invalid timeframe: {query.Text("timeframe")}; only 1Min is simulated");
        var limit = query.Number("limit", 1000, 1, 10_000);
        var newestFirst = DataQuery.NewestFirst(query);
        var (forSplits, forDividends) = Adjustment(query);
        var now = clock.Now;
        var first = query.Time("start") ?? ExchangeTime.At(now.InNewYork().Date, LocalTime.Midnight);
        var last = query.Time("end", endOfDay: true) ?? now;
        var token = query.Text("page_token") is { } text ? PageToken.Parse(text) : null;

        return ApiResponse.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("bars");
            var next = WriteBars(json);
            json.WriteEndObject();
            json.WriteString("next_page_token", next?.ToString());
            json.WriteEndObject();
        });

        PageToken? WriteBars(Utf8JsonWriter json)
        {
            PageToken? end = null;
            var count = 0;
            foreach (var symbol in symbols)
            {
                if (token is not null && string.CompareOrdinal(symbol, token.Symbol) < 0) continue;
                var isOpen = false;
                foreach (var bar in Remaining(symbol))
                {
                    if (count == limit)
                    {
                        if (isOpen) json.WriteEndArray();
                        return end;
                    }
                    if (!isOpen) json.WriteStartArray(symbol);
                    isOpen = true;
                    BarJson.Write(json, Adjusted(symbol, bar));
                    if (++count == limit) end = new PageToken(symbol, bar.Start);
                }
                if (isOpen) json.WriteEndArray();
            }
            return null;
        }

        Bar Adjusted(string symbol, Bar bar) => actions.Adjust(
            symbol, bar, now, forSplits, forDividends ? at => history.Latest(symbol, at - Duration.Epsilon)?.Close : null);

        IEnumerable<Bar> Remaining(string symbol)
        {
            if (token is null || token.Symbol != symbol) return published.Bars(symbol, first, last, newestFirst, now);
            return newestFirst
                ? published.Bars(symbol, first, token.Start - Duration.Epsilon, newestFirst, now)
                : published.Bars(symbol, token.Start + Duration.Epsilon, last, newestFirst, now);
        }
    }

    private static (bool Splits, bool Dividends) Adjustment(ApiQuery query)
    {
        var wanted = query.List("adjustment") ?? [];
        if (Array.Find(wanted, name => !Adjustments.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw new InvalidRequestException($"invalid adjustment: {unknown}");
        return (wanted.Any(name => name is "split" or "all"), wanted.Any(name => name is "dividend" or "all"));
    }
}
