using Trading.Cli.Output;

namespace Trading.Tests.Simulation.AlpacaApi;

public sealed class OrderApiTests
{
    [Fact]
    public async Task An_order_fills_at_the_open_of_the_bar_of_the_minute_it_arrives_in()
    {
        await using var desk = await PaperDesk.OpenAsync();
        desk.Server.MoveTo(desk.Server.Now + Duration.FromSeconds(42));
        var order = await desk.BuyAsync(5);
        desk.MoveTo("10:32");
        var now = await desk.GetAsync($"/v2/orders/{order.Id}");
        Assert.Equal(("filled", "100"), (now["status"], now["filled_avg_price"]));
    }

    [Fact]
    public async Task The_time_of_an_order_is_kept_to_the_fraction_of_a_second_and_no_fill_is_earlier()
    {
        await using var desk = await PaperDesk.OpenAsync();
        desk.Server.MoveTo(desk.Server.Now + Duration.FromMilliseconds(42_125));
        var order = await desk.BuyAsync(5);
        Assert.Equal("2025-11-03T15:31:42.125Z", order["submitted_at"]);
        Assert.Equal([order.Id], (await desk.GetAsync("/v2/orders?status=all&after=2025-11-03T15:31:42.124Z")).All("id"));
        Assert.Equal(0, (await desk.GetAsync("/v2/orders?status=all&after=2025-11-03T15:31:42.125Z")).Count);
        desk.MoveTo("10:32");
        Assert.Equal("2025-11-03T15:31:42.125Z", (await desk.GetAsync($"/v2/orders/{order.Id}"))["filled_at"]);
    }

    [Fact]
    public async Task A_client_order_id_is_given_when_there_is_none_and_taken_only_once()
    {
        await using var desk = await PaperDesk.OpenAsync();
        Assert.False(string.IsNullOrEmpty((await desk.BuyAsync(1))["client_order_id"]));

        var first = await desk.BuyAsync(1, ""","client_order_id":"mine" """);
        var second = await desk.BuyAsync(1, ""","client_order_id":"mine" """);
        Assert.Equal((422, "40010001", "client_order_id must be unique"), (second.Status, second["code"], second["message"]));
        Assert.Equal(first.Id, (await desk.GetAsync("/v2/orders:by_client_order_id?client_order_id=mine")).Id);
    }

    [Theory]
    [InlineData("""{"symbol":"SPY","qty":"0.5","side":"buy","type":"market","time_in_force":"day"}""", 403,
        "asset \"SPY\" is not fractionable")]
    [InlineData("""{"symbol":"SPY","notional":"500","side":"buy","type":"market","time_in_force":"day"}""", 403,
        "asset \"SPY\" is not fractionable")]
    [InlineData("""{"symbol":"SPY","qty":"1","side":"buy","type":"trailing_stop","time_in_force":"day"}""", 422,
        "either trail_price or trail_percent")]
    [InlineData("""{"symbol":"SPY","qty":"1","side":"buy","type":"market","time_in_force":"gtd"}""", 422,
        "invalid time_in_force: gtd")]
    [InlineData("""{"symbol":"SPY","qty":"1","side":"buy","type":"market","time_in_force":"day","order_class":"oco"}""", 422,
        "oco orders require stop_loss.stop_price")]
    [InlineData("""{"symbol":"SPY","qty":"1","type":"market","time_in_force":"day"}""", 422, "side is required")]
    [InlineData("""{"symbol":"NOPE","qty":"1","side":"buy","type":"market","time_in_force":"day"}""", 422, "NOPE")]
    [InlineData("""{"symbol":"SPY","qty":"1","side":"buy","type":"limit","limit_price":"99.001","time_in_force":"day"}""", 422,
        "sub-penny")]
    [InlineData("""{"symbol":"SPY","qty":"9999","side":"buy","type":"market","time_in_force":"day"}""", 403,
        "insufficient buying power")]
    [InlineData("""{"symbol":"SPY","qty":"1","side":"sell","type":"market","time_in_force":"day"}""", 403,
        "not allowed to short")]
    [InlineData("not json", 400, "request body format is invalid")]
    public async Task What_cannot_be_ordered_is_rejected_with_a_reason(string body, int status, string words)
    {
        await using var desk = await PaperDesk.OpenAsync();
        var rejected = await desk.PostAsync("/v2/orders", body);
        Assert.Equal(status, rejected.Status);
        Assert.Contains(words, rejected["message"], StringComparison.Ordinal);
        Assert.Equal(0, (await desk.GetAsync("/v2/orders?status=all")).Count);
    }

