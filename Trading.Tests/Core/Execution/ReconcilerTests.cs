using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Orders;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Execution;

public sealed partial class ReconcilerTests
{
    private static readonly Instant Now = Minute(70);

    [Fact]
    public void An_intent_in_doubt_stays_in_doubt_while_it_is_young()
    {
        var intent = Entry(Minute(69), IntentStatus.Unknown);
        var result = Reconciler.Reconcile([intent], View(), Now);
        Assert.Empty(result.Changed);
        Assert.Contains("SPY", result.Involved);
    }

    [Fact]
    public void An_intent_that_the_broker_never_got_is_abandoned_once_its_moment_has_passed()
    {
        var sale = Exit(1, OrderPurpose.EndOfDay) with { Status = IntentStatus.Unknown };
        Assert.Empty(Reconciler.Reconcile([sale], View(), Minute(67)).Changed);
        var result = Reconciler.Reconcile([sale], View(), Minute(68));
        Assert.Equal(IntentStatus.Abandoned, Assert.Single(result.Changed).Status);
        Assert.Empty(result.Involved);
    }

    [Fact]
    public void A_position_that_the_broker_knows_nothing_of_any_more_is_over_and_did_arrive()
    {
        var ended = Assert.Single(Reconciler.Reconcile([Entry(Minute(60), IntentStatus.Holding)], View(), Now).Changed);
        Assert.Equal(IntentStatus.Completed, ended.Status);
        Assert.Contains("no longer knows", ended.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_position_is_not_over_while_its_shares_are_there_though_its_order_is_not()
    {
        var shares = View() with { Positions = [new Position("SPY", 5, 100m, 100m)] };
        Assert.Empty(Reconciler.Reconcile([Entry(Minute(60), IntentStatus.Holding)], shares, Now).Changed);
    }

    [Fact]
    public void An_unknown_fate_that_turns_out_accepted_is_working()
    {
        var intent = Entry(Minute(60), IntentStatus.Unknown);
        var result = Reconciler.Reconcile([intent], View(Order(intent, OrderStatus.Open)), Now);
        Assert.Equal(IntentStatus.Working, Assert.Single(result.Changed).Status);
    }

    [Fact]
    public void A_filled_entry_becomes_a_holding_with_its_price()
    {
        var intent = Entry(Minute(60), IntentStatus.Working);
        var result = Reconciler.Reconcile([intent], Held(Order(intent, OrderStatus.Filled, 5, 100.02m, Stop(), Target())), Now);
        Assert.Equal(IntentStatus.Holding, Assert.Single(result.Changed).Status);
        Assert.Equal((5, 100.02m), (result.Holdings[0].Quantity, result.Holdings[0].EntryPrice));
        Assert.Empty(result.Unprotected);
    }

    [Theory]
    [InlineData(true, ExitReason.StopLoss, 98)]
    [InlineData(false, ExitReason.TakeProfit, 104)]
    public void A_filled_leg_ends_the_trade_with_its_reason_and_price(bool stop, ExitReason reason, int price)
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var legs = stop
            ? new[] { Fill(Stop(), 98), Target() with { Status = OrderStatus.Cancelled } }
            : [Stop() with { Status = OrderStatus.Cancelled }, Fill(Target(), 104)];
        var result = Reconciler.Reconcile([intent], View(Order(intent, OrderStatus.Filled, 5, 100m, legs)), Now);
        Assert.Equal(IntentStatus.Completed, Assert.Single(result.Changed).Status);
        Assert.Equal(new PositionExit(Minute(65), price, reason), result.Holdings[0].Exit);
    }

    [Fact]
    public void A_sale_at_the_end_of_the_day_in_two_parts_ends_the_trade_at_the_average_price()
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var first = Sale("20251103-SPY-exit1", 2, 101m);
        var second = Sale("20251103-SPY-exit2", 3, 102m);
        var entry = Order(intent, OrderStatus.Filled, 5, 100m, Cancelled(Stop()), Cancelled(Target()));
        OrderIntent[] open = [intent, Exit(1, OrderPurpose.EndOfDay), Exit(2, OrderPurpose.EndOfDay)];
        var exit = Reconciler.Reconcile(open, View(entry, first, second), Now).Holdings[0].Exit;
        Assert.Equal((101.6m, ExitReason.EndOfDay), (exit!.Price!.Value, exit.Reason));
    }

