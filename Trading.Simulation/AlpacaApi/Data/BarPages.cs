using System.Text.Json;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// <c>/v2/stocks/bars</c>: one-minute bars, by symbol and then by time, a page at a time. A bar is served from the moment it is
/// complete. Every feed has the tape's bars.
/// </summary>
internal sealed class BarPages(TapeHistory history, Splits splits, PacedClock clock)
{
    private static readonly string[] Adjustments = ["raw", "split", "dividend", "spin-off", "all"];

    public ApiAnswer Answer(ApiRequest request)
    {
        var symbols = DataQuery.Symbols(request);
        DataQuery.CheckFeed(request);
        if (request.Text("timeframe") is not ("1Min" or "1T"))
            throw new UnusableRequestException($"invalid timeframe: {request.Text("timeframe")}; only 1Min is simulated");
        var limit = request.Number("limit", 1000, 1, 10_000);
        var newestFirst = DataQuery.NewestFirst(request);
        var isAdjusted = IsAdjusted(request);
        var now = clock.Now;
        var first = request.Moment("start") ?? ExchangeTime.At(now.InNewYork().Date, LocalTime.Midnight);
        var last = Instant.Min(request.Moment("end", endOfDay: true) ?? now, now - Bar.Length);
        var token = request.Text("page_token") is { } text ? PageToken.Parse(text) : null;

        return ApiAnswer.Json(200, json =>
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
                    BarJson.Write(json, isAdjusted ? splits.Adjust(symbol, bar, now) : bar);
                    if (++count == limit) end = new PageToken(symbol, bar.Start);
                }
                if (isOpen) json.WriteEndArray();
            }
            return null;
        }

        IEnumerable<Bar> Remaining(string symbol)
        {
            if (token is null || token.Symbol != symbol) return history.Bars(symbol, first, last, newestFirst);
            return newestFirst
                ? history.Bars(symbol, first, token.Start - Duration.Epsilon, newestFirst)
                : history.Bars(symbol, token.Start + Duration.Epsilon, last, newestFirst);
        }
    }

    private static bool IsAdjusted(ApiRequest request)
    {
        var wanted = request.List("adjustment") ?? [];
        if (Array.Find(wanted, name => !Adjustments.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw new UnusableRequestException($"invalid adjustment: {unknown}");
        return wanted.Any(name => name is "split" or "all");
    }
}
