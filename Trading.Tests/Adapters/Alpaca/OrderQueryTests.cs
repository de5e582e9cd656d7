using System.Text.Json.Nodes;
using Trading.Cli.Output;
using Trading.Core.Orders;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>Alpaca's orders and positions, mapped to this system's.</summary>
public sealed class OrderQueryTests : IDisposable
{
    private const string Orders = "GET /v2/orders";
    private static readonly Instant Since = Instant.FromUtc(2025, 11, 3, 15, 30);

    private readonly StubAlpaca stub = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => stub.Dispose();

    [Theory]
    [InlineData("new", "0", OrderStatus.Open)]
    [InlineData("accepted", "0", OrderStatus.Open)]
    [InlineData("pending_new", "0", OrderStatus.Open)]
    [InlineData("accepted_for_bidding", "0", OrderStatus.Open)]
    [InlineData("stopped", "0", OrderStatus.Open)]
    [InlineData("suspended", "0", OrderStatus.Suspended)]
    [InlineData("pending_cancel", "0", OrderStatus.Open)]
    [InlineData("pending_replace", "0", OrderStatus.Open)]
    [InlineData("calculated", "0", OrderStatus.Open)]
    [InlineData("done_for_day", "0", OrderStatus.Open)]
    [InlineData("a state of next year", "0", OrderStatus.Open)]
    [InlineData("partially_filled", "2", OrderStatus.PartiallyFilled)]
    [InlineData("pending_cancel", "2", OrderStatus.PartiallyFilled)]
    [InlineData("filled", "5", OrderStatus.Filled)]
    [InlineData("canceled", "2", OrderStatus.Cancelled)]
    [InlineData("replaced", "0", OrderStatus.Cancelled)]
    [InlineData("expired", "0", OrderStatus.Expired)]
    [InlineData("rejected", "0", OrderStatus.Rejected)]
    public async Task Every_status_is_mapped(string status, string filled, OrderStatus expected)
    {
        stub.On(Find, Bodies.One(Bodies.Order("1", status, filled: filled)));
        var order = await FindAsync();
        Assert.Equal((expected, int.Parse(filled)), (order!.Status, order.FilledQuantity));
    }

    [Theory]
    [InlineData("new", "held", "held", OrderStatus.Held, OrderStatus.Held)]
    [InlineData("partially_filled", "held", "held", OrderStatus.Held, OrderStatus.Held)]
    [InlineData("filled", "new", "held", OrderStatus.Open, OrderStatus.Open)]
    [InlineData("filled", "new", "new", OrderStatus.Open, OrderStatus.Open)]
    [InlineData("filled", "canceled", "filled", OrderStatus.Cancelled, OrderStatus.Filled)]
    [InlineData("canceled", "canceled", "canceled", OrderStatus.Cancelled, OrderStatus.Cancelled)]
    [InlineData("canceled", "held", "held", OrderStatus.Held, OrderStatus.Held)]
    public async Task A_held_stop_protects_once_its_entry_is_filled(
        string entry, string target, string stop, OrderStatus targetStatus, OrderStatus stopStatus)
    {
        stub.On(Find, Bodies.One(Bodies.Bracket(entry, target, stop)));
        var order = await FindAsync();
        Assert.Equal(targetStatus, order!.Legs.Single(leg => leg.StopPrice is null).Status);
        Assert.Equal(stopStatus, order.Legs.Single(leg => leg.StopPrice is not null).Status);
    }

    [Fact]
    public async Task Every_figure_of_an_order_is_kept()
    {
        stub.On(Find, Bodies.One(Bodies.Order("1", "partially_filled", "sell", "limit", "5", "2", limit: "100.10")));
        var order = await FindAsync();
        Assert.Equal(
            ("1", "client-1", "SPY", OrderSide.Sell, OrderType.Limit, 5, 100.10m, null, 2, 100.125m),
            (order!.BrokerId, order.ClientId.Value, order.Symbol, order.Side, order.Type, order.Quantity, order.LimitPrice,
                order.StopPrice, order.FilledQuantity, order.FilledPrice));
        Assert.Equal(Instant.FromUtc(2025, 11, 3, 15, 31, 0).PlusTicks(1234567), order.SubmittedAt);
        Assert.Equal(Instant.FromUtc(2025, 11, 3, 15, 31, 1), order.FilledAt);
    }

