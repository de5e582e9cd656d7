using Trading.Cli.Output;
using Trading.Core.Market;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>Bars and quotes; the clock shows 2025-11-03 15:31:00.5 UTC.</summary>
public sealed class MarketDataTests : IDisposable
{
    private const string Bars = "GET /v2/stocks/bars";
    private static readonly string[] FirstMinute = ["14:30"];
    private static readonly Instant Open = Instant.FromUtc(2025, 11, 3, 14, 30);
    private static readonly Instant Late = Instant.FromUtc(2025, 11, 3, 21, 0);

    private readonly StubAlpaca stub = new StubAlpaca().On("GET /v2/clock", StubAnswer.Ok(Bodies.Clock));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => stub.Dispose();

    [Fact]
    public async Task Pages_make_one_series_a_symbol_in_the_order_asked_for()
    {
        stub.On(Bars,
            Page("a/b=", ("QQQ", ["15:00", "15:01"])), Page("c", ("QQQ", ["15:02"]), ("SPY", ["14:30"])),
            Page(null, ("SPY", ["14:31"])));
        var series = await GetAsync(["SPY", "NONE", "QQQ"]);
        Assert.Equal([("SPY", 2), ("NONE", 0), ("QQQ", 3)], series.Select(one => (one.Symbol, one.Count)));
        Assert.Equal(new Bar(At("15:00"), 1.00005m, 2m, 0.5m, 1.5m, 12), series[2].Bars[0]);
        var asked = stub.Requests.Where(request => request.Name == Bars).Select(request => request.Query).ToList();
        Assert.Equal(
            "?symbols=NONE,QQQ,SPY&timeframe=1Min&start=2025-11-03T14%3A30%3A00Z&end=2025-11-03T15%3A30%3A00Z"
            + "&limit=10000&adjustment=split&feed=iex&sort=asc", asked[0]);
        Assert.EndsWith("&page_token=a%2Fb%3D", asked[1], StringComparison.Ordinal);
        Assert.Equal(3, asked.Count);
    }

