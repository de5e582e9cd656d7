using System.Text.Json.Nodes;
using Trading.Cli.Output;
using Trading.Core.Orders;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>An order is at the broker once or not at all, whichever way the requests fail.</summary>
public sealed class SubmissionTests : IDisposable
{
    private const string Post = "POST /v2/orders";
    private const string Find = "GET /v2/orders:by_client_order_id";

    internal static readonly OrderRequest Request = new(
        new ClientOrderId("20251103-1031-SPY-entry"), "SPY", OrderSide.Buy, 5, OrderType.Limit, 100.10m,
        new Bracket(98.05m, 104.00m));

    internal static readonly StubAnswer Taken = Bodies.One(Named("20251103-1031-SPY-entry"));

    private static readonly Dictionary<string, StubAnswer> Answers = new()
    {
        ["500"] = new(500, "<html>oops</html>"),
        ["503"] = new(503),
        ["408"] = new(408),
        ["cut"] = StubAnswer.Cut,
        ["half"] = Taken with { IsHalf = true },
        ["html"] = StubAnswer.Ok("<html></html>"),
        ["empty"] = StubAnswer.Ok(""),
        ["null"] = StubAnswer.Ok("null"),
        ["incomplete"] = StubAnswer.Ok("""{"id":"1","status":"new","qty":"5","symbol":"SPY"}"""),
        ["elsewhere"] = new StubAnswer(302).With("Location", "http://127.0.0.1:1/"),
        ["silence"] = StubAnswer.Silence,
        ["another's"] = Bodies.One(Named("20251103-1030-SPY-entry")),
        ["packed wrongly"] = Taken.With("Content-Encoding", "gzip"),
        ["refused, packed wrongly"] = new StubAnswer(500, "no gzip").With("Content-Encoding", "br"),
        ["taken"] = Taken,
        ["429"] = new(429),
        ["403"] = StubAnswer.Error(403, "40310000", "insufficient qty available for order (requested: 5, available: 0)"),
        ["duplicate"] = StubAnswer.Error(422, "40010001", "client_order_id must be unique"),
        ["422"] = StubAnswer.Error(
            422, "42210000", "invalid limit_price 100.001. sub-penny increment does not fulfill minimum pricing criteria"),
        ["401"] = new(401, """{"message":"request is not authorized"}"""),
        ["403 half"] = StubAnswer.Error(403, "40310000", "insufficient buying power") with { IsHalf = true },
        ["missing"] = StubAnswer.NotFound,
        ["html 404"] = new(404, "<html></html>"),
    };

    private static readonly string[] InDoubt = ["500", "503", "408", "cut", "half", "html", "empty", "null", "incomplete",
        "elsewhere", "silence", "another's", "packed wrongly", "refused, packed wrongly"];

    private readonly StubAlpaca stub = new();

