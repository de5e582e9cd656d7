using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Orders;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Orders;

public sealed class OrderLifecycleTests
{
    private static readonly IntentStatus[] Statuses = Enum.GetValues<IntentStatus>();

    [Fact]
    public void In_any_order_of_observations_what_has_ended_stays_ended_and_a_position_only_ends() =>
        Gen.Int[0, Statuses.Length - 1].Select(i => Statuses[i]).Array[1, 20].Sample(observations =>
        {
            var intent = Entry(IntentStatus.Planned);
            foreach (var status in observations)
            {
                var next = intent.Observed(status);
                Assert.True(next.Status == status || next == intent);
                Assert.True(OrderLifecycle.Allows(intent.Status, next.Status));
                if (intent.Status is IntentStatus.Completed or IntentStatus.Rejected or IntentStatus.Unfilled)
                    Assert.Equal(intent, next);
                // A position never becomes an order that still works or is in doubt.
                if (intent.Status == IntentStatus.Holding)
                    Assert.False(next.Status is IntentStatus.Working or IntentStatus.Unknown or IntentStatus.Abandoned);
                if (intent.Status != IntentStatus.Planned) Assert.NotEqual(IntentStatus.Planned, next.Status);
                intent = next;
            }
        });

    [Fact]
    public void Reconciling_with_any_answers_of_the_broker_makes_only_allowed_transitions() =>
        Gen.Select(Gen.Int[0, 6].Select(i => (OrderStatus)i), Gen.Int[0, 5], Gen.Bool).Array[1, 12].Sample(answers =>
        {
            var intent = Entry(IntentStatus.Planned);
            var minute = 61;
            foreach (var (status, filled, held) in answers)
            {
                var position = new Position("SPY", 5, 100m, 100m);
                var view = new BrokerView(new AccountSnapshot(1, 1, 1), held ? [position] : [], [Order(intent, status, filled)]);
                var changed = Reconciler.Reconcile([intent], view, Minute(minute++)).Changed;
                var next = changed.Count == 1 ? changed[0] : intent;
                Assert.True(OrderLifecycle.Allows(intent.Status, next.Status), $"{intent.Status} became {next.Status}");
                intent = next;
                if (!intent.IsOpen) return;
            }
        });

    [Fact]
    public void A_position_does_not_become_a_working_order_again_when_the_broker_s_list_is_old()
    {
        var intent = Entry(IntentStatus.Holding);
        var view = new BrokerView(
            new AccountSnapshot(1, 1, 1), [new Position("SPY", 5, 100m, 100m)], [Order(intent, OrderStatus.PartiallyFilled, 3)]);
        Assert.Empty(Reconciler.Reconcile([intent], view, Minute(61)).Changed);
    }

    [Fact]
    public void An_order_that_arrives_after_it_was_abandoned_is_open_again() =>
        Assert.True(Entry(IntentStatus.Abandoned).MoveTo(IntentStatus.Working).IsOpen);

    [Fact]
    public void A_forbidden_transition_is_a_mistake_that_is_told() =>
        Assert.Throws<InvalidOperationException>(() => Entry(IntentStatus.Completed).MoveTo(IntentStatus.Working));

    private static OrderIntent Entry(IntentStatus status) => new(
        new OrderRequest(
            ClientOrderId.Entry(Monday.Date, Minute(60), "SPY"), "SPY", OrderSide.Buy, 5, OrderType.Market,
            Bracket: new Bracket(98m, 104m)),
        OrderPurpose.Entry, Monday.Date, Minute(60), null, 100m, 0.7, "m1", status);

    private static BrokerOrder Order(OrderIntent intent, OrderStatus status, int filled) => new(
        "b1", intent.Id, "SPY", OrderSide.Buy, OrderType.Market, 5, null, null, status, intent.DecidedAt, filled,
        filled > 0 ? 100m : null, filled > 0 ? intent.DecidedAt : null, []);
}
