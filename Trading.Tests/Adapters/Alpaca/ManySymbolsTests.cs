using System.Text.Json;
using Trading.Adapters.Alpaca;
using Trading.Cli.Output;
using Trading.Core.Market;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>Bars of more symbols than one address holds.</summary>
public sealed class ManySymbolsTests : IDisposable
{
    private const string Bars = "GET /v2/stocks/bars";
    private static readonly Instant Open = Instant.FromUtc(2025, 11, 3, 14, 30);
    private static readonly string[] Symbols = [.. Enumerable.Range(0, 10_000).Select(i => $"S{i:0000}")];

    private readonly StubAlpaca stub = new StubAlpaca().On("GET /v2/clock", StubAnswer.Ok(Bodies.Clock));

    private AlpacaExchange? connection;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => stub.Dispose();

    [Fact]
    public async Task Ten_thousand_symbols_take_eight_requests()
    {
        stub.On(Bars, (request, _) => Answer(request));
        await AssertAllAsync(Symbols);
        Assert.Equal(8, stub.Asked(Bars));
    }

    [Theory]
    [InlineData(414, "")]
    [InlineData(431, "<html>Request Header Fields Too Large</html>")]
    [InlineData(400, "<html>Request Header Or Cookie Too Large</html>")]
    public async Task An_address_that_is_too_long_for_a_server_is_halved_and_stays_halved(int status, string body)
    {
        stub.On(Bars, (request, _) => request.Query.Length > 3_000 ? new StubAnswer(status, body) : Answer(request));
        await AssertAllAsync(Symbols[..3_000]);
        Assert.Equal(2, stub.Requests.Count(request => request.Query.Length > 3_000));
        var asked = stub.Asked(Bars);
        await AssertAllAsync(Symbols[..3_000]);
        Assert.Equal(asked + 10, stub.Asked(Bars));
    }

    [Fact]
    public async Task A_gateway_that_refuses_short_addresses_too_is_told_and_shortens_nothing_for_good()
    {
        var broken = true;
        stub.On(Bars, (request, _) => broken ? new StubAnswer(400, "<html>Bad Request</html>") : Answer(request));
        var asking = await SharedAsync();
        await Assert.ThrowsAsync<MarketDataException>(
            () => asking.MarketData.GetBarsAsync(["A", "B"], Open, Open + Duration.FromMinutes(1), Cancel));
        Assert.Equal(1, stub.Asked(Bars));

        broken = false;
        await AssertAllAsync(Symbols);
        Assert.Equal(1 + 8, stub.Asked(Bars));
    }

    [Fact]
    public async Task What_Alpaca_itself_refuses_is_told_and_not_asked_in_pieces()
    {
        stub.On(Bars, StubAnswer.Error(400, "40010001", "invalid symbol"));
        var asking = await SharedAsync();
        await Assert.ThrowsAsync<MarketDataException>(
            () => asking.MarketData.GetBarsAsync(["A", "B"], Open, Open + Duration.FromMinutes(1), Cancel));
        Assert.Equal(1, stub.Asked(Bars));
    }

    private async Task AssertAllAsync(string[] symbols)
    {
        var series = await (await SharedAsync()).MarketData.GetBarsAsync(symbols, Open, Open + Duration.FromMinutes(1), Cancel);
        Assert.Equal(symbols, series.Select(one => one.Symbol));
        Assert.All(series, one => Assert.Equal(Open, Assert.Single(one.Bars.ToArray()).Start));
    }

    private async Task<AlpacaExchange> SharedAsync() =>
        connection ??= await stub.ConnectAsync(options => options with { AttemptTimeout = TimeSpan.FromSeconds(5) });

    private static StubAnswer Answer(StubRequest request)
    {
        var symbols = request.Query.Split("symbols=")[1].Split('&')[0].Split(',');
        var bars = symbols.ToDictionary(
            symbol => symbol, _ => new[] { new { t = "2025-11-03T14:30:00Z", o = 1, h = 1, l = 1, c = 1, v = 3 } });
        return StubAnswer.Ok(JsonSerializer.Serialize(new { bars, next_page_token = (string?)null }));
    }
}
