using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Orders;
using Trading.Core.Risk;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Execution;

public sealed class OrderSenderTests
{
    private readonly ScriptedBroker broker = new() { Answers = ScriptedBroker.Takes };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(54, false)]
    [InlineData(55, true)]
    public void An_entry_is_late_from_second_55_of_its_minute_on(int second, bool isLate)
    {
        broker.Clock.Reset(Minute(70) + Duration.FromSeconds(second));
        Assert.Equal(isLate, new OrderSender(broker.Ports()).IsLate(Entry()));
    }

    [Fact]
    public async Task The_same_decision_made_twice_is_sent_once()
    {
        Assert.Equal(ReasonCode.Entered, await EnterAsync());
        Assert.Equal(ReasonCode.AlreadyDecided, await EnterAsync());
        Assert.Single(broker.Sent);
    }

    [Fact]
    public async Task How_sending_ended_is_told()
    {
        await EnterAsync();
        Assert.Equal(IntentStatus.Working, Assert.Single(broker.Events.Of<OrderSent>()).Intent.Status);
    }

    [Theory]
    [InlineData(true, ReasonCode.RefusedByBroker)]
    [InlineData(false, ReasonCode.OutcomeUnknown)]
    public async Task A_refusal_and_a_doubt_are_told_as_what_they_are(bool refuses, ReasonCode reason)
    {
        broker.Answers = _ => refuses ? new SubmitOutcome.Rejected("1", "no") : new SubmitOutcome.Unknown("lost");
        Assert.Equal(reason, await EnterAsync());
        var told = (broker.Events.Of<OrderRefused>().Count, broker.Events.Of<OrderInDoubt>().Count);
        Assert.Equal(refuses ? (1, 0) : (0, 1), told);
    }

    private Task<ReasonCode> EnterAsync() => new OrderSender(broker.Ports()).EnterAsync(
        Entry(), new EntryPolicy(new RiskLimits(), Rules, Duration.FromMinutes(30)),
        new EntryContext { Session = Monday, Minute = Minute(70), Involved = [] }, Cancel);

    private static OrderIntent Entry() => new(
        new OrderRequest(ClientOrderId.Entry(Monday.Date, Minute(70), "SPY"), "SPY", OrderSide.Buy, 5, OrderType.Market),
        OrderPurpose.Entry, Monday.Date, Minute(70), null, 100m, 0.7, "m1");
}
