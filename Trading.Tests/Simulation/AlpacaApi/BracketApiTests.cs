using System.Text.Json;
using Trading.Cli.Output;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>
/// A bracket's life as Alpaca shows it: which order is new, held, open and listed is what users report in
/// alpacahq/alpaca-trade-api-js issues 80 and 87, alpaca-trade-api-python issue 322 and alpaca-py issue 198.
/// </summary>
public sealed class BracketApiTests
{
    [Fact]
    public async Task A_new_bracket_shows_its_legs_held()
    {
        await using var desk = await PaperDesk.OpenAsync();
        var order = await desk.BuyAsync(5, PaperDesk.Bracket());

        Assert.Equal((200, "new", "bracket", "5"), (order.Status, order["status"], order["order_class"], order["qty"]));
        Assert.Equal(("held", "104"), (Reply.Of(order.Leg("limit"), "status"), Reply.Of(order.Leg("limit"), "limit_price")));
        Assert.Equal(("held", "98"), (Reply.Of(order.Leg("stop"), "status"), Reply.Of(order.Leg("stop"), "stop_price")));
    }

    [Fact]
    public async Task Once_the_entry_is_filled_the_target_is_new_and_the_stop_still_held()
    {
        await using var desk = await PaperDesk.OpenAsync();
        var order = await desk.BuyBracketFilledAsync();
        var now = await desk.GetAsync($"/v2/orders/{order.Id}?nested=true");

        Assert.Equal(("filled", "100", "5"), (now["status"], now["filled_avg_price"], now["filled_qty"]));
        Assert.Equal(("new", "held"), (Reply.Of(now.Leg("limit"), "status"), Reply.Of(now.Leg("stop"), "status")));
        Assert.Equal(JsonValueKind.Null, (await desk.GetAsync($"/v2/orders/{order.Id}")).Json.GetProperty("legs").ValueKind);
    }

    [Fact]
    public async Task A_filled_brackets_legs_are_hidden_among_open_orders_when_nested_and_only_the_target_is_listed_when_not()
    {
        await using var desk = await PaperDesk.OpenAsync();
        var order = await desk.BuyBracketFilledAsync();

        Assert.Equal(0, (await desk.GetAsync("/v2/orders?status=open&nested=true")).Count);
        Assert.Equal(["limit"], (await desk.GetAsync("/v2/orders?status=open")).All("type"));
        Assert.Equal([order.Id], (await desk.GetAsync("/v2/orders?status=all&nested=true")).All("id"));
        Assert.Equal(["stop", "market"], (await desk.GetAsync("/v2/orders?status=closed")).All("type"));
    }

    [Fact]
    public async Task The_target_fills_and_the_stop_is_canceled()
    {
        await using var desk = await PaperDesk.OpenAsync();
        var order = await desk.BuyBracketFilledAsync();
        desk.MoveTo("10:36");
        var now = await desk.GetAsync($"/v2/orders/{order.Id}?nested=true");

        Assert.Equal(("filled", "104"), (Reply.Of(now.Leg("limit"), "status"), Reply.Of(now.Leg("limit"), "filled_avg_price")));
        Assert.Equal(("canceled", "2025-11-03T15:36:00Z"),
            (Reply.Of(now.Leg("stop"), "status"), Reply.Of(now.Leg("stop"), "canceled_at")));
        Assert.Equal(0, (await desk.GetAsync("/v2/positions")).Count);
    }

    [Fact]
    public async Task The_stop_triggers_and_the_target_is_canceled()
    {
        await using var desk = await PaperDesk.OpenAsync(options => options with { Start = Desk.At("10:36") });
        var order = await desk.BuyAsync(5, PaperDesk.Bracket());
        desk.MoveTo("10:41");
        var now = await desk.GetAsync($"/v2/orders/{order.Id}?nested=true");
        Assert.Equal(("filled", "98"), (Reply.Of(now.Leg("stop"), "status"), Reply.Of(now.Leg("stop"), "filled_avg_price")));
        Assert.Equal("canceled", Reply.Of(now.Leg("limit"), "status"));
    }

    [Fact]
    public async Task Legs_hold_the_shares_until_one_of_them_is_cancelled()
    {
        await using var desk = await PaperDesk.OpenAsync();
        var order = await desk.BuyBracketFilledAsync();
        var rejected = await desk.SellAsync(5);
        Assert.Equal((403, "40310000", "insufficient qty available for order (requested: 5, available: 0)"),
            (rejected.Status, rejected["code"], rejected["message"]));
        Assert.Equal(("0", "5", "5", "SPY"),
            (rejected["available"], rejected["existing_qty"], rejected["held_for_orders"], rejected["symbol"]));

        Assert.Equal((204, ""), Both(await desk.DeleteAsync($"/v2/orders/{Reply.Of(order.Leg("stop"), "id")}")));
        var now = await desk.GetAsync($"/v2/orders/{order.Id}?nested=true");
        Assert.All(now.Json.GetProperty("legs").EnumerateArray(), leg => Assert.Equal("canceled", Reply.Of(leg, "status")));
        Assert.Equal(200, (await desk.SellAsync(5)).Status);
    }

    [Fact]
    public async Task A_bracket_good_till_cancelled_protects_over_night()
    {
        await using var desk = await PaperDesk.OpenAsync(options => options with { Start = Desk.At("10:41") });
        var bracket = PaperDesk.Bracket("90", "120");
        var order = await desk.PostAsync(
            "/v2/orders", $$"""{"symbol":"SPY","qty":5,"side":"buy","type":"market","time_in_force":"gtc"{{bracket}}}""");
        desk.MoveTo("03:00", day: 1);
        Assert.Equal("accepted", Reply.Of((await desk.GetAsync($"/v2/orders/{order.Id}?nested=true")).Leg("limit"), "status"));
        desk.MoveTo("09:31", day: 1);
        Assert.Equal("50", Reply.Of((await desk.GetAsync($"/v2/orders/{order.Id}?nested=true")).Leg("stop"), "filled_avg_price"));
    }

    private static (int, string) Both(Reply reply) => (reply.Status, reply.Text);
}
