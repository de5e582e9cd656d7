using Trading.Cli.Output;
using Trading.Simulation.AlpacaApi.Data;
using Trading.Simulation.Exchange;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>The behaviours of Alpaca that a client must survive, switched on over HTTP.</summary>
public sealed class BehaviourTests
{
    [Theory]
    [InlineData("reject", "rejected", "failed_at")]
    [InlineData("suspend", "suspended", "updated_at")]
    [InlineData("expire", "expired", "expired_at")]
    public async Task An_accepted_order_meets_its_fate_two_seconds_later(string kind, string status, string field)
    {
        await using var desk = await PaperDesk.OpenAsync();
        await ControlAsync(desk, "fates", $$"""{"kind":"{{kind}}","after":2,"side":"buy","type":"market","times":1}""");
        var order = await desk.BuyAsync(1);
        Assert.Equal("new", order["status"]);
        desk.Server.MoveTo(Desk.At("10:31") + Duration.FromSeconds(2));
        var now = await desk.GetAsync($"/v2/orders/{order.Id}");
        Assert.Equal((status, "2025-11-03T15:31:02Z"), (now["status"], now[field]));
        Assert.Equal("new", (await desk.BuyAsync(1))["status"]);
    }

    [Fact]
    public async Task A_cancellation_stays_pending_and_its_order_fills()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await ControlAsync(desk, "fates", """{"kind":"cancelLate","never":true}""");
        var order = await desk.BuyAsync(1);
        Assert.Equal(204, (await desk.DeleteAsync($"/v2/orders/{order.Id}")).Status);
        Assert.Equal("pending_cancel", (await desk.GetAsync($"/v2/orders/{order.Id}"))["status"]);
        Assert.Equal(["pending_cancel"], (await desk.GetAsync("/v2/orders")).All("status"));
        desk.MoveTo("10:32");
        Assert.Equal("filled", (await desk.GetAsync($"/v2/orders/{order.Id}"))["status"]);
    }

    [Fact]
    public async Task The_collar_decides_what_a_market_buy_counts_for()
    {
        await using var desk = await PaperDesk.OpenAsync();
        Assert.Equal(403, (await desk.BuyAsync(960)).Status);
        await ControlAsync(desk, "account", """{"collar":0.025}""");
        Assert.Equal(200, (await desk.BuyAsync(960)).Status);
    }

    [Theory]
    [InlineData(false, "2025-11-03T15:31:10Z")]
    [InlineData(true, "2025-11-03T15:31:00Z")]
    public async Task A_slow_answer_takes_the_exchanges_time_before_or_after_it_is_carried_out(bool first, string submitted)
    {
        await using var desk = await PaperDesk.OpenAsync();
        await ControlAsync(desk, "faults",
            $$"""{"kind":"slow","method":"POST","milliseconds":10000,"carriedOut":{{(first ? "true" : "false")}}}""");
        Assert.Equal(submitted, (await desk.BuyAsync(1))["submitted_at"]);
        Assert.Equal(Desk.At("10:31") + Duration.FromSeconds(10), desk.Server.Now);
    }

    [Fact]
    public async Task A_bar_comes_late_and_is_revised_half_a_minute_after_its_minute()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await ControlAsync(desk, "bars", """{"late":1,"revised":30}""");
        desk.MoveTo("10:33");
        Assert.Equal("2025-11-03T15:31:00Z", await NewestAsync("t"));
        desk.Server.MoveTo(Desk.At("10:33") + Duration.FromSeconds(1));
        Assert.Equal(("2025-11-03T15:32:00Z", "900000", "100"),
            (await NewestAsync("t"), await NewestAsync("v"), await NewestAsync("h")));
        desk.Server.MoveTo(Desk.At("10:33") + Duration.FromSeconds(30));
        Assert.Equal(("2025-11-03T15:32:00Z", "1000000", "101"),
            (await NewestAsync("t"), await NewestAsync("v"), await NewestAsync("h")));

        async Task<string?> NewestAsync(string field)
        {
            var page = await desk.GetAsync("/v2/stocks/bars?symbols=SPY&timeframe=1Min&start=2025-11-03&sort=desc&limit=1");
            var latest = await desk.GetAsync("/v2/stocks/bars/latest?symbols=SPY");
            var value = Reply.Of(page.Json.GetProperty("bars").GetProperty("SPY")[0], field);
            Assert.Equal(value, Reply.Of(latest.Json.GetProperty("bars").GetProperty("SPY"), field));
            return value;
        }
    }

    [Fact]
    public async Task A_part_of_the_bars_is_late_the_same_part_every_time()
    {
        var counts = new HashSet<int>();
        for (var run = 0; run < 2; run++)
        {
            await using var desk = await PaperDesk.OpenAsync();
            desk.Server.Publish(new BarPublication { Late = Duration.FromHours(1), Probability = 0.5, Seed = 4 });
            desk.MoveTo("10:41");
            var page = await desk.GetAsync("/v2/stocks/bars?symbols=SPY&timeframe=1Min&start=2025-11-03T15:30:00Z");
            counts.Add(page.Json.GetProperty("bars").GetProperty("SPY").GetArrayLength());
        }
        Assert.InRange(Assert.Single(counts), 1, 6);
    }

    [Fact]
    public async Task Odd_positions_stand_among_the_others_and_cannot_be_sold()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await desk.BuyAsync(5);
        desk.MoveTo("10:32");
        await ControlAsync(desk, "positions",
            """{"symbol":"BTCUSD","quantity":0.5,"assetClass":"crypto","averagePrice":60000,"price":61000}""");
        await ControlAsync(desk, "positions", """{"symbol":"TSLA","quantity":-5,"averagePrice":200,"price":210}""");
        desk.Server.Exchange.Controls.Show(new ForeignHolding { Symbol = "NULL", Quantity = 3 });
        desk.Server.Exchange.Controls.Show(new ForeignHolding { Symbol = "SPY", Quantity = 0.25m, Price = 100m });
        var all = await desk.GetAsync("/v2/positions");
        Assert.Equal(["BTCUSD 0.5 long", "NULL 3 long", "SPY 5.25 long", "TSLA -5 short"], all.Json.EnumerateArray()
            .Select(p => $"{Reply.Of(p, "symbol")} {Reply.Of(p, "qty")} {Reply.Of(p, "side")}"));
        var none = await desk.GetAsync("/v2/positions/NULL");
        Assert.Equal((null, null, null), (none["current_price"], none["market_value"], none["unrealized_plpc"]));
        Assert.Equal(("-50", "-0.05"), await desk.GetAsync("/v2/positions/TSLA") is var shorted
            ? (shorted["unrealized_pl"], shorted["unrealized_plpc"]) : default);

        var closed = await desk.DeleteAsync("/v2/positions");
        Assert.Equal(["422", "422", "200", "422"], closed.All("status"));
        desk.MoveTo("10:33");
        Assert.Equal("0.25", (await desk.GetAsync("/v2/positions/SPY"))["qty"]);
        await desk.DeleteAsync("/simulator/positions");
        Assert.Equal(0, (await desk.GetAsync("/v2/positions")).Count);
    }

    [Fact]
    public async Task A_split_overnight_changes_the_position_cancels_its_orders_and_leaves_a_fraction()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await desk.BuyAsync(5);
        desk.MoveTo("10:32");
        var stop = await desk.PostAsync("/v2/orders",
            """{"symbol":"SPY","qty":"5","side":"sell","type":"stop","stop_price":"45","time_in_force":"gtc"}""");
        await ControlAsync(desk, "splits", """{"symbol":"SPY","ratio":"1.5","date":"2025-11-04"}""");
        desk.MoveTo("03:59", day: 1);
        Assert.Equal("5", (await desk.GetAsync("/v2/positions/SPY"))["qty"]);
        desk.MoveTo("04:00", day: 1);
        Assert.Equal("7.5", (await desk.GetAsync("/v2/positions/SPY"))["qty"]);
        Assert.Equal("canceled", (await desk.GetAsync($"/v2/orders/{stop.Id}"))["status"]);
        desk.MoveTo("09:31", day: 1);
        Assert.Equal(("50", "375"), await desk.GetAsync("/v2/positions/SPY") is var now
            ? (now["current_price"], now["market_value"]) : default);
    }

    [Fact]
    public async Task A_dividend_overnight_is_paid_and_adjusts_earlier_bars_for_those_who_ask()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await desk.BuyAsync(5);
        await ControlAsync(desk, "dividends", """{"symbol":"SPY","amount":0.99,"date":"2025-11-04"}""");
        desk.MoveTo("03:59", day: 1);
        Assert.Equal("99500", (await desk.GetAsync("/v2/account"))["cash"]);
        desk.MoveTo("04:00", day: 1);
        Assert.Equal("99504.95", (await desk.GetAsync("/v2/account"))["cash"]);
        Assert.Equal((99m, 100m), (await OpenOf("dividend"), await OpenOf("split")));

        async Task<decimal> OpenOf(string adjustment) => Reply.Number((await desk.GetAsync(
            $"/v2/stocks/bars?symbols=SPY&timeframe=1Min&start=2025-11-03&limit=1&adjustment={adjustment}"))
            .Json.GetProperty("bars").GetProperty("SPY")[0], "o");
    }

    [Fact]
    public async Task A_blocked_account_says_so_and_refuses_orders()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await ControlAsync(desk, "account", """{"tradingBlocked":true,"status":"ACCOUNT_UPDATED"}""");
        var account = await desk.GetAsync("/v2/account");
        Assert.Equal(("true", "false", "ACCOUNT_UPDATED"),
            (account["trading_blocked"], account["account_blocked"], account["status"]));
        Assert.Equal((403, "account is not authorized to trade"),
            await desk.BuyAsync(1) is var refused ? (refused.Status, refused["message"]) : default);
        await ControlAsync(desk, "account", """{"tradingBlocked":false,"status":"ACTIVE"}""");
        Assert.Equal(200, (await desk.BuyAsync(1)).Status);
    }

    [Fact]
    public async Task An_inactive_symbol_says_so_and_refuses_orders()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await ControlAsync(desk, "inactive/SPY", "");
        Assert.Equal(("inactive", "false"),
            await desk.GetAsync("/v2/assets/SPY") is var asset ? (asset["status"], asset["tradable"]) : default);
        Assert.Equal(0, (await desk.GetAsync("/v2/assets?status=active")).Count);
        Assert.Equal((422, "asset SPY is not tradable"),
            await desk.BuyAsync(1) is var refused ? (refused.Status, refused["message"]) : default);
        Assert.Equal(200, (await desk.DeleteAsync("/simulator/inactive/SPY")).Status);
        Assert.Equal(200, (await desk.BuyAsync(1)).Status);
    }

    [Fact]
    public async Task A_reset_account_is_another_account()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await desk.BuyBracketFilledAsync();
        var before = await desk.GetAsync("/v2/account");
        await ControlAsync(desk, "account/reset", """{"cash":5000}""");
        var after = await desk.GetAsync("/v2/account");
        Assert.NotEqual(before.Id, after.Id);
        Assert.NotEqual(before["account_number"], after["account_number"]);
        Assert.Equal(("5000", "5000", "5000"), (after["equity"], after["cash"], after["last_equity"]));
        Assert.Equal((0, 0), ((await desk.GetAsync("/v2/positions")).Count,
            (await desk.GetAsync("/v2/orders?status=all")).Count));
    }

    private static async Task ControlAsync(PaperDesk desk, string path, string body)
    {
        var reply = await desk.PostAsync($"/simulator/{path}", body);
        Assert.True(reply.Status == 200, reply.Text);
    }
}
