using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

public sealed class BrokerTests
{
    private readonly Desk desk = new();
    private readonly FakeClock clock = new(Desk.At("10:31"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SimulatedBroker Broker => new(desk.Exchange, clock);

    [Fact]
    public async Task An_order_is_stamped_with_the_clocks_time()
    {
        clock.Reset(Desk.At("10:32"));
        var accepted = Assert.IsType<SubmitOutcome.Accepted>(await Broker.SubmitAsync(desk.Request(OrderSide.Buy, 5), Cancel));
        Assert.Equal(Desk.At("10:32"), accepted.Order.SubmittedAt);
    }

    [Fact]
    public async Task Cancelling_a_filled_entry_cancels_its_legs()
    {
        var entry = desk.BuyFilled(5, new Bracket(98m, 104m));
        Assert.True(await Broker.CancelAsync(entry.BrokerId, Cancel));
        Assert.All(desk.Now(entry).Legs, leg => Assert.Equal(OrderStatus.Cancelled, leg.Status));
        Assert.False(await Broker.CancelAsync("unknown", Cancel));
    }

    [Fact]
    public async Task A_lost_request_is_unknown_and_never_arrives()
    {
        var request = desk.Request(OrderSide.Buy, 5);
        var faulty = new FaultyBroker(Broker, FaultPlan.On(BrokerCall.Submit, 0, BrokerFault.RequestLost));
        Assert.IsType<SubmitOutcome.Unknown>(await faulty.SubmitAsync(request, Cancel));
        Assert.Null(await faulty.FindOrderAsync(request.Id, Cancel));
        Assert.IsType<SubmitOutcome.Accepted>(await faulty.SubmitAsync(request, Cancel));
    }

    [Fact]
    public async Task A_lost_answer_is_unknown_too_but_the_order_works()
    {
        var request = desk.Request(OrderSide.Buy, 5);
        var faulty = new FaultyBroker(Broker, FaultPlan.At(0, BrokerFault.AnswerLost));
        Assert.IsType<SubmitOutcome.Unknown>(await faulty.SubmitAsync(request, Cancel));
        Assert.Equal(OrderStatus.Open, (await faulty.FindOrderAsync(request.Id, Cancel))!.Status);
        Assert.Equal((2, 1), (faulty.Calls, faulty.Faults));
    }

    [Theory]
    [InlineData(BrokerFault.RequestLost, OrderStatus.Open)]
    [InlineData(BrokerFault.AnswerLost, OrderStatus.Cancelled)]
    public async Task A_cancellation_without_an_answer_is_unconfirmed_whether_or_not_it_worked(BrokerFault fault,
        OrderStatus expected)
    {
        var order = desk.Buy(5);
        var faulty = new FaultyBroker(Broker, FaultPlan.On(BrokerCall.Cancel, 0, fault));
        Assert.False(await faulty.CancelAsync(order.BrokerId, Cancel));
        Assert.Equal(expected, desk.Now(order).Status);
    }

    [Theory]
    [InlineData(BrokerFault.RequestLost)]
    [InlineData(BrokerFault.AnswerLost)]
    public async Task During_an_outage_every_question_throws(BrokerFault fault)
    {
        var faulty = new FaultyBroker(Broker, FaultPlan.Outage(0, 4, fault).And(FaultPlan.At(4, fault)));
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => faulty.GetAccountAsync(Cancel));
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => faulty.GetPositionsAsync(Cancel));
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => faulty.GetOrdersAsync(Instant.MinValue, Cancel));
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => faulty.FindOrderAsync(new ClientOrderId("any"), Cancel));
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => faulty.GetAccountAsync(Cancel));
        Assert.Equal(100_000m, (await faulty.GetAccountAsync(Cancel)).Cash);
    }

    [Fact]
    public async Task A_random_plan_fails_at_its_rate_and_the_same_way_for_the_same_seed()
    {
        var first = await FailuresAsync(seed: 7);
        Assert.InRange(first.Count(failed => failed), 250, 350);
        Assert.Equal(first, await FailuresAsync(seed: 7));
        Assert.NotEqual(first, await FailuresAsync(seed: 8));
    }

    [Fact]
    public async Task A_cancelled_caller_sends_nothing()
    {
        var request = desk.Request(OrderSide.Buy, 5);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Broker.SubmitAsync(request, new CancellationToken(canceled: true)));
        Assert.Null(desk.Exchange.Find(request.Id));
    }

    private async Task<List<bool>> FailuresAsync(ulong seed)
    {
        var faulty = new FaultyBroker(Broker, FaultPlan.Random(seed, 0.3));
        var failures = new List<bool>();
        for (var i = 0; i < 1000; i++)
        {
            var before = faulty.Faults;
            await faulty.CancelAsync("unknown", Cancel);
            failures.Add(faulty.Faults > before);
        }
        return failures;
    }
}
