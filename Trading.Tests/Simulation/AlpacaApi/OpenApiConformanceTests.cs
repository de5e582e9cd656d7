using Trading.Cli.Output;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>Every response conforms to Alpaca's own OpenAPI documents.</summary>
public sealed class OpenApiConformanceTests
{
    // Read by the test, not by the type: what skips a test must be thrown in it.
    private static OpenApiDocument? trade;
    private static OpenApiDocument? data;

    private static OpenApiDocument Trade => trade ??= new(SharedFolder.ReadOrSkip("alpaca", "trading-api.json"));

    private static OpenApiDocument Data => data ??= new(SharedFolder.ReadOrSkip("alpaca", "market-data-api.json"));

    private static readonly string[] Targets =
    [
        "/v2/account", "/v2/account/configurations", "/v2/account/activities",
        "/v2/account/activities?activity_types=FILL,DIV&direction=asc&page_size=2&after=2025-11-01",
        "/v2/account/activities?category=non_trade_activity", "/v2/account/activities/FILL?date=2025-11-03",
        "/v2/account/portfolio/history", "/v2/account/portfolio/history?period=1M&timeframe=1D",
        "/v2/account/portfolio/history?period=2D&timeframe=15Min&pnl_reset=no_reset&intraday_reporting=market_hours",
        "/v2/account/portfolio/history?timeframe=2D",
        "/v2/clock", "/v2/calendar?start=2025-11-01&end=2025-11-30", "/v2/assets?status=active&asset_class=us_equity",
        "/v2/assets/SPY", "/v2/assets/NONE", "/v2/positions", "/v2/positions/SPY", "/v2/orders",
        "/v2/orders?status=all&nested=true&limit=500&direction=asc&symbols=SPY&side=buy",
        "/v2/orders?status=all&after=2025-11-03T00:00:00Z&until=2025-12-03T00:00:00Z", "/v2/orders?status=closed",
        "/v2/orders?status=wrong",
        "/v2/stocks/bars?symbols=SPY&timeframe=1Min&start=2025-11-03&end=2025-11-04&limit=2&feed=iex&adjustment=split&sort=desc",
        "/v2/stocks/bars?symbols=NONE&timeframe=1Min", "/v2/stocks/bars?symbols=SPY&timeframe=7Sec",
        "/v2/stocks/SPY/bars?timeframe=1Day&start=2025-11-03&limit=1", "/v2/stocks/NONE/bars?timeframe=1Min",
        "/v2/stocks/trades?symbols=SPY,NONE&start=2025-11-03&limit=2", "/v2/stocks/SPY/trades?start=2025-11-03&limit=2",
        "/v2/stocks/quotes?symbols=SPY,NONE&start=2025-11-03&limit=2", "/v2/stocks/SPY/quotes?start=2025-11-03&limit=2",
        "/v2/stocks/bars/latest?symbols=SPY,NONE&feed=iex", "/v2/stocks/SPY/bars/latest", "/v2/stocks/NONE/bars/latest",
        "/v2/stocks/trades/latest?symbols=SPY&feed=iex", "/v2/stocks/SPY/trades/latest",
        "/v2/stocks/quotes/latest?symbols=SPY&feed=iex", "/v2/stocks/SPY/quotes/latest",
        "/v2/stocks/snapshots?symbols=SPY,NONE&feed=iex", "/v2/stocks/SPY/snapshot",
    ];

