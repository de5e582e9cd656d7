using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Orders;
using static Trading.Tests.Core.Days;
using static Trading.Tests.Core.Execution.ScriptedBroker;

namespace Trading.Tests.Core.Execution;

/// <summary>Five shares whose sales the broker took and then refused.</summary>
public sealed class SaleRefusalsTests
{
    private static readonly Position Shares = new("SPY", 5, 100m, 101m);

    [Theory]
    [InlineData(OrderStatus.Rejected)]
    [InlineData(OrderStatus.Expired)]
    [InlineData(OrderStatus.Suspended)]
    public void A_sale_that_ended_without_a_fill_leaves_bare_shares_that_need_a_stop_at_once(OrderStatus status)
    {
        var refused = Of(Sale(1, status))!;
        Assert.True(refused.NeedsStop);
        Assert.Equal(Instant.MinValue, refused.NextTry);
    }

    [Theory]
    [InlineData(OrderStatus.Open)]
    [InlineData(OrderStatus.Cancelled)]
    [InlineData(OrderStatus.Filled)]
    public void A_sale_that_lives_or_was_cancelled_was_not_refused(OrderStatus status) => Assert.Null(Of(Sale(1, status)));

    [Fact]
    public void A_sale_that_filled_in_part_before_it_was_rejected_was_taken() =>
        Assert.Null(Of(Sale(1, OrderStatus.Rejected) with { FilledQuantity = 1 }));

    [Fact]
    public void With_the_stop_in_place_the_rest_grows_with_each_refusal_since_the_last_one_that_was_taken()
    {
        BrokerOrder[] orders =
        [
            Sale(1, OrderStatus.Rejected), Sale(2, OrderStatus.Cancelled), Sale(3, OrderStatus.Rejected),
            Stop(4, OrderStatus.Cancelled),
            Sale(5, OrderStatus.Rejected), Stop(6, OrderStatus.Open),
        ];
        var refused = Of(orders)!;
        Assert.Equal((false, Minute(65 + 2)), (refused.NeedsStop, refused.NextTry));
    }

    [Fact]
    public void A_stop_that_was_refused_is_not_put_back_again_and_the_sale_is_tried_at_once()
    {
        var refused = Of(Sale(1, OrderStatus.Rejected), Stop(2, OrderStatus.Rejected))!;
        Assert.Equal((false, Instant.MinValue), (refused.NeedsStop, refused.NextTry));
    }

    [Fact]
    public void A_stop_for_some_of_the_shares_leaves_them_bare_and_one_for_all_does_not()
    {
        Assert.True(Of(Stop(1, OrderStatus.Open) with { Quantity = 4 }, Sale(2, OrderStatus.Rejected))!.NeedsStop);
        Assert.False(Of(Stop(1, OrderStatus.Open), Sale(2, OrderStatus.Rejected))!.NeedsStop);
    }

    [Fact]
    public void Exits_are_read_in_the_order_of_their_numbers_and_only_those_of_the_symbol_and_the_session()
    {
        BrokerOrder[] orders =
        [
            Sale(10, OrderStatus.Rejected), Sale(9, OrderStatus.Cancelled), Sale(2, OrderStatus.Filled),
            Sale(11, OrderStatus.Open) with { Symbol = "QQQ" }, Order("x", "20251102-SPY-exit12", OrderSide.Sell),
        ];
        var view = new BrokerView(null, [Shares], orders);
        Assert.Equal(["s2", "s9", "s10"], ExitSequence.Listed(Monday.Date, "SPY", view).Select(o => o.BrokerId));
    }

    private static SaleRefusals? Of(params BrokerOrder[] orders) =>
        SaleRefusals.Of(Shares, new BrokerView(null, [Shares], orders), Monday.Date);

    private static BrokerOrder Sale(int number, OrderStatus status) =>
        Order($"s{number}", $"20251103-SPY-exit{number}", OrderSide.Sell) with
        {
            Status = status,
            SubmittedAt = Minute(60 + number),
        };

    private static BrokerOrder Stop(int number, OrderStatus status) =>
        Order($"s{number}", $"20251103-SPY-exit{number}", OrderSide.Sell, OrderType.Stop) with { Status = status };
}
