using System.Text.Json;
using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Simulation.AlpacaApi;

public sealed class BarPagingTests
{
    private const string Bars = "/v2/stocks/bars?timeframe=1Min";

    [Fact]
    public async Task At_any_page_size_every_bar_comes_exactly_once_by_symbol_and_then_by_time()
    {
        string[] symbols = ["QQQ", "SPY", "XLF"];
        var market =
            PaperDesk.MarketOf([.. Enumerable.Range(0, 2).Select(day => (Desk.Monday.PlusDays(day), Series(day, symbols)))]);
        await using var desk = await PaperDesk.OpenAsync(options => options with { Tape = market, Start = Desk.At("17:00", 1) });
        var expected = symbols.SelectMany(symbol =>
            Enumerable.Range(0, 2).SelectMany(day => Minutes(day, symbol).Select(start => (symbol, start)))).ToList();

        await (from limit in Gen.Int[1, 40] from newestFirst in Gen.Bool select (limit, newestFirst)).SampleAsync(async sample =>
        {
            var wanted = sample.newestFirst
                ? [.. expected.OrderBy(b => b.symbol, StringComparer.Ordinal).ThenByDescending(b => b.start)] : expected;
            var pages = await ReadAsync(desk,
                $"{Bars}&symbols=XLF,SPY,QQQ&start=2025-11-03&limit={sample.limit}&sort={(sample.newestFirst ? "desc" : "asc")}");
            Assert.Equal(wanted, pages.SelectMany(page => page));
            Assert.All(pages.SkipLast(1), page => Assert.Equal(sample.limit, page.Count));
            Assert.Equal((expected.Count + sample.limit - 1) / sample.limit, pages.Count);
        }, iter: 30, threads: 1);
    }

    [Fact]
    public async Task Both_ends_of_the_time_asked_for_are_included()
    {
        await using var desk = await PaperDesk.OpenAsync(options => options with { Start = Desk.At("11:00") });
        var page =
            Assert.Single(await ReadAsync(desk, $"{Bars}&symbols=SPY&start=2025-11-03T10:31:00-05:00&end=2025-11-03T15:33:00Z"));
        Assert.Equal([Desk.At("10:31"), Desk.At("10:32"), Desk.At("10:33")], page.Select(bar => bar.Start));
    }

    [Fact]
    public async Task The_minute_that_is_not_over_is_never_served()
    {
        await using var desk = await PaperDesk.OpenAsync();
        desk.Server.MoveTo(Desk.At("10:32") - Duration.FromMilliseconds(1));
        Assert.Equal(Desk.At("10:30"), (await ReadAsync(desk, $"{Bars}&symbols=SPY&start=2025-11-03")).Single()[^1].Start);
        Assert.Equal("2025-11-03T15:30:00Z", await LatestAsync());
        desk.MoveTo("10:32");
        Assert.Equal(Desk.At("10:31"),
            (await ReadAsync(desk, $"{Bars}&symbols=SPY&start=2025-11-03&end=2025-11-05")).Single()[^1].Start);
        Assert.Equal("2025-11-03T15:31:00Z", await LatestAsync());

        async Task<string?> LatestAsync() =>
            Reply.Of((await desk.GetAsync("/v2/stocks/bars/latest?symbols=SPY,NONE")).Json.GetProperty("bars").GetProperty("SPY"),
                "t");
    }

    [Fact]
    public async Task Prices_come_with_every_digit_and_quotes_are_the_last_close()
    {
        var market = PaperDesk.MarketOf(PaperDesk.Day(0, ("10:30", 100.1234567890123456m, 101m, 99.01m, 100.0001m)));
        await using var desk = await PaperDesk.OpenAsync(options => options with { Tape = market });
        var bar = (await desk.GetAsync($"{Bars}&symbols=SPY")).Json.GetProperty("bars").GetProperty("SPY")[0];
        Assert.Equal(("100.1234567890123456", "100.0001", "1000000"),
            (Reply.Of(bar, "o"), Reply.Of(bar, "c"), Reply.Of(bar, "v")));
        var quote = (await desk.GetAsync("/v2/stocks/quotes/latest?symbols=SPY")).Json.GetProperty("quotes").GetProperty("SPY");
        Assert.Equal(("100.0001", "100.0001"), (Reply.Of(quote, "bp"), Reply.Of(quote, "ap")));
    }