    [Fact]
    public async Task Every_endpoint_in_every_state_is_what_alpaca_documents()
    {
        await using var desk = await PaperDesk.OpenAsync();
        var check = new ConformanceCheck(desk);
        await check.AllAsync();

        var pending = await check.PostAsync(PaperDesk.LimitOrder(5, "99.5", PaperDesk.Bracket(), "gtc"));
        await check.AllAsync(pending.Id);
        var replaced = await check.SendAsync(HttpMethod.Patch, $"/v2/orders/{pending.Id}",
            """{"qty":"4","limit_price":"99.25","time_in_force":"day"}""");
        await check.AllAsync(pending.Id, replaced.Id);
        await check.SendAsync(HttpMethod.Patch, $"/v2/orders/{pending.Id}", """{"qty":"3"}""");
        await check.SendAsync(HttpMethod.Delete, $"/v2/orders/{replaced.Id}");
        await check.SendAsync(HttpMethod.Delete, $"/v2/orders/{replaced.Id}");
        await check.AllAsync(replaced.Id);

        var filled = await check.PostAsync(
            """{"symbol":"SPY","qty":"5","side":"buy","type":"market","time_in_force":"day","client_order_id":"mine" """
                + PaperDesk.Bracket() + "}");
        desk.MoveTo("10:32");
        await check.AllAsync(filled.Id);
        await check.SendAsync(HttpMethod.Get, "/v2/orders:by_client_order_id?client_order_id=mine");
        await check.SendAsync(HttpMethod.Patch, $"/v2/orders/{Reply.Of(filled.Leg("limit"), "id")}",
            """{"limit_price":"103.5"}""");
        await check.PostAsync("""{"symbol":"SPY","qty":"5","side":"sell","type":"market","time_in_force":"day"}""");
        await check.PostAsync("""{"symbol":"SPY","qty":"50000","side":"buy","type":"market","time_in_force":"day"}""");
        desk.MoveTo("10:36");
        await check.AllAsync(filled.Id);

        var stopped = await check.PostAsync(
            $$"""{"symbol":"SPY","qty":"5","side":"buy","type":"market","time_in_force":"day"{{PaperDesk.Bracket()}}}""");
        desk.MoveTo("10:41");
        await check.AllAsync(stopped.Id);

        await check.PostAsync("""{"symbol":"SPY","qty":"5","side":"buy","type":"market","time_in_force":"day"}""");
        await check.PostAsync(
            """{"symbol":"SPY","qty":"5","side":"buy","type":"limit","limit_price":"90","time_in_force":"day"}""");
        await check.PostAsync(PaperDesk.LimitOrder(5, "90", ""","extended_hours":true"""));
        desk.MoveTo("17:00");
        await check.AllAsync();
        await check.SendAsync(HttpMethod.Delete, "/v2/positions/SPY?qty=2");
        await check.SendAsync(HttpMethod.Delete, "/v2/positions?cancel_orders=true");
        await check.SendAsync(HttpMethod.Delete, "/v2/orders");
        desk.MoveTo("04:00", day: 2);
        await check.AllAsync();
        await check.SendAsync(HttpMethod.Patch, "/v2/account/configurations", """{"suspend_trade":true,"no_shorting":true}""");
        await check.PostAsync("""{"symbol":"SPY","qty":"5","side":"buy","type":"market","time_in_force":"day"}""");
        Assert.InRange(check.Count, 150, 1000);
        Assert.Equal(
            desk.Server.Routes.Where(route => route.Split(' ')[1].StartsWith("/v2/", StringComparison.Ordinal)),
            (await desk.GetAsync("/simulator")).Json.GetProperty("requests").EnumerateObject().Select(route => route.Name));
    }

    [Theory]
    [InlineData("stop", """ "stop_price":"95","time_in_force":"gtc" """)]
    [InlineData("stop_limit", """ "stop_price":"95","limit_price":"94","time_in_force":"day" """)]
    [InlineData("trailing_stop", """ "trail_price":"2","time_in_force":"day" """)]
    [InlineData("trailing_stop", """ "trail_percent":"2","time_in_force":"gtc" """)]
    [InlineData("limit", """ "limit_price":"101","time_in_force":"ioc" """)]
    [InlineData("limit", """ "limit_price":"101","time_in_force":"opg" """)]
    [InlineData("market", """ "time_in_force":"cls" """)]
    [InlineData("market", """ "time_in_force":"fok" """)]
    [InlineData("limit", """
        "time_in_force":"gtc","order_class":"oco","take_profit":{"limit_price":"104"},"stop_loss":{"stop_price":"95"}
        """)]
    public async Task Every_form_of_an_order_is_what_alpaca_documents_in_every_state(string type, string more)
    {
        await using var desk = await PaperDesk.OpenAsync();
        var check = new ConformanceCheck(desk);
        await desk.BuyAsync(5);
        desk.MoveTo("10:32");
        desk.Server.Exchange.Controls.Add(new OrderFate { Kind = FateKind.Suspend, After = Duration.FromSeconds(3), Times = 1 });
        desk.Server.Exchange.Controls.Add(new OrderFate { Kind = FateKind.CancelLate, After = null });
        var order = await check.PostAsync(
            $$"""{"symbol":"SPY","qty":"5","side":"sell","type":"{{type}}",{{more.Trim()}}}""");
        Assert.Equal(200, order.Status);
        await check.AllAsync(order.Id);
        desk.Server.MoveTo(desk.Server.Now + Duration.FromSeconds(3));
        await check.AllAsync(order.Id);
        desk.Server.Exchange.Controls.Reinstate(order.Id, desk.Server.Now);
        await check.SendAsync(HttpMethod.Delete, $"/v2/orders/{order.Id}");
        await check.AllAsync(order.Id);
        desk.MoveTo("17:00");
        await check.AllAsync(order.Id);
    }

