using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// <c>/v2/stocks/bars</c>, <c>trades</c> and <c>quotes</c>, of several symbols or of one: sorted by symbol and then by time, in
/// pages. A bar is served as soon as it is complete. Every feed has the tape's bars.
/// </summary>
internal sealed class SeriesEndpoints(Simulator simulator)
{
    private static readonly string[] Adjustments = ["raw", "split", "dividend", "spin-off", "all"];

    public void Map(IEndpointRouteBuilder v2)
    {
        foreach (var item in DataItem.All)
        {
            v2.MapGet($"/stocks/{item.Many}", (ApiQuery query) => Get(query, item, DataQuery.Symbols(query), isSingle: false));
            v2.MapGet($"/stocks/{{symbol}}/{item.Many}",
                ([FromRoute(Name = "symbol")] string symbol, ApiQuery query) => Get(query, item, [symbol], isSingle: true));
        }
    }

    private ApiResponse Get(ApiQuery query, DataItem item, string[] symbols, bool isSingle)
    {
        DataQuery.CheckFeed(query);
        var page = Read(query, item, symbols);
        return ApiResponse.Json(200, json =>
        {
            json.WriteStartObject();
            if (!isSingle) json.WriteStartObject(item.Many);
            var isOpen = isSingle;
            string? last = null;
            if (isSingle) json.WriteStartArray(item.Many);
            foreach (var (symbol, bar) in page.Bars)
            {
                if (!isSingle && symbol != last)
                {
                    if (isOpen) json.WriteEndArray();
                    json.WriteStartArray(symbol);
                    (isOpen, last) = (true, symbol);
                }
                item.Write(json, bar);
            }
            if (isOpen) json.WriteEndArray();
            if (!isSingle) json.WriteEndObject();
            else json.WriteString("symbol", symbols[0]);
            json.WriteString("next_page_token", page.Next?.ToString());
            json.WriteEndObject();
        });
    }

    private (List<(string Symbol, Bar Bar)> Bars, PageToken? Next) Read(ApiQuery query, DataItem item, string[] symbols)
    {
        var frame = item == DataItem.Bars ? TimeFrame.Parse(query.Text("timeframe")) : TimeFrame.Minute;
        var limit = query.Number("limit", 1000, 1, 10_000);
        var newestFirst = DataQuery.NewestFirst(query);
        var (forSplits, forDividends) = Adjustment(query);
        var now = simulator.Clock.Now;
        var first = (query.Time("start") ?? ExchangeTime.At(now.InNewYork().Date, LocalTime.Midnight)) - item.Offset;
        var last = (query.Time("end", endOfDay: true) ?? now) - item.Offset;
        var token = query.Text("page_token") is { } text ? PageToken.Parse(text) : null;
        var found = new List<(string, Bar)>();
        foreach (var symbol in symbols)
        {
            if (token is not null && string.CompareOrdinal(symbol, token.Symbol) < 0) continue;
            var minutes = simulator.Bars.Bars(symbol, frame.StartOf(first), last, newestFirst, now);
            foreach (var bar in frame.Join(minutes, newestFirst))
            {
                if (bar.Start < first || IsBefore(symbol, bar)) continue;
                if (found.Count == limit)
                {
                    var (lastSymbol, lastBar) = found[^1];
                    return (found, new PageToken(lastSymbol, lastBar.Start));
                }
                found.Add((symbol, Adjusted(symbol, bar)));
            }
        }
        return (found, null);

        // Whether an earlier page has had the bar.
        bool IsBefore(string symbol, Bar bar) => token is not null && token.Symbol == symbol
            && (newestFirst ? bar.Start >= token.Start : bar.Start <= token.Start);

        Bar Adjusted(string symbol, Bar bar) => simulator.Actions.Adjust(
            symbol, bar, now, forSplits,
            forDividends ? at => simulator.History.Latest(symbol, at - Duration.Epsilon)?.Close : null);
    }

    private static (bool Splits, bool Dividends) Adjustment(ApiQuery query)
    {
        var wanted = query.List("adjustment") ?? [];
        if (Array.Find(wanted, name => !Adjustments.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw new InvalidRequestException($"invalid adjustment: {unknown}");
        return (wanted.Any(name => name is "split" or "all"), wanted.Any(name => name is "dividend" or "all"));
    }
}
