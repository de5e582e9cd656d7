using Trading.Cli.Output;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>A cancellation is confirmed only when a query shows it.</summary>
public sealed class CancellationTests : IDisposable
{
    private const string Get = "GET /v2/orders/b";

    private static readonly StubAnswer Gone = new(204);
    private static readonly StubAnswer TooLate = StubAnswer.Error(422, "42210000", "order is already in \\\"filled\\\" state");

    private readonly StubAlpaca stub = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => stub.Dispose();

    [Fact]
    public async Task A_waiting_bracket_is_cancelled_with_its_legs()
    {
        stub.On(Get, Bodies.One(Bodies.Bracket("new", "held", "held")),
            Bodies.One(Bodies.Bracket("pending_cancel", "held", "held")),
                Bodies.One(Bodies.Bracket("canceled", "canceled", "canceled")))
            .On("DELETE /v2/orders/b", Gone).On("DELETE /v2/orders/b-target", TooLate).On("DELETE /v2/orders/b-stop", TooLate);
        Assert.True(await CancelAsync());
        Assert.Equal((1, 3), (stub.Asked("DELETE /v2/orders/b"), stub.Asked(Get)));
    }

    [Fact]
    public async Task The_legs_of_a_filled_entry_are_cancelled_by_their_own_ids()
    {
        stub.On(Get, Bodies.One(Bodies.Bracket("filled", "new", "held")),
            Bodies.One(Bodies.Bracket("filled", "canceled", "canceled")))
            .On("DELETE /v2/orders/b-target", Gone).On("DELETE /v2/orders/b-stop", StubAnswer.NotFound);
        Assert.True(await CancelAsync());
        Assert.Equal((0, 1, 1), (
            stub.Asked("DELETE /v2/orders/b"), stub.Asked("DELETE /v2/orders/b-target"), stub.Asked("DELETE /v2/orders/b-stop")));
    }

    [Fact]
    public async Task A_leg_that_filled_meanwhile_counts_as_final()
    {
        stub.On(Get, Bodies.One(Bodies.Bracket("filled", "new", "held")),
            Bodies.One(Bodies.Bracket("filled", "canceled", "filled")))
            .On("DELETE /v2/orders/b-target", TooLate).On("DELETE /v2/orders/b-stop", TooLate);
        Assert.True(await CancelAsync());
    }

    [Fact]
    public async Task A_final_order_is_not_cancelled_again()
    {
        stub.On(Get, Bodies.One(Bodies.Bracket("canceled", "canceled", "canceled")));
        Assert.True(await CancelAsync());
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task An_order_that_Alpaca_does_not_know_is_not_confirmed()
    {
        stub.On(Get, StubAnswer.NotFound);
        Assert.False(await CancelAsync());
    }

    [Fact]
    public async Task An_order_that_stays_alive_is_not_confirmed_and_the_queries_end()
    {
        stub.On(Get, Bodies.One(Bodies.Order("b", "pending_replace"))).On("DELETE /v2/orders/b", TooLate);
        Assert.False(await CancelAsync());
        Assert.InRange(stub.Asked(Get), 5, 20);
    }

    [Theory]
    [InlineData("503")]
    [InlineData("cut")]
    [InlineData("silence")]
    public async Task A_deletion_that_fails_is_repeated_and_in_the_end_not_confirmed(string failure)
    {
        stub.On(Get, Bodies.One(Bodies.Order("b"))).On("DELETE /v2/orders/b", QueryTests.Failure(failure));
        Assert.False(await CancelAsync());
        Assert.Equal(4, stub.Asked("DELETE /v2/orders/b"));
    }

    [Fact]
    public async Task A_deletion_whose_answer_is_lost_is_confirmed_by_a_query()
    {
        stub.On(Get, Bodies.One(Bodies.Order("b")), Bodies.One(Bodies.Order("b", "canceled")))
            .On("DELETE /v2/orders/b", StubAnswer.Cut, TooLate);
        Assert.True(await CancelAsync());
    }

    private async Task<bool> CancelAsync() => await (await stub.ConnectAsync()).Broker.CancelAsync("b", Cancel);
}