    [Fact]
    public async Task Alpacas_end_is_inclusive_and_ours_is_not()
    {
        stub.On(Bars, Page(null, ("SPY", ["14:29", "14:30", "14:31", "14:32"])));
        var series = await (await stub.ConnectAsync()).MarketData.GetBarsAsync(["SPY"], Open, At("14:32"), Cancel);
        Assert.Equal([At("14:30"), At("14:31")], series[0].Bars.ToArray().Select(bar => bar.Start));
        Assert.Contains("end=2025-11-03T14%3A31%3A00Z", stub.Requests[^1].Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bar_that_is_not_complete_by_Alpacas_clock_is_not_returned()
    {
        stub.On(Bars, Page(null, ("SPY", ["15:29", "15:30", "15:31"])));
        Assert.Equal([At("15:29"), At("15:30")], (await GetAsync(["SPY"]))[0].Bars.ToArray().Select(bar => bar.Start));
        Assert.Empty(
            (await (await stub.ConnectAsync()).MarketData.GetBarsAsync(["SPY"], At("15:31"), Late, Cancel))[0].Bars.ToArray());
        Assert.Equal(1, stub.Asked(Bars));
    }

    [Fact]
    public async Task Nothing_is_an_empty_series()
    {
        stub.On(Bars, StubAnswer.Ok("""{"bars":{},"next_page_token":null}"""), StubAnswer.Ok("""{"bars":null}"""),
            StubAnswer.Ok("""{"bars":{"SPY":null}}"""));
        for (var i = 0; i < 3; i++) Assert.Equal(0, Assert.Single(await GetAsync(["SPY"])).Count);
    }

    [Fact]
    public async Task A_broken_bar_is_left_in_for_the_caller_to_judge()
    {
        stub.On(Bars, StubAnswer.Ok("""{"bars":{"SPY":[{"t":"2025-11-03T14:30:00Z","o":1,"h":0.5,"l":2,"c":1,"v":3}]}}"""));
        Assert.NotNull((await GetAsync(["SPY"]))[0].Bars[0].Error());
    }

    [Fact]
    public async Task Bars_out_of_order_are_an_error()
    {
        (StubAnswer First, StubAnswer Second)[] bad =
        [
            (Page("t", ("SPY", ["14:31"])), Page(null, ("SPY", ["14:31"]))),
            (Page("t", ("SPY", ["14:31"])), Page(null, ("SPY", ["14:30"]))),
            (Page("t", ("SPY", ["14:31"])), Page(null, ("QQQ", ["14:32"]))),
            (Page(null, ("SPY", ["14:31", "14:30"])), Page(null)),
            (Page("t", ("QQQ", ["14:31"])), Page("t")),
        ];
        foreach (var (first, second) in bad)
        {
            using var other = new StubAlpaca();
            other.On("GET /v2/clock", StubAnswer.Ok(Bodies.Clock)).On(Bars, first, second);
            var data = (await other.ConnectAsync()).MarketData;
            await Assert.ThrowsAsync<MarketDataException>(() => data.GetBarsAsync(["QQQ", "SPY"], Open, Late, Cancel));
        }
    }

    [Theory]
    [InlineData("503")]
    [InlineData("html")]
    [InlineData("cut")]
    public async Task A_page_that_is_missing_makes_no_short_series(string failure)
    {
        stub.On(Bars, (_, index) => index == 0 ? Page("t", ("SPY", ["14:30"])) : QueryTests.Failure(failure));
        await Assert.ThrowsAsync<MarketDataException>(() => GetAsync(["SPY"]));
    }

    [Fact]
    public async Task Pages_stream_as_they_come()
    {
        stub.On(Bars, (_, index) => index == 0 ? Page("t", ("QQQ", ["14:30"]), ("SPY", ["14:30"])) : new StubAnswer(503));
        var data = (await stub.ConnectAsync()).MarketData;
        await using var pages = data.StreamBarsAsync(["SPY", "QQQ"], Open, Late, Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await pages.MoveNextAsync());
        Assert.Equal(["QQQ", "SPY"], pages.Current.Select(piece => piece.Symbol));
        Assert.Equal(1, stub.Asked(Bars));
        await Assert.ThrowsAsync<MarketDataException>(async () => await pages.MoveNextAsync());
    }

    [Fact]
    public async Task More_symbols_than_an_address_holds_are_asked_for_in_parts()
    {
        string[] symbols = [.. Enumerable.Range(0, 3_000).Select(i => $"S{i:0000}").Reverse()];
        stub.On(Bars, (request, _) => Page(
            null, [.. request.Query.Split('&')[0]["?symbols=".Length..].Split(',').Select(symbol => (symbol, FirstMinute))]));
        var series = await GetAsync(symbols);
        Assert.Equal(symbols, series.Select(one => one.Symbol));
        Assert.All(series, one => Assert.Equal(1, one.Count));
        Assert.Equal(3, stub.Asked(Bars));
        Assert.All(stub.Requests, request => Assert.True(request.Query.Length < 8_000));
    }

    [Fact]
    public async Task A_quote_with_one_side_is_none()
    {
        stub.On("GET /v2/stocks/quotes/latest", StubAnswer.Ok(
            """
            {"quotes":{"SPY":{"t":"2025-11-03T15:30:59.123456789Z","bp":100.01,"ap":100.02},
                       "QQQ":{"t":"2025-11-03T15:30:59Z","bp":0,"ap":3}}}
            """));
        var quotes = await (await stub.ConnectAsync()).MarketData.GetLatestQuotesAsync(["SPY", "QQQ", "NONE"], Cancel);
        Assert.Equal(
            new Quote("SPY", At("15:30") + Duration.FromTicks(591234567), 100.01m, 100.02m), Assert.Single(quotes).Value);
    }

    [Fact]
    public async Task Without_Alpacas_time_no_bar_is_known_to_be_complete()
    {
        stub.On("GET /v2/clock", new StubAnswer(503));
        await Assert.ThrowsAsync<MarketDataException>(() => GetAsync(["SPY"]));
        Assert.Equal(0, stub.Asked(Bars));
    }

    private static Instant At(string time) => Instant.FromUtc(2025, 11, 3, int.Parse(time[..2]), int.Parse(time[3..]));

    private static StubAnswer Page(string? token, params (string Symbol, string[] Times)[] bars)
    {
        var all = bars.Select(one => $"\"{one.Symbol}\":[{string.Join(',', one.Times.Select(time =>
            $$"""{"t":"2025-11-03T{{time}}:00Z","o":1.00005,"h":2,"l":0.5,"c":1.5,"v":12,"n":3,"vw":1.2}"""))}]");
        return StubAnswer.Ok(
            $$"""{"bars":{{{string.Join(',', all)}}},"next_page_token":{{(token is null ? "null" : $"\"{token}\"")}}}""");
    }

    private async Task<IReadOnlyList<BarSeries>> GetAsync(string[] symbols) =>
        await (await stub.ConnectAsync()).MarketData.GetBarsAsync(symbols, Open, Late, Cancel);
}
