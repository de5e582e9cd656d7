using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Orders;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Execution;

/// <summary>What is in doubt, odd, or came another way than it was sent.</summary>
public sealed partial class ReconcilerTests
{
    [Fact]
    public void A_half_filled_entry_stands_still_after_half_a_minute_and_is_bare_after_two()
    {
        var intent = Entry(Minute(60), IntentStatus.Working);
        var entry = Order(intent, OrderStatus.PartiallyFilled, 2, 100m, Stop() with { Status = OrderStatus.Held });
        var view = Held(entry);
        var soon = Reconciler.Reconcile([intent], view, Minute(60) + Duration.FromSeconds(29));
        Assert.Equal((0, 0), (soon.PartlyFilled.Count, soon.Unprotected.Count));
        var later = Reconciler.Reconcile([intent], view, Minute(61));
        Assert.Equal((1, 0), (later.PartlyFilled.Count, later.Unprotected.Count));
        Assert.Single(Reconciler.Reconcile([intent], view, Minute(62)).Unprotected);
    }

    [Fact]
    public void A_suspended_stop_protects_nothing_and_a_suspended_sale_closes_nothing()
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var stop = Order(intent, OrderStatus.Filled, 5, 100m, Stop() with { Status = OrderStatus.Suspended }, Target());
        Assert.Single(Reconciler.Reconcile([intent], Held(stop), Now).Unprotected);
        var entry = Order(intent, OrderStatus.Filled, 5, 100m, Cancelled(Stop()), Cancelled(Target()));
        var sale = Sale("20251103-SPY-exit1", 0, null) with { Status = OrderStatus.Suspended };
        Assert.Single(Reconciler.Reconcile([intent], Held(entry, sale), Now).Unprotected);
    }

    [Fact]
    public void A_sale_in_doubt_covers_nothing_because_it_can_be_sent_again_under_its_id()
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var entry = Order(intent, OrderStatus.Filled, 5, 100m, Cancelled(Stop()), Cancelled(Target()));
        var sale = Exit(1, OrderPurpose.EndOfDay) with { Status = IntentStatus.Unknown };
        Assert.Single(Reconciler.Reconcile([intent, sale], Held(entry), Now).Unprotected);
    }

    [Theory]
    [InlineData(IntentStatus.Planned)]
    [InlineData(IntentStatus.Unknown)]
    public void An_entry_that_may_still_arrive_keeps_its_symbol_until_its_day_is_over(IntentStatus status)
    {
        var intent = Entry(Minute(60), status);
        var late = Reconciler.Reconcile([intent], View(), Minute(380));
        Assert.Empty(late.Changed);
        Assert.Equal("SPY", Assert.Single(late.InDoubt));
        Assert.Contains("SPY", late.Involved);
        var nextDay = Reconciler.Reconcile([intent], View(), Minute(60) + Duration.FromDays(1));
        Assert.Equal(IntentStatus.Abandoned, Assert.Single(nextDay.Changed).Status);
    }

    [Fact]
    public void A_position_that_became_odd_is_not_taken_for_gone()
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var entry = Order(intent, OrderStatus.Filled, 5, 100m, Cancelled(Stop()), Cancelled(Target()));
        var view = View(entry) with { Odd = [new OddPosition("SPY", 7.5m, 100m, PositionOddity.Fraction)] };
        var result = Reconciler.Reconcile([intent], view, Now);
        Assert.Null(result.Holdings[0].Exit);
        Assert.Contains("7.5 SPY", Assert.Single(result.LeftAlone), StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_without_a_price_are_this_system_s_only_when_its_entry_bought_them()
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var held = new AccountPositions([], [new OddPosition("SPY", 5m, 100m, PositionOddity.NoPrice)]);
        var own = BrokerView.Of(null, held, [Order(intent, OrderStatus.Filled, 5, 100m)]);
        Assert.Equal(new Position("SPY", 5, 100m, null), Assert.Single(own.Positions));
        Assert.Empty(own.Odd);
        var foreign = BrokerView.Of(null, held, []);
        Assert.Equal((0, 1), (foreign.Positions.Count, foreign.Odd.Count));
    }

    [Theory]
    [InlineData(OrderPurpose.EndOfDay, ExitReason.EndOfDay)]
    [InlineData(OrderPurpose.TimeExit, ExitReason.TimeExit)]
    [InlineData(OrderPurpose.Rebalance, ExitReason.Rebalance)]
    [InlineData(OrderPurpose.Unprotected, ExitReason.Unprotected)]
    [InlineData(OrderPurpose.Flatten, ExitReason.Flatten)]
    [InlineData(OrderPurpose.Unrecorded, ExitReason.Unrecorded)]
    [InlineData(null, ExitReason.Unrecorded)]
    public void Why_shares_were_sold_is_what_the_journal_says_of_the_sale(OrderPurpose? purpose, ExitReason reason)
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var entry = Order(intent, OrderStatus.Filled, 5, 100m, Cancelled(Stop()), Cancelled(Target()));
        OrderIntent[] open = purpose is { } why ? [intent, Exit(1, why)] : [intent];
        var result = Reconciler.Reconcile(open, View(entry, Sale("20251103-SPY-exit1", 5, 101m)), Now);
        Assert.Equal(reason, result.Holdings[0].Exit!.Reason);
    }

    [Fact]
    public void A_stop_that_was_put_back_or_moved_ends_the_trade_as_a_stop_and_a_moved_target_as_the_target()
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var entry = Order(intent, OrderStatus.Filled, 5, 100m, Cancelled(Stop()), Cancelled(Target()));
        var stop = Sale("by-hand", 5, 97m) with { Type = OrderType.Stop, StopPrice = 97m };
        var target = Sale("by-hand", 5, 106m) with { Type = OrderType.Limit, LimitPrice = 106m, Replaces = "b3" };
        Assert.Equal(ExitReason.StopLoss, Reconciler.Reconcile([intent], View(entry, stop), Now).Holdings[0].Exit!.Reason);
        Assert.Equal(ExitReason.TakeProfit, Reconciler.Reconcile([intent], View(entry, target), Now).Holdings[0].Exit!.Reason);
        var other = target with { Replaces = null };
        Assert.Equal(ExitReason.External, Reconciler.Reconcile([intent], View(entry, other), Now).Holdings[0].Exit!.Reason);
    }
}
