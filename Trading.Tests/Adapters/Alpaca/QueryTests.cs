using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>A query gets the true answer or one sentence that says what to do.</summary>
public sealed class QueryTests : IDisposable
{
    private const string Account = "GET /v2/account";

    private readonly StubAlpaca stub = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => stub.Dispose();

    public static TheoryData<string> Passing =>
        ["408", "429", "500", "502", "503", "504", "cut", "half", "html", "empty", "silence"];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_failure_that_may_pass_is_repeated(string failure)
    {
        stub.On(Account, Failure(failure), Failure(failure), StubAnswer.Ok(Bodies.Account));
        var account = await (await stub.ConnectAsync()).Broker.GetAccountAsync(Cancel);
        Assert.Equal(new AccountSnapshot(123346.11m, -122.005m, 245432.61m, 123001.5m), account);
        Assert.Equal(3, stub.Asked(Account));
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_failure_that_does_not_pass_ends_after_four_attempts_with_a_sentence(string failure)
    {
        stub.On(Account, Failure(failure));
        var broker = (await stub.ConnectAsync()).Broker;
        var error = await Assert.ThrowsAsync<BrokerUnavailableException>(() => broker.GetAccountAsync(Cancel));
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.Contains("GET /v2/account", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, stub.Asked(Account));
    }

    [Theory]
    [InlineData(401, """{"message":"request is not authorized"}""", "APCA_API_KEY_ID")]
    [InlineData(401, "", "APCA_API_SECRET_KEY")]
    [InlineData(403, """{"message":"forbidden."}""", "Trading__Alpaca__SecretKey")]
    [InlineData(403, "<html>", "paper account's keys")]
    [InlineData(403, """{"code":40310000,"message":"account is restricted"}""", "40310000: account is restricted")]
    [InlineData(404, "<html>", "check the address")]
    [InlineData(422, """{"code":42210000,"message":"bad"}""", "42210000: bad")]
    [InlineData(400, """{"code":"oddly text","message":["not","text"]}""", "oddly text")]
    [InlineData(302, "", "elsewhere")]
    public async Task Every_refusal_says_what_to_do(int status, string body, string advice)
    {
        stub.On(Account, new StubAnswer(status, body).With("Location", "http://127.0.0.1:1/stolen"));
        var broker = (await stub.ConnectAsync()).Broker;
        var error = await Assert.ThrowsAsync<BrokerUnavailableException>(() => broker.GetAccountAsync(Cancel));
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
        if (status != 302) Assert.Equal(1, stub.Asked(Account));
    }

    [Fact]
    public async Task A_feed_that_the_account_may_not_see_names_the_setting()
    {
        stub.On("GET /v2/stocks/quotes/latest",
            new StubAnswer(403, """{"message":"subscription does not permit querying recent SIP data"}"""));
        var data = (await stub.ConnectAsync(options => options with { Feed = "sip" })).MarketData;
        var error = await Assert.ThrowsAsync<MarketDataException>(() => data.GetLatestQuotesAsync(["SPY"], Cancel));
        Assert.Contains("Trading__Feed=iex", error.Message, StringComparison.Ordinal);
        Assert.Contains("feed=sip", Assert.Single(stub.Requests).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulator_that_is_not_there_says_how_to_start_it()
    {
        var unused = new Uri("http://127.0.0.1:1");
        var connection = await stub.ConnectAsync(options => options with
        {
            Environment = Trading.Adapters.Alpaca.AlpacaEnvironment.Simulator,
            TradingUrl = unused,
            DataUrl = unused,
        });
        var error = await Assert.ThrowsAsync<BrokerUnavailableException>(() => connection.Broker.GetAccountAsync(Cancel));
        Assert.Contains("trading simulate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_to_wait_is_obeyed()
    {
        stub.On(Account, new StubAnswer(429).With("Retry-After", "1"), StubAnswer.Ok(Bodies.Account));
        var started = TimeProvider.System.GetTimestamp();
        await (await stub.ConnectAsync()).Broker.GetAccountAsync(Cancel);
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromSeconds(0.95));
    }

    [Fact]
    public async Task A_request_to_wait_longer_than_a_call_may_take_is_an_error_at_once()
    {
        stub.On(Account, new StubAnswer(503).With("Retry-After", "3600"));
        var broker = (await stub.ConnectAsync()).Broker;
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => broker.GetAccountAsync(Cancel));
        Assert.Equal(1, stub.Asked(Account));
    }

    [Fact]
    public async Task A_query_ends_within_the_time_of_a_call_and_its_last_attempt_gets_what_is_left()
    {
        stub.On(Account, Failure("silence"));
        var broker = (await stub.ConnectAsync(options => options with { CallTimeout = TimeSpan.FromMilliseconds(1000) })).Broker;
        var started = TimeProvider.System.GetTimestamp();
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => broker.GetAccountAsync(Cancel));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(2));
        Assert.Equal(3, stub.Asked(Account));
    }

    [Fact]
    public async Task The_wait_for_a_turn_is_no_part_of_the_time_of_a_call()
    {
        stub.On(Account, Failure("503"), StubAnswer.Ok(Bodies.Account));
        var connection = await stub.ConnectAsync(options => options with { RequestsPerMinute = 1 }, time: new ManualTime());
        await connection.Broker.GetAccountAsync(Cancel);
        Assert.Equal(2, stub.Asked(Account));
    }

    [Fact]
    public async Task A_caller_that_cancels_while_a_repetition_waits_gets_a_cancellation()
    {
        using var stop = new CancellationTokenSource();
        stub.On(Account, new StubAnswer(503).With("Retry-After", "2"));
        var broker = (await stub.ConnectAsync()).Broker;
        var query = broker.GetAccountAsync(stop.Token);
        while (stub.Asked(Account) == 0) await Task.Delay(5, Cancel);
        stop.CancelAfter(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        Assert.Equal(1, stub.Asked(Account));
    }

    [Fact]
    public async Task A_caller_that_cancels_gets_a_cancellation()
    {
        using var stop = new CancellationTokenSource();
        stub.On(Account, StubAnswer.Silence with { Meanwhile = stop.Cancel });
        var broker = (await stub.ConnectAsync()).Broker;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => broker.GetAccountAsync(stop.Token));
        Assert.Equal(1, stub.Asked(Account));
    }

    [Fact]
    public async Task An_outage_fails_fast_and_is_over_soon_after_Alpaca_is_back()
    {
        stub.On(Account, Failure("503"));
        var connection = await stub.ConnectAsync(options => options with { BreakDuration = TimeSpan.FromSeconds(1) });
        // One lost call is no outage: the next gets through to Alpaca.
        for (var call = 0; call < 3; call++)
            await Assert.ThrowsAsync<BrokerUnavailableException>(() => connection.Broker.GetAccountAsync(Cancel));
        Assert.Equal(10, stub.Asked(Account));

        var error = await Assert.ThrowsAsync<BrokerUnavailableException>(() => connection.Broker.GetAccountAsync(Cancel));
        Assert.Contains("was not sent", error.Message, StringComparison.Ordinal);
        Assert.Equal(10, stub.Asked(Account));
        var request = new OrderRequest(new ClientOrderId("x"), "SPY", OrderSide.Buy, 1, OrderType.Market);
        Assert.Contains("nothing was sent", Assert.IsType<SubmitOutcome.Unknown>(
            await connection.Broker.SubmitAsync(request, Cancel)).Reason, StringComparison.Ordinal);

        stub.On(Account, StubAnswer.Ok(Bodies.Account));
        await Task.Delay(1100, Cancel);
        await connection.Broker.GetAccountAsync(Cancel);
        await connection.Broker.GetAccountAsync(Cancel);
    }

    [Fact]
    public async Task An_outage_of_the_data_does_not_stop_the_trading()
    {
        stub.On("GET /v2/stocks/quotes/latest", Failure("503")).On(Account, StubAnswer.Ok(Bodies.Account));
        var connection = await stub.ConnectAsync();
        for (var call = 0; call < 4; call++)
            await Assert.ThrowsAsync<MarketDataException>(() => connection.MarketData.GetLatestQuotesAsync(["SPY"], Cancel));
        await connection.Broker.GetAccountAsync(Cancel);
    }

    internal static StubAnswer Failure(string name) => name switch
    {
        "cut" => StubAnswer.Cut,
        "half" => StubAnswer.Ok(Bodies.Account) with { IsHalf = true },
        "html" => StubAnswer.Ok("<html>a proxy's page</html>"),
        "empty" => StubAnswer.Ok(""),
        "silence" => StubAnswer.Silence,
        _ => new StubAnswer(int.Parse(name), "<html>"),
    };
}
