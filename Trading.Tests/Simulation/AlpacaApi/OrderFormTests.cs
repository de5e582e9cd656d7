namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>The forms of orders beside market, limit and bracket orders.</summary>
public sealed class OrderFormTests
{
    [Fact]
    public async Task A_lone_stop_good_till_cancelled_is_told_as_sent_and_survives_the_close()
    {
        await using var desk = await HoldingAsync();
        var stop = await OrderAsync(desk, "sell", "stop", ""","stop_price":"45","time_in_force":"gtc" """);
        Assert.Equal(("stop", "45", null, "gtc", "new", "simple"), (stop["type"], stop["stop_price"], stop["limit_price"],
            stop["time_in_force"], stop["status"], stop["order_class"]));
        desk.MoveTo("10:31", day: 1);
        Assert.Equal("new", (await desk.GetAsync($"/v2/orders/{stop.Id}"))["status"]);
        Assert.Equal([stop.Id], (await desk.GetAsync("/v2/orders")).All("id"));
    }

    [Theory]
    [InlineData("stop_limit", ""","stop_price":"98","limit_price":"97","time_in_force":"day" """, "stop_price", "98")]
    [InlineData("trailing_stop", ""","trail_price":"2","time_in_force":"day" """, "hwm", "100")]
    [InlineData("trailing_stop", ""","trail_percent":"3","time_in_force":"gtc" """, "stop_price", "97")]
    [InlineData("market", ""","time_in_force":"cls" """, "time_in_force", "cls")]
    [InlineData("limit", ""","limit_price":"101","time_in_force":"opg" """, "time_in_force", "opg")]
    [InlineData("limit", ""","limit_price":"101","time_in_force":"ioc" """, "time_in_force", "ioc")]
    [InlineData("market", ""","time_in_force":"fok" """, "time_in_force", "fok")]
    [InlineData("limit", """
        ,"time_in_force":"gtc","order_class":"oco","take_profit":{"limit_price":"104"},"stop_loss":{"stop_price":"98"}
        """, "limit_price", "104")]
    public async Task Every_form_of_a_sale_is_taken_and_told_as_sent(string type, string more, string field, string value)
    {
        await using var desk = await HoldingAsync();
        var order = await OrderAsync(desk, "sell", type, more);
        Assert.Equal((type, value), (order["type"], order[field]));
        Assert.Equal(order.Text, (await desk.GetAsync($"/v2/orders/{order.Id}?nested=true")).Text);
    }

    [Fact]
    public async Task An_order_that_could_trade_with_an_own_one_is_refused_with_the_id_of_that_one()
    {
        await using var desk = await HoldingAsync();
        var stop = await OrderAsync(desk, "sell", "stop", ""","stop_price":"95","time_in_force":"gtc" """);
        var refused = await desk.BuyAsync(1);
        Assert.Equal((403, "40310000", "potential wash trade detected. use complex orders"),
            (refused.Status, refused["code"], refused["message"]));
        Assert.Equal((stop.Id, "opposite side market/stop order exists"),
            (refused["existing_order_id"], refused["reject_reason"]));
        Assert.Equal(200, (await desk.BuyAsync(1, PaperDesk.Bracket())).Status);
    }

    private static async Task<PaperDesk> HoldingAsync()
    {
        var desk = await PaperDesk.OpenAsync();
        await desk.BuyAsync(5);
        desk.MoveTo("10:32");
        return desk;
    }

    private static async Task<Reply> OrderAsync(PaperDesk desk, string side, string type, string more)
    {
        var order = await desk.PostAsync("/v2/orders",
            $$"""{"symbol":"SPY","qty":"5","side":"{{side}}","type":"{{type}}"{{more.Trim()}}}""");
        Assert.True(order.Status == 200, order.Text);
        return order;
    }
}