    private static JsonObject Named(string clientOrderId)
    {
        var order = Bodies.Order("1", limit: "100.10", type: "limit");
        order["client_order_id"] = clientOrderId;
        return order;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Doubts => [.. InDoubt];

    public void Dispose() => stub.Dispose();

    [Theory]
    [InlineData("403", "40310000", "insufficient qty")]
    [InlineData("422", "42210000", "sub-penny")]
    [InlineData("401", "401", "not authorized")]
    [InlineData("403 half", "403", "403")]
    public async Task A_refusal_of_the_first_attempt_is_a_rejection(string answer, string code, string words)
    {
        stub.On(Post, Answers[answer]);
        var refused = Assert.IsType<SubmitOutcome.Rejected>(await SubmitAsync());
        Assert.Equal(code, refused.Code);
        Assert.Contains(words, refused.Reason, StringComparison.Ordinal);
        Assert.Single(stub.Requests);
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task In_doubt_and_found_is_accepted_and_not_sent_again(string doubt)
    {
        stub.On(Post, Answers[doubt]).On(Find, Taken);
        Assert.Equal("1", Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync()).Order.BrokerId);
        Assert.Equal((1, 1), (stub.Asked(Post), stub.Asked(Find)));
        Assert.Equal("?client_order_id=20251103-1031-SPY-entry", stub.Requests[^1].Query);
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task In_doubt_and_not_there_is_sent_again(string doubt)
    {
        stub.On(Post, Answers[doubt], Taken).On(Find, StubAnswer.NotFound);
        Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync());
        Assert.Equal([Post, Find, Post], stub.Requests.Select(request => request.Name));
        Assert.Equal(stub.Requests[0].Body, stub.Requests[2].Body);
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task In_doubt_at_the_last_attempt_and_not_there_is_unknown(string doubt)
    {
        stub.On(Post, Answers[doubt == "silence" ? "500" : doubt], Answers["503"], Answers[doubt]).On(Find, StubAnswer.NotFound);
        Assert.IsType<SubmitOutcome.Unknown>(await SubmitAsync());
        Assert.Equal((3, 3), (stub.Asked(Post), stub.Asked(Find)));
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task In_doubt_and_without_an_answer_is_unknown(string doubt)
    {
        stub.On(Post, Answers[doubt]).On(Find, Answers["503"]);
        Assert.IsType<SubmitOutcome.Unknown>(await SubmitAsync());
        Assert.Equal(1, stub.Asked(Post));
    }

    [Fact]
    public async Task A_404_that_is_not_Alpacas_does_not_mean_that_the_order_is_not_there()
    {
        stub.On(Post, Answers["cut"]).On(Find, Answers["html 404"]);
        Assert.IsType<SubmitOutcome.Unknown>(await SubmitAsync());
        Assert.Equal(1, stub.Asked(Post));
    }

    [Theory]
    [InlineData("403")]
    [InlineData("422")]
    [InlineData("duplicate")]
    [InlineData("401")]
    public async Task A_refusal_after_doubt_is_settled_by_a_query_and_never_rejected(string refusal)
    {
        stub.On(Post, Answers["cut"], Answers[refusal]).On(Find, Answers["missing"], Taken);
        Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync());

        using var other = new StubAlpaca();
        other.On(Post, Answers["cut"], Answers[refusal]).On(Find, Answers["missing"]);
        Assert.IsType<SubmitOutcome.Unknown>(await (await other.ConnectAsync()).Broker.SubmitAsync(Request, Cancel));
        Assert.Equal(2, other.Asked(Post));
    }

    [Fact]
    public async Task A_duplicate_at_the_first_attempt_is_the_order_that_is_there()
    {
        stub.On(Post, Answers["duplicate"]).On(Find, Taken);
        Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync());
        stub.On(Find, Answers["missing"]);
        Assert.IsType<SubmitOutcome.Unknown>(await SubmitAsync());
    }

    [Fact]
    public async Task Too_many_requests_is_waited_out_without_a_query()
    {
        stub.On(Post, Answers["429"].With("Retry-After", "1"), Taken);
        var started = TimeProvider.System.GetTimestamp();
        Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync());
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromSeconds(0.95));
        Assert.Equal((2, 0), (stub.Asked(Post), stub.Asked(Find)));
    }

    [Fact]
    public async Task Too_many_requests_to_the_end_is_rejected_because_nothing_was_taken()
    {
        stub.On(Post, Answers["429"]);
        Assert.Equal("429", Assert.IsType<SubmitOutcome.Rejected>(await SubmitAsync()).Code);
        stub.On(Post, Answers["429"].With("Retry-After", "3600"));
        Assert.Equal("429", Assert.IsType<SubmitOutcome.Rejected>(await SubmitAsync()).Code);
        Assert.Equal((4, 0), (stub.Asked(Post), stub.Asked(Find)));
    }

    [Fact]
    public async Task Too_many_requests_after_doubt_is_never_rejected()
    {
        stub.On(Post, Answers["cut"], Answers["429"]).On(Find, StubAnswer.NotFound);
        Assert.IsType<SubmitOutcome.Unknown>(await SubmitAsync());
    }

    [Fact]
    public async Task Without_a_connection_it_is_unknown_and_says_that_nothing_was_sent()
    {
        var connection = await stub.ConnectAsync(options => options with { TradingUrl = new Uri("http://127.0.0.1:1") });
        var unknown = Assert.IsType<SubmitOutcome.Unknown>(await connection.Broker.SubmitAsync(Request, Cancel));
        Assert.Contains("nothing was sent", unknown.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_its_turn_does_not_come_it_is_unknown_and_nothing_was_sent()
    {
        stub.On("GET /v2/account", StubAnswer.Ok(Bodies.Account)).On(Post, Taken);
        var connection = await stub.ConnectAsync(
            options => options with { RequestsPerMinute = 1, CallTimeout = TimeSpan.FromMilliseconds(300) });
        await connection.Broker.GetAccountAsync(Cancel);
        var unknown = Assert.IsType<SubmitOutcome.Unknown>(await connection.Broker.SubmitAsync(Request, Cancel));
        Assert.Contains("nothing was sent", unknown.Reason, StringComparison.Ordinal);
        Assert.Equal(0, stub.Asked(Post));
    }

    [Fact]
    public async Task Cancelled_before_it_was_sent_it_throws_and_sends_nothing()
    {
        var connection = await stub.ConnectAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => connection.Broker.SubmitAsync(Request, new CancellationToken(canceled: true)));
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData("silence")]
    [InlineData("503")]
    [InlineData("429")]
    public async Task Cancelled_after_it_was_sent_it_is_unknown(string answer)
    {
        using var stop = new CancellationTokenSource();
        stub.On(Post, Answers[answer] with { Meanwhile = stop.Cancel }).On(Find, Taken);
        var connection = await stub.ConnectAsync(options => options with { RetryDelay = TimeSpan.FromMilliseconds(200) });
        Assert.IsType<SubmitOutcome.Unknown>(await connection.Broker.SubmitAsync(Request, stop.Token));
        Assert.Equal(1, stub.Asked(Post));
    }

    [Fact]
    public async Task It_ends_within_the_time_of_a_call()
    {
        stub.On(Post, Answers["silence"]).On(Find, Answers["silence"]);
        var connection = await stub.ConnectAsync(options => options with { CallTimeout = TimeSpan.FromMilliseconds(600) });
        var started = TimeProvider.System.GetTimestamp();
        Assert.IsType<SubmitOutcome.Unknown>(await connection.Broker.SubmitAsync(Request, Cancel));
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
    }

    private async Task<SubmitOutcome> SubmitAsync() => await (await stub.ConnectAsync()).Broker.SubmitAsync(Request, Cancel);
}