    [Fact]
    public async Task An_order_that_is_not_there_is_null_and_a_bracket_without_legs_is_queried_again()
    {
        stub.On(Find, StubAnswer.NotFound, Bodies.One(Bodies.Order("b", "filled", filled: "5", orderClass: "bracket")))
            .On("GET /v2/orders/b", Bodies.One(Bodies.Bracket("filled", "new", "held")));
        var broker = (await stub.ConnectAsync()).Broker;
        Assert.Null(await broker.FindOrderAsync(new ClientOrderId("x y"), Cancel));
        Assert.Equal("?client_order_id=x%20y", stub.Requests[0].Query);
        Assert.Equal(2, (await broker.FindOrderAsync(new ClientOrderId("b"), Cancel))!.Legs.Count);
        Assert.Equal("?nested=true", stub.Requests[^1].Query);
    }

    [Fact]
    public async Task A_404_that_is_not_Alpacas_is_no_answer()
    {
        stub.On(Find, new StubAnswer(404, "<html>"));
        await Assert.ThrowsAsync<BrokerUnavailableException>(FindAsync);
    }

    [Fact]
    public async Task Recent_orders_come_nested_and_older_ones_while_they_are_live()
    {
        ListOf(
            open: [Bodies.Order("old", at: "2025-11-03T12:00:00Z"), Bodies.Target("b-target", "new"),
                Bodies.Order("between", at: "2025-11-03T15:40:00Z")],
            all: [
                Bodies.Order("just before", "filled", filled: "5", at: "2025-11-03T15:29:30Z"),
                Bodies.Order("just before but live", at: "2025-11-03T15:29:40Z"),
                Bodies.Bracket("filled", "new", "held"),
                Bodies.Order("done", "filled", filled: "5", at: "2025-11-03T15:35:00Z"),
            ]);
        var orders = await (await stub.ConnectAsync()).Broker.GetOrdersAsync(Since, Cancel);
        Assert.Equal(["old", "just before but live", "b", "done", "between"], orders.Select(order => order.BrokerId));
        Assert.Equal(5, orders.Where(order => order.BrokerId == "b")
            .Sum(order => new BrokerView(new(0, 0, 0), [], [order]).ProtectedShares("SPY")));
        // The live ones are asked for first, so that what fills in between is not lost.
        Assert.Equal("?status=open&nested=false&direction=asc&limit=500", stub.Requests[0].Query);
        Assert.Equal("?status=all&nested=true&direction=asc&limit=500&after=2025-11-03T15%3A29%3A00Z", stub.Requests[1].Query);
    }

    [Fact]
    public async Task Without_a_time_only_live_orders_are_queried()
    {
        ListOf(open: [Bodies.Target("target", "new"), Bodies.Stop("stop", "held")], all: []);
        var orders = await (await stub.ConnectAsync()).Broker.GetOrdersAsync(null, Cancel);
        Assert.Equal(["target", "stop"], orders.Select(order => order.BrokerId));
        Assert.All(orders, order => Assert.Equal(OrderStatus.Open, order.Status));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_held_stop_beside_its_waiting_entry_protects_nothing()
    {
        ListOf(open: [Bodies.Order("entry", at: "2025-11-03T15:31:00Z", orderClass: "bracket"), Bodies.Stop("stop", "held")],
            all: []);
        var orders = await (await stub.ConnectAsync()).Broker.GetOrdersAsync(null, Cancel);
        Assert.Equal([OrderStatus.Open, OrderStatus.Held], orders.Select(order => order.Status));
    }

    [Fact]
    public async Task A_list_longer_than_a_page_is_read_to_its_end_once_each_with_the_legs_counted()
    {
        var all = Enumerable.Range(0, 400)
            .Select(i => (At: Since + Duration.FromSeconds(i), Id: $"b{i:000}"))
            .ToList();
        stub.On(Orders, (request, _) =>
        {
            if (request.Query.Contains("status=open", StringComparison.Ordinal)) return Bodies.List();
            var after =
                NodaTime.Text.InstantPattern.ExtendedIso.Parse(Uri.UnescapeDataString(request.Query.Split("after=")[1])).Value;
            // 500 rows of which every third is an entry; the last bracket of a page loses the leg that is over the limit.
            var page = all.Where(order => order.At > after).Take(167)
                .Select(order => Bodies.Bracket("filled", "new", "held", order.Id, $"{order.At}")).ToArray();
            if (page.Length == 167) page[^1]["legs"]!.AsArray().RemoveAt(1);
            return Bodies.List(page);
        });
        var orders = await (await stub.ConnectAsync()).Broker.GetOrdersAsync(Since, Cancel);
        Assert.Equal(all.Select(order => order.Id), orders.Select(order => order.BrokerId));
        Assert.All(orders, order => Assert.Equal(2, order.Legs.Count));
    }

    [Fact]
    public async Task A_page_full_of_orders_of_one_moment_is_an_error_and_not_an_endless_query()
    {
        var page = Bodies.List([.. Enumerable.Range(0, 500).Select(i => Bodies.Order($"{i}"))]);
        stub.On(Orders, page);
        var broker = (await stub.ConnectAsync()).Broker;
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => broker.GetOrdersAsync(null, Cancel));
        Assert.True(stub.Requests.Count < 6);
    }