    [Fact]
    public void A_position_that_is_gone_without_a_fill_was_closed_by_another_hand_at_a_price_nobody_knows()
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var entry = Order(intent, OrderStatus.Filled, 5, 100m, Cancelled(Stop()), Cancelled(Target()));
        var exit = Reconciler.Reconcile([intent], View(entry), Now).Holdings[0].Exit;
        Assert.Equal((null, ExitReason.External), (exit!.Price, exit.Reason));
    }

    [Fact]
    public void A_fill_younger_than_the_list_of_positions_is_not_taken_for_a_vanished_position()
    {
        var intent = Entry(Minute(69), IntentStatus.Working);
        var entry = Order(intent, OrderStatus.Filled, 5, 100m, Stop(), Target()) with { FilledAt = Minute(69) };
        Assert.Null(Reconciler.Reconcile([intent], View(entry), Now).Holdings[0].Exit);
    }

    [Fact]
    public void A_position_without_a_live_stop_is_reported()
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var result = Reconciler.Reconcile(
            [intent], Held(Order(intent, OrderStatus.Filled, 5, 100m, Cancelled(Stop()), Target())), Now);
        Assert.Equal("SPY", Assert.Single(result.Unprotected).Symbol);
    }

    [Fact]
    public void A_stop_for_fewer_shares_than_are_held_protects_nothing()
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var stop = Stop() with { Quantity = 4 };
        Assert.Single(
            Reconciler.Reconcile([intent], Held(Order(intent, OrderStatus.Filled, 5, 100m, stop, Target())), Now).Unprotected);
    }

    [Fact]
    public void A_position_that_is_being_sold_needs_no_stop()
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var entry = Order(intent, OrderStatus.Filled, 5, 100m, Cancelled(Stop()), Cancelled(Target()));
        var sale = Sale("20251103-SPY-exit1", 0, null) with { Status = OrderStatus.Open };
        Assert.Empty(Reconciler.Reconcile([intent], Held(entry, sale), Now).Unprotected);
    }

    [Theory]
    [InlineData(69, 0)]
    [InlineData(60, 1)]
    public void A_limit_order_counts_as_closing_only_while_it_is_young(int submitted, int unprotected)
    {
        var sale = Sale("20251103-SPY-exit1", 0, null) with
        {
            Status = OrderStatus.Open,
            Type = OrderType.Limit,
            SubmittedAt = Minute(submitted)
        };
        Assert.Equal(unprotected, Reconciler.Reconcile([], Held(sale), Now).Unprotected.Count);
    }

    [Fact]
    public void A_position_nobody_intended_is_a_surprise_and_unprotected()
    {
        var result = Reconciler.Reconcile([], Held(), Now);
        Assert.Single(result.Unprotected);
        Assert.Contains("SPY", Assert.Single(result.Surprises), StringComparison.Ordinal);
    }

    [Fact]
    public void Reconciling_twice_concludes_the_same()
    {
        var intent = Entry(Minute(60), IntentStatus.Working);
        var view = Held(Order(intent, OrderStatus.Filled, 5, 100m, Stop(), Target()));
        var once = Reconciler.Reconcile([intent], view, Now);
        var again = Reconciler.Reconcile(once.Changed, view, Now);
        Assert.Empty(again.Changed);
    }

    private static OrderIntent Entry(Instant at, IntentStatus status) => new(
        new OrderRequest(
            ClientOrderId.Entry(Monday.Date, at, "SPY"), "SPY", OrderSide.Buy, 5, OrderType.Market,
            Bracket: new Bracket(98m, 104m)),
        OrderPurpose.Entry, Monday.Date, at, at - Duration.FromMinutes(1), 100m, 0.7, "model", status);

    private static OrderIntent Exit(int number, OrderPurpose purpose) => new(
        new OrderRequest(
            ClientOrderId.Exit(Monday.Date, "SPY", number), "SPY", OrderSide.Sell, 5, OrderType.Market),
        purpose, Monday.Date, Minute(66), null, 100m, null, null, IntentStatus.Working);

    private static BrokerOrder Order(
        OrderIntent intent, OrderStatus status, int filled = 0, decimal? price = null, params BrokerOrder[] legs) => new(
        "b1", intent.Id, "SPY", OrderSide.Buy, OrderType.Market, 5, null, null, status, intent.DecidedAt, filled, price,
        filled > 0 ? intent.DecidedAt : null, legs);

    private static BrokerOrder Stop() => Leg("b2", OrderType.Stop, null, 98m);

    private static BrokerOrder Target() => Leg("b3", OrderType.Limit, 104m, null);

    private static BrokerOrder Leg(string id, OrderType type, decimal? limit, decimal? stop) => new(
        id, new ClientOrderId("leg-" + id), "SPY", OrderSide.Sell, type, 5, limit, stop, OrderStatus.Open, Minute(60), 0, null,
            null, []);

    private static BrokerOrder Fill(BrokerOrder leg, decimal price) =>
        leg with { Status = OrderStatus.Filled, FilledQuantity = 5, FilledPrice = price, FilledAt = Minute(65) };

    private static BrokerOrder Cancelled(BrokerOrder leg) => leg with { Status = OrderStatus.Cancelled };

    private static BrokerOrder Sale(string id, int filled, decimal? price) => new(
        "s" + id, new ClientOrderId(id), "SPY", OrderSide.Sell, OrderType.Market, 5, null, null, OrderStatus.Filled, Minute(66),
            filled, price,
        filled > 0 ? Minute(66) : null, []);

    private static BrokerView View(params BrokerOrder[] orders) =>
        new(new AccountSnapshot(100_000, 100_000, 100_000), [], orders);

    private static BrokerView Held(params BrokerOrder[] orders) =>
        View(orders) with { Positions = [new Position("SPY", 5, 100m, 100m)] };
}
