using System.Text.Json;
using Trading.Cli.Output;
using Trading.Simulation.Exchange;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>
/// Requests as Alpaca's own clients write them: alpacahq/alpaca-trade-api-csharp at 81f3173 (QueryBuilder, *Request.cs) and
/// alpacahq/alpaca-py at bd1fa9e (trading/client.py, data/historical/stock.py).
/// </summary>
public sealed class ClientRequestTests
{
    private const string Time = "2025-11-03T15%3A30%3A00.0000000Z";

    [Theory]
    [InlineData("/v2/orders?status=all&direction=desc&until=2025-11-03T15%3A35%3A00.0000000Z&after=" + Time
        + "&nested=True&limit=500&symbols=SPY&side=buy", "1")]
    [InlineData("/v2/account/activities?activity_types=FILL&after=" + Time + "&direction=asc&page_size=10", "1")]
    [InlineData("/v2/account/activities?activity_types=DIV,TRANS", "0")]
    [InlineData("/v2/assets?status=active&asset_class=us_equity", "1")]
    [InlineData("/v2/calendar?start=2025-11-03&end=2025-11-07", "5")]
    public async Task Lists_are_filtered_as_the_csharp_client_asks(string target, string count)
    {
        await using var desk = await HoldingAsync();
        var reply = await desk.GetAsync(target);
        Assert.True(reply.Status == 200, reply.Text);
        Assert.Equal(count, $"{reply.Count}");
    }

