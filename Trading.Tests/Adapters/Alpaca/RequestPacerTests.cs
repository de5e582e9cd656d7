using Trading.Adapters.Alpaca.Http;
using Trading.Cli.Output;

namespace Trading.Tests.Adapters.Alpaca;

public sealed class RequestPacerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_no_window_do_more_pass_than_allowed_and_all_get_their_turn()
    {
        var window = TimeSpan.FromMilliseconds(150);
        using var pacer = new RequestPacer(5, window, TimeProvider.System);
        var passed = new List<TimeSpan>();
        var start = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 18).Select(async _ =>
        {
            await pacer.WaitAsync(Cancel);
            lock (passed) passed.Add(TimeProvider.System.GetElapsedTime(start));
        }));
        passed.Sort();
        Assert.Equal(18, passed.Count);
        // What a request saw of the clock is a moment after its turn, so a window is looked at with that much tolerance.
        for (var i = 5; i < passed.Count; i++)
            Assert.True(passed[i] - passed[i - 5] > window - TimeSpan.FromMilliseconds(30), $"{passed[i - 5]} and {passed[i]}");
        Assert.True(passed[^1] >= 3 * window);
    }

    [Fact]
    public async Task Who_cancels_leaves_the_queue_without_using_a_turn()
    {
        using var pacer = new RequestPacer(1, TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await pacer.WaitAsync(Cancel);
        using var stop = new CancellationTokenSource(20);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pacer.WaitAsync(stop.Token));
        var start = TimeProvider.System.GetTimestamp();
        await pacer.WaitAsync(Cancel);
        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMilliseconds(400));
    }

    [Fact]
    public async Task Trading_and_data_share_one_limit()
    {
        using var stub = new StubAlpaca();
        stub.On("GET /v2/account", StubAnswer.Ok(Bodies.Account))
            .On("GET /v2/stocks/quotes/latest", StubAnswer.Ok("""{"quotes":{}}"""));
        var connection = await stub.ConnectAsync(options => options with { RequestsPerMinute = 2 });
        await connection.Broker.GetAccountAsync(Cancel);
        await connection.MarketData.GetLatestQuotesAsync(["SPY"], Cancel);
        using var stop = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.Broker.GetAccountAsync(stop.Token));
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task Bars_of_many_symbols_leave_a_fifth_of_the_requests_to_trading()
    {
        using var stub = new StubAlpaca();
        stub.On("GET /v2/account", StubAnswer.Ok(Bodies.Account))
            .On("GET /v2/stocks/quotes/latest", StubAnswer.Ok("""{"quotes":{}}"""));
        var connection = await stub.ConnectAsync(options => options with { RequestsPerMinute = 10 });
        using var stop = new CancellationTokenSource();
        var questions = Enumerable.Range(0, 20)
            .Select(_ => connection.MarketData.GetLatestQuotesAsync(["SPY"], stop.Token)).ToList();
        while (questions.Count(question => question.IsCompletedSuccessfully) < 8) await Task.Delay(5, Cancel);

        await connection.Broker.GetAccountAsync(Cancel);
        await connection.Broker.GetAccountAsync(Cancel);

        Assert.Equal(8, stub.Asked("GET /v2/stocks/quotes/latest"));
        await stop.CancelAsync();
        foreach (var question in questions.Where(question => !question.IsCompletedSuccessfully))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question);
    }
}