    [Fact]
    public async Task A_final_order_cannot_be_cancelled_and_an_unknown_one_is_not_found()
    {
        await using var desk = await PaperDesk.OpenAsync();
        var order = await desk.BuyAsync(1);
        desk.MoveTo("10:32");
        var rejected = await desk.DeleteAsync($"/v2/orders/{order.Id}");
        Assert.Equal((422, "42210000", "order is already in \"filled\" state"),
            (rejected.Status, rejected["code"], rejected["message"]));

        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Delete])
        {
            var unknown = await desk.SendAsync(method, "/v2/orders/00000000-0000-4000-8000-000000000000");
            Assert.Equal((404, "40410000", "order not found"), (unknown.Status, unknown["code"], unknown["message"]));
        }
    }

    [Fact]
    public async Task The_list_is_sorted_bounded_and_filtered_with_both_bounds_of_time_exclusive()
    {
        await using var desk = await PaperDesk.OpenAsync();
        var ids = new List<string>();
        foreach (var minute in (string[])["10:31", "10:32", "10:33"])
        {
            desk.MoveTo(minute);
            ids.Add((await desk.BuyLimitAsync(1, "90")).Id);
        }
        Assert.Equal([ids[2], ids[1], ids[0]], (await desk.GetAsync("/v2/orders")).All("id"));
        Assert.Equal([ids[0], ids[1]], (await desk.GetAsync("/v2/orders?direction=asc&limit=2")).All("id"));
        Assert.Equal([ids[1]],
            (await desk.GetAsync("/v2/orders?after=2025-11-03T15:31:00Z&until=2025-11-03T15:33:00Z")).All("id"));
        Assert.Equal([ids[2]], (await desk.GetAsync($"/v2/orders?after_order_id={ids[1]}")).All("id"));
        Assert.Equal(0, (await desk.GetAsync("/v2/orders?symbols=QQQ")).Count);
        Assert.Equal(0, (await desk.GetAsync("/v2/orders?side=sell")).Count);
        Assert.Equal(422, (await desk.GetAsync("/v2/orders?limit=501")).Status);

        var cancelled = await desk.DeleteAsync("/v2/orders");
        Assert.Equal((207, 3), (cancelled.Status, cancelled.Count));
        Assert.Equal(0, (await desk.GetAsync("/v2/orders")).Count);
    }

    [Fact]
    public async Task An_order_sent_after_the_close_waits_as_accepted_for_the_next_open()
    {
        await using var desk = await PaperDesk.OpenAsync();
        desk.MoveTo("17:00");
        var order = await desk.BuyAsync(1);
        Assert.Equal("accepted", order["status"]);
        desk.MoveTo("09:31", day: 1);
        Assert.Equal(("filled", "50"), Filled(await desk.GetAsync($"/v2/orders/{order.Id}")));
    }

    [Fact]
    public async Task A_day_order_expires_at_the_close_even_when_nothing_trades_then()
    {
        await using var desk = await PaperDesk.OpenAsync(options =>
            options with { Tape = PaperDesk.MarketOf(PaperDesk.Day(0, ("10:30", 100, 100, 100, 100))) });
        var order = await desk.BuyLimitAsync(1, "90");
        desk.MoveTo("16:00");
        var now = await desk.GetAsync($"/v2/orders/{order.Id}");
        Assert.Equal(("expired", "2025-11-03T21:00:00Z"), (now["status"], now["expired_at"]));
    }

    [Fact]
    public async Task A_replacement_takes_the_place_of_the_order_and_both_name_each_other()
    {
        await using var desk = await PaperDesk.OpenAsync();
        var order = await desk.BuyLimitAsync(5, "99.5", PaperDesk.Bracket());
        var unchanged = await desk.PatchAsync($"/v2/orders/{order.Id}", """{"limit_price":"99.5"}""");
        Assert.Equal((403, "order parameters are not changed"), (unchanged.Status, unchanged["message"]));

        var next =
            await desk.PatchAsync($"/v2/orders/{order.Id}", """{"qty":"3","limit_price":"99.25","client_order_id":"second"}""");
        Assert.Equal((200, "3", "99.25", "second", order.Id),
            (next.Status, next["qty"], next["limit_price"], next["client_order_id"], next["replaces"]));
        Assert.Equal("3", Reply.Of(next.Leg("stop"), "qty"));
        var old = await desk.GetAsync($"/v2/orders/{order.Id}");
        Assert.Equal(("replaced", next.Id), (old["status"], old["replaced_by"]));
        Assert.Equal(422, (await desk.PatchAsync($"/v2/orders/{order.Id}", """{"qty":"2"}""")).Status);
        Assert.Equal(404, (await desk.PatchAsync("/v2/orders/unknown", """{"qty":"2"}""")).Status);
    }

    private static (string?, string?) Filled(Reply order) => (order["status"], order["filled_avg_price"]);
}