    [Theory]
    [InlineData("timeframe=61Min&symbols=SPY", "timeframe")]
    [InlineData("timeframe=1Min", "symbols")]
    [InlineData("timeframe=1Min&symbols=SPY&limit=10001", "limit")]
    [InlineData("timeframe=1Min&symbols=SPY&start=yesterday", "start")]
    [InlineData("timeframe=1Min&symbols=SPY&feed=ticker", "feed")]
    [InlineData("timeframe=1Min&symbols=SPY&sort=up", "sort")]
    [InlineData("timeframe=1Min&symbols=SPY&adjustment=inflation", "adjustment")]
    [InlineData("timeframe=1Min&symbols=SPY&page_token=!", "page_token")]
    public async Task A_wrong_parameter_is_named(string query, string name)
    {
        await using var desk = await PaperDesk.OpenAsync();
        var rejected = await desk.GetAsync($"/v2/stocks/bars?{query}");
        Assert.Equal(400, rejected.Status);
        Assert.Contains(name, rejected["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_split_divides_earlier_bars_from_the_morning_of_its_date_for_those_who_ask()
    {
        await using var desk = await PaperDesk.OpenAsync(options => options with { Start = Desk.At("17:00") });
        Assert.Equal(200,
            (await desk.PostAsync("/simulator/splits", """{"symbol":"SPY","ratio":10,"date":"2025-11-04"}""")).Status);
        desk.Server.MoveTo(Desk.At("04:00", 1) - Duration.Epsilon);
        Assert.Equal((100m, 1_000_000m), await FirstAsync("split"));

        desk.MoveTo("04:00", day: 1);
        Assert.Equal((10m, 10_000_000m), await FirstAsync("split"));
        Assert.Equal((10m, 10_000_000m), await FirstAsync("all"));
        Assert.Equal((100m, 1_000_000m), await FirstAsync("raw"));
        Assert.Equal((100m, 1_000_000m), await FirstAsync("dividend"));

        desk.MoveTo("10:00", day: 1);
        var today = (await desk.GetAsync($"{Bars}&symbols=SPY&adjustment=split")).Json.GetProperty("bars").GetProperty("SPY")[0];
        Assert.Equal(50m, Reply.Number(today, "o"));

        async Task<(decimal, decimal)> FirstAsync(string adjustment)
        {
            var bar = (await desk.GetAsync($"{Bars}&symbols=SPY&start=2025-11-03&adjustment={adjustment}")).Json.GetProperty(
                "bars").GetProperty("SPY")[0];
            return (Reply.Number(bar, "o"), Reply.Number(bar, "v"));
        }
    }

    private static IReadOnlyList<BarSeries> Series(int day, string[] symbols) =>
        [.. symbols.Select(symbol =>
            new BarSeries(symbol, [.. Minutes(day, symbol).Select(start => new Bar(start, 100, 100, 100, 100, 1))]))];

    /// <summary>Seven minutes, or five of a symbol that did not trade in two of them.</summary>
    private static IEnumerable<Instant> Minutes(int day, string symbol) => Enumerable.Range(0, 7)
        .Where(i => symbol != "SPY" || i is not (2 or 3))
        .Select(i => Desk.At("09:30", day) + Duration.FromMinutes(i));

    private static async Task<List<List<(string Symbol, Instant Start)>>> ReadAsync(PaperDesk desk, string path)
    {
        var pages = new List<List<(string, Instant)>>();
        string? token = null;
        do
        {
            var page = await desk.GetAsync(path + (token is null ? "" : $"&page_token={Uri.EscapeDataString(token)}"));
            Assert.Equal(200, page.Status);
            pages.Add([.. page.Json.GetProperty("bars").EnumerateObject().SelectMany(Starts)]);
            token = page["next_page_token"];
        }
        while (token is not null);
        return pages;
    }

    private static IEnumerable<(string, Instant)> Starts(JsonProperty series) =>
        series.Value.EnumerateArray()
            .Select(bar => (series.Name, Instant.FromDateTimeOffset(bar.GetProperty("t").GetDateTimeOffset())));
}