    [Fact]
    public async Task A_foreign_order_for_a_fraction_is_left_out_when_final_and_odd_while_it_is_live()
    {
        ListOf(open: [], all: [Bodies.Order("over", "filled", quantity: "0.5", filled: "0.5"), Bodies.Order("mine")]);
        var broker = (await stub.ConnectAsync()).Broker;
        Assert.Equal("mine", Assert.Single(await broker.GetOrdersAsync(Since, Cancel)).BrokerId);
        ListOf(open: [Bodies.Order("foreign", quantity: "0.5")], all: []);
        var odd = Assert.Single(await broker.GetOrdersAsync(null, Cancel));
        Assert.Equal(("foreign", true, OrderStatus.Open), (odd.BrokerId, odd.IsOdd, odd.Status));
    }

    [Theory]
    [InlineData("open")]
    [InlineData("all")]
    public async Task A_list_of_which_a_part_is_missing_is_no_list(string missing)
    {
        stub.On(Orders, (request, _) => request.Query.Contains($"status={missing}", StringComparison.Ordinal)
            ? new StubAnswer(503)
            : Bodies.List());
        var broker = (await stub.ConnectAsync()).Broker;
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => broker.GetOrdersAsync(Since, Cancel));
    }

    [Fact]
    public async Task Positions_are_whole_shares_at_the_latest_price()
    {
        Held("""
            [{"symbol":"SPY","qty":"5","side":"long","avg_entry_price":"100.125","current_price":"101.5",
             "asset_class":"us_equity"},{"symbol":"OLD","qty":"0","avg_entry_price":"1"}]
            """);
        var position = Assert.Single((await (await stub.ConnectAsync()).Broker.GetPositionsAsync(Cancel)).Shares);
        Assert.Equal(new Position("SPY", 5, 100.125m, 101.5m), position);
    }

    [Theory]
    [InlineData("-5", "short", "us_equity", "1", PositionOddity.ShortSale)]
    [InlineData("0.5", "long", "us_equity", "1", PositionOddity.Fraction)]
    [InlineData("5", "short", "us_equity", "1", PositionOddity.ShortSale)]
    [InlineData("7.5", "long", null, "1", PositionOddity.Fraction)]
    [InlineData("0.5", "long", "crypto", "1", PositionOddity.OtherAsset)]
    [InlineData("3", "long", "us_option", "1", PositionOddity.OtherAsset)]
    [InlineData("3", "long", "us_equity", null, PositionOddity.NoPrice)]
    [InlineData("99999999999", "long", "us_equity", "1", PositionOddity.Fraction)]
    public async Task An_odd_position_is_named_and_says_nothing_about_the_others(
        string quantity, string side, string? asset, string? price, PositionOddity oddity)
    {
        var odd = $$"""
            {"symbol":"GME","qty":"{{quantity}}","side":"{{side}}","avg_entry_price":"1","asset_class":{{Json(asset)}},
             "current_price":{{Json(price)}},"market_value":null}
            """;
        Held($$"""[{{odd}},{"symbol":"SPY","qty":"5","side":"long","avg_entry_price":"100","current_price":"101"}]""");

        var held = await (await stub.ConnectAsync()).Broker.GetPositionsAsync(Cancel);

        Assert.Equal(new Position("SPY", 5, 100m, 101m), Assert.Single(held.Shares));
        Assert.Equal(("GME", oddity), (held.Odd[0].Symbol, Assert.Single(held.Odd).Oddity));
    }

    private static string Json(string? text) => text is null ? "null" : $"\"{text}\"";

    [Fact]
    public async Task A_failed_query_for_positions_is_never_read_as_flat()
    {
        Held("null");
        var broker = (await stub.ConnectAsync()).Broker;
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => broker.GetPositionsAsync(Cancel));
    }

    private const string Find = "GET /v2/orders:by_client_order_id";

    private void Held(string body) => stub.On("GET /v2/positions", StubAnswer.Ok(body));

    private void ListOf(JsonObject[] open, JsonObject[] all)
    {
        var (live, every) = (Bodies.List(open), Bodies.List(all));
        stub.On(Orders, (request, _) => request.Query.Contains("status=open", StringComparison.Ordinal) ? live : every);
    }

    private async Task<BrokerOrder?> FindAsync() =>
        await (await stub.ConnectAsync()).Broker.FindOrderAsync(new ClientOrderId("client-1"), Cancel);
}