    [Fact]
    public async Task Errors_have_a_code_and_a_message_and_those_of_the_data_api_a_message()
    {
        await using var desk = await PaperDesk.OpenAsync();
        foreach (var kind in (FaultKind[])[FaultKind.TooManyRequests, FaultKind.ServerError])
        {
            desk.Server.Faults.Add(new FaultRule { Kind = kind });
            Assert.Empty(await Trade.FaultsAsync("Error", (await desk.GetAsync("/v2/account")).Text));
            Assert.Empty(await Trade.FaultsAsync("ErrorResponse",
                (await desk.GetAsync("/v2/stocks/bars?symbols=SPY&timeframe=1Min")).Text));
            desk.Server.Faults.Clear();
        }
    }

    [Fact]
    public async Task The_check_finds_what_is_wrong()
    {
        await using var desk = await PaperDesk.OpenAsync();
        var order = (await desk.BuyAsync(1, PaperDesk.Bracket())).Text;
        Assert.Empty(await Trade.FaultsAsync("Order", order));
        foreach (var (right, wrong) in (IEnumerable<(string, string)>)[
            ("\"qty\":\"1\"", "\"qty\":1"), ("\"status\":\"held\"", "\"status\":\"waiting\""),
                ("\"limit_price\":null", "\"limit_price\":false"),
            ("\"notional\":null,", ""), ("\"hwm\":", "\"hmw\":"), ("T15:31:00Z", " half past ten"),
                ("\"side\":\"buy\"", "\"side\":null")])
        {
            Assert.Contains(right, order, StringComparison.Ordinal);
            Assert.NotEmpty(await Trade.FaultsAsync("Order", order.Replace(right, wrong, StringComparison.Ordinal)));
        }
        Assert.NotEmpty(await Trade.FaultsAsync("GET", new Uri(desk.Server.Url, "/v2/orders?state=open"), null, 200, "[]"));
        Assert.NotEmpty(await Trade.FaultsAsync("GET", new Uri(desk.Server.Url, "/v2/order"), null, 200, "[]"));
        Assert.NotEmpty(await Trade.FaultsAsync("PUT", new Uri(desk.Server.Url, "/v2/orders"), null, 200, "[]"));
        Assert.NotEmpty(await Trade.FaultsAsync("DELETE", new Uri(desk.Server.Url, "/v2/orders"), null, 200, "[]"));
        Assert.NotEmpty(await Data.FaultsAsync("GET", new Uri(desk.Server.Url, "/v2/stocks/bars"), null, 200,
            """{"bars":{"SPY":[{"t":"2025-11-03T15:31:00Z"}]},"next_page_token":null}"""));
    }

    /// <summary>Sends requests and checks each request and its response against their OpenAPI document.</summary>
    private sealed class ConformanceCheck(PaperDesk desk)
    {
        public int Count { get; private set; }

        public async Task AllAsync(params string[] orderIds)
        {
            foreach (var target in Targets) await SendAsync(HttpMethod.Get, target);
            foreach (var id in orderIds)
            {
                await SendAsync(HttpMethod.Get, $"/v2/orders/{id}");
                await SendAsync(HttpMethod.Get, $"/v2/orders/{id}?nested=true");
            }
        }

        public Task<Reply> PostAsync(string json) => SendAsync(HttpMethod.Post, "/v2/orders", json);

        public async Task<Reply> SendAsync(HttpMethod method, string path, string? json = null)
        {
            var reply = await desk.SendAsync(method, path, json);
            var isData = path.StartsWith("/v2/stocks/", StringComparison.Ordinal);
            var faults = await (isData ? Data : Trade).FaultsAsync(method.Method, new Uri(desk.Server.Url, path), json,
                reply.Status, reply.Text);
            Assert.True(faults.Count == 0, $"{method} {path} -> {reply.Status}: {string.Join('\n', faults)}");
            if (reply.Status >= 400 && !isData)
                Assert.Equal(["code", "message"], reply.Json.EnumerateObject().Select(p => p.Name).Take(2));
            Count++;
            return reply;
        }
    }
}