    [Theory]
    [InlineData("bars", "&timeframe=1Min&adjustment=raw", "o")]
    [InlineData("trades", "", "p")]
    [InlineData("quotes", "", "ap")]
    public async Task Single_symbol_history_is_paged_and_the_same_as_that_of_several(string what, string more, string field)
    {
        await using var desk = await HoldingAsync();
        var target = $"?start={Time}&end=2025-11-03T15%3A33%3A00.0000000Z&sort=asc&feed=iex{more}";
        var several = await desk.GetAsync($"/v2/stocks/{what}{target}&symbols=SPY");
        var expected = several.Json.GetProperty(what).GetProperty("SPY").EnumerateArray().Select(i => i.GetRawText()).ToList();
        Assert.True(expected.Count >= 2, several.Text);
        List<string> found = [];
        for (string? token = ""; token is not null;)
        {
            var page = await desk.GetAsync(
                $"/v2/stocks/SPY/{what}{target}&limit=1{(token.Length > 0 ? $"&page_token={Uri.EscapeDataString(token)}" : "")}");
            Assert.Equal("SPY", page["symbol"]);
            var items = page.Json.GetProperty(what).EnumerateArray().ToList();
            Assert.All(items, item => Assert.Equal("100", Reply.Of(item, field)));
            found.AddRange(items.Select(item => item.GetRawText()));
            token = page["next_page_token"];
        }
        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task Longer_bars_join_the_minutes_in_either_order()
    {
        await using var desk = await PaperDesk.OpenAsync(options => options with { Start = Desk.At("17:00", 1) });
        foreach (var sort in (string[])["asc", "desc"])
        {
            var reply = await desk.GetAsync($"/v2/stocks/SPY/bars?timeframe=1Day&start=2025-11-03&sort={sort}");
            var days = reply.Json.GetProperty("bars").EnumerateArray().OrderBy(bar => Reply.Of(bar, "t"), StringComparer.Ordinal);
            Assert.Equal(["2025-11-03T05:00:00Z 100 104 97 99 9000000", "2025-11-04T05:00:00Z 50 51 50 51 2000000"],
                days.Select(b => string.Join(' ', ((string[])["t", "o", "h", "l", "c", "v"]).Select(f => Reply.Of(b, f)))));
        }
        var hours = await desk.GetAsync(
            "/v2/stocks/SPY/bars?timeframe=1Hour&start=2025-11-03T15:00:00Z&end=2025-11-03T15:59:00Z");
        Assert.Equal(["2025-11-03T15:00:00Z"],
            hours.Json.GetProperty("bars").EnumerateArray().Select(bar => Reply.Of(bar, "t")));
    }

    [Fact]
    public async Task A_snapshot_has_the_latest_of_everything_and_the_bars_of_two_days()
    {
        await using var desk = await PaperDesk.OpenAsync(options => options with { Start = Desk.At("09:32", 1) });
        var single = await desk.GetAsync("/v2/stocks/SPY/snapshot?feed=iex");
        var many = await desk.GetAsync("/v2/stocks/snapshots?symbols=SPY,NONE&feed=iex");
        Assert.Equal("SPY", Assert.Single(many.Json.EnumerateObject()).Name);
        foreach (var shot in (JsonElement[])[single.Json, many.Json.GetProperty("SPY")])
        {
            Assert.Equal(("50", "50", "50", "104"), (Reply.Of(shot.GetProperty("latestTrade"), "p"),
                Reply.Of(shot.GetProperty("latestQuote"), "bp"), Reply.Of(shot.GetProperty("dailyBar"), "o"),
                Reply.Of(shot.GetProperty("prevDailyBar"), "h")));
        }
        Assert.Equal((404, "no snapshot found for NONE"),
            await desk.GetAsync("/v2/stocks/NONE/snapshot") is var none ? (none.Status, none["message"]) : default);
    }

    [Fact]
    public async Task Activities_tell_each_fill_and_what_was_left_of_its_order()
    {
        await using var desk = await PaperDesk.OpenAsync(options => options with
        {
            Exchange = new ExchangeOptions { SlippageBps = 0, Participation = 0.000003m },
        });
        var order = await desk.BuyAsync(5);
        desk.MoveTo("10:34");
        var fills = await desk.GetAsync("/v2/account/activities/FILL?direction=asc");
        Assert.Equal(["partial_fill", "fill"], fills.All("type"));
        Assert.Equal(["3", "2"], fills.All("qty"));
        Assert.Equal(["2", "0"], fills.All("leaves_qty"));
        Assert.All(fills.All("order_id"), id => Assert.Equal(order.Id, id));
        var second = await desk.GetAsync(
            $"/v2/account/activities?direction=asc&page_token={Uri.EscapeDataString(fills.All("id").First())}");
        Assert.Equal(["2"], second.All("qty"));
    }

    [Fact]
    public async Task The_portfolios_history_has_a_value_a_day_and_a_minute()
    {
        await using var desk = await HoldingAsync();
        desk.MoveTo("17:00");
        var minutes = await desk.GetAsync("/v2/account/portfolio/history?period=1D&timeframe=1Min");
        Assert.Equal([0m, 0m, 0m, 15m, -15m, -5m], Values(minutes, "profit_loss").TakeLast(6));
        desk.MoveTo("09:31", day: 1);
        var days = await desk.GetAsync("/v2/account/portfolio/history?period=1M&timeframe=1D");
        Assert.Equal([99_995m, 99_750m], Values(days, "equity"));
        Assert.Equal([0m, -245m], Values(days, "profit_loss"));
        Assert.Equal((99_995m, "1D"), (Reply.Number(days.Json, "base_value"), days["timeframe"]));

        static IEnumerable<decimal> Values(Reply reply, string name) =>
            reply.Json.GetProperty(name).EnumerateArray().Select(value => value.GetDecimal());
    }

    [Fact]
    public async Task Suspending_trade_in_the_configuration_refuses_orders()
    {
        await using var desk = await PaperDesk.OpenAsync();
        var changed = await desk.PatchAsync("/v2/account/configurations",
            """{"suspend_trade":true,"no_shorting":false,"trade_confirm_email":"none","fractional_trading":false}""");
        Assert.Equal(("true", "none"), (changed["suspend_trade"], changed["trade_confirm_email"]));
        Assert.Equal("true", (await desk.GetAsync("/v2/account"))["trade_suspended_by_user"]);
        Assert.Equal("new orders are rejected by user request", (await desk.BuyAsync(1))["message"]);
    }

    private static async Task<PaperDesk> HoldingAsync()
    {
        var desk = await PaperDesk.OpenAsync();
        await desk.BuyAsync(5);
        desk.MoveTo("10:34");
        return desk;
    }
}
