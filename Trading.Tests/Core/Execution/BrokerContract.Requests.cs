using Trading.Core.Orders;

namespace Trading.Tests.Core.Execution;

/// <summary>What a broker does with one request: accepts it once, refuses it with a code, finds it again, cancels it.</summary>
public abstract partial class BrokerContract
{
    [Fact]
    public async Task What_is_final_is_cancelled_and_what_nobody_knows_is_not()
    {
        var order = await BoughtAsync(1);
        Assert.True(await Broker.CancelAsync(order.BrokerId, Cancel));
        Assert.Equal(OrderStatus.Filled, (await NowAsync(order)).Status);
        Assert.False(await Broker.CancelAsync("0f0f0f0f-0000-4000-8000-000000000000", Cancel));
    }

    [Fact]
    public async Task The_same_id_sent_again_is_the_same_order()
    {
        var request = Buy(5);
        var first = await AcceptedAsync(request);
        Assert.Equal(first.BrokerId, (await AcceptedAsync(request)).BrokerId);
        await TradeAsync(100m);
        var after = await AcceptedAsync(request);
        Assert.Equal((first.BrokerId, OrderStatus.Filled), (after.BrokerId, after.Status));
        await TradeAsync(100m);
        Assert.Equal(5, Assert.Single((await Broker.GetPositionsAsync(Cancel)).Shares).Quantity);
        Assert.Single(await Broker.GetOrdersAsync(first.SubmittedAt, Cancel));
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "sub-penny limit", "42210000" },
        { "sub-penny stop", "42210000" },
        { "stop above the market", "42210000" },
        { "unknown symbol", "42210000" },
        { "extended market order", "42210000" },
        { "too dear", "40310000" },
        { "short sale", "40310000" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_bad_order_is_refused_with_a_code_and_leaves_no_trace(string fault, string code)
    {
        var request = fault switch
        {
            "sub-penny limit" => Buy(1, 99.001m),
            "sub-penny stop" => Buy(1, bracket: new(98.001m, 104m)),
            "stop above the market" => Buy(1, bracket: new(101m, 104m)),
            "unknown symbol" => Buy(1) with { Symbol = "NOPE" },
            "extended market order" => Buy(1) with { ExtendedHours = true },
            "too dear" => Buy(2000),
            _ => Sell(1),
        };
        var refused = Assert.IsType<SubmitOutcome.Rejected>(await Broker.SubmitAsync(request, Cancel));
        Assert.Equal(code, refused.Code);
        Assert.NotEmpty(refused.Reason);
        Assert.Null(await Broker.FindOrderAsync(request.Id, Cancel));
        Assert.Empty(await Broker.GetOrdersAsync(null, Cancel));
    }

    [Fact]
    public async Task Shares_that_the_legs_hold_cannot_be_sold_beside_them()
    {
        await BoughtAsync(5, Protection);
        Assert.Equal("40310000", Assert.IsType<SubmitOutcome.Rejected>(await Broker.SubmitAsync(Sell(5), Cancel)).Code);
    }

    [Fact]
    public async Task An_order_is_found_by_its_client_id_and_otherwise_there_is_none()
    {
        var request = Buy(5, 90m);
        Assert.Null(await Broker.FindOrderAsync(request.Id, Cancel));
        var sent = await AcceptedAsync(request);
        var found = await Broker.FindOrderAsync(request.Id, Cancel);
        Assert.Equal(
            (sent.BrokerId, request.Id, 90m, stage.Now),
            (found!.BrokerId, found.ClientId, found.LimitPrice!.Value, found.SubmittedAt));
    }

    [Fact]
    public async Task Who_cancels_before_sending_sends_nothing()
    {
        var request = Buy(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Broker.SubmitAsync(request, new CancellationToken(canceled: true)));
        Assert.Null(await Broker.FindOrderAsync(request.Id, Cancel));
    }
}
