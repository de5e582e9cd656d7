using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Orders;
using Trading.Core.Storage;
using static Trading.Tests.Core.Days;
using static Trading.Tests.Core.Execution.ScriptedBroker;

namespace Trading.Tests.Core.Execution;

/// <summary>Five shares at a broker whose every answer the test writes.</summary>
public sealed class PositionLiquidatorTests
{
    private static readonly Position Shares = new("SPY", 5, 100m, 101m);

    private readonly ScriptedBroker broker = new() { Shares = [Shares], Answers = Takes };
    private readonly SaleRecords sales = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_broker_has_no_more_of_is_not_sold()
    {
        var before = broker.View;
        broker.Shares = [Shares with { Symbol = "QQQ" }];

        var sale = await CloseAsync(OrderPurpose.EndOfDay, before);

        Assert.Equal((false, "The position was gone before it had to be sold."), (sale.IsUnderWay, sale.Error));
        Assert.Empty(broker.Sent);
        Assert.Equal(IntentStatus.Abandoned, Assert.Single(await broker.Journal.GetIntentsAsync(Monday.Date, Cancel)).Status);
    }

    [Fact]
    public async Task No_stop_is_put_back_for_shares_that_are_gone()
    {
        var before = broker.View;
        broker.Shares = [];

        var stop = await new PositionLiquidator(broker.Ports()).ProtectAsync(Shares, before, Monday, Minute(70), Cancel);

        Assert.Equal((false, "The position was gone before it had to be sold."), (stop.IsUnderWay, stop.Error));
        Assert.Empty(broker.Sent);
    }

    [Fact]
    public async Task One_share_that_is_left_is_sold_as_one()
    {
        var before = broker.View;
        broker.Shares = [Shares with { Symbol = "QQQ", Quantity = 9 }, Shares with { Quantity = 1 }];

        Assert.True((await CloseAsync(OrderPurpose.EndOfDay, before)).IsUnderWay);

        var sent = Assert.Single(broker.Sent);
        Assert.Equal(("SPY", 1, OrderType.Market, false), (sent.Symbol, sent.Quantity, sent.Type, sent.ExtendedHours));
    }

    [Fact]
    public async Task A_market_sale_that_works_is_left_to_itself_and_asks_for_nothing()
    {
        broker.Orders = [Order("s1", "20251103-SPY-exit1", OrderSide.Sell)];

        Assert.True((await CloseAsync(OrderPurpose.EndOfDay)).IsUnderWay);

        Assert.Equal((0, 0), (broker.Sent.Count, broker.Cancelled.Count));
        Assert.Empty(await broker.Journal.GetIntentsAsync(Monday.Date, Cancel));
    }

    [Fact]
    public async Task A_market_sale_that_is_found_only_when_it_is_asked_for_is_left_to_itself_too()
    {
        broker.Unlisted.Add(Order("s1", "20251103-SPY-exit1", OrderSide.Sell));
        Assert.True((await CloseAsync(OrderPurpose.EndOfDay)).IsUnderWay);
        Assert.Equal((0, 0), (broker.Sent.Count, broker.Cancelled.Count));
    }

    [Fact]
    public async Task A_limit_sale_that_is_found_only_when_it_is_asked_for_is_cancelled_before_the_next_is_sent()
    {
        broker.Unlisted.Add(Order("s1", "20251103-SPY-exit1", OrderSide.Sell, OrderType.Limit));
        broker.Orders = [Bracketed()];

        Assert.True((await CloseAsync(OrderPurpose.EndOfDay)).IsUnderWay);

        Assert.Equal(["e1", "s1"], broker.Cancelled);
        Assert.Equal("20251103-SPY-exit2", Assert.Single(broker.Sent).Id.Value);
    }

    [Fact]
    public async Task A_listed_limit_sale_is_cancelled_once()
    {
        broker.Orders = [Order("s1", "20251103-SPY-exit1", OrderSide.Sell, OrderType.Limit)];
        await CloseAsync(OrderPurpose.EndOfDay);
        Assert.Equal(["s1"], broker.Cancelled);
        Assert.Equal("20251103-SPY-exit2", Assert.Single(broker.Sent).Id.Value);
    }

    [Fact]
    public async Task What_cannot_be_cancelled_keeps_the_shares_and_the_sale_is_abandoned_until_the_next_minute()
    {
        broker.Orders = [Bracketed()];
        broker.CanCancel = _ => false;

        var sale = await CloseAsync(OrderPurpose.EndOfDay);

        Assert.Equal(
            (false, false, "Order entry could not be cancelled; the next minute tries again."),
            (sale.IsUnderWay, sale.IsRefused, sale.Error));
        Assert.Empty(broker.Sent);
        Assert.Equal(IntentStatus.Abandoned, Assert.Single(await broker.Journal.GetIntentsAsync(Monday.Date, Cancel)).Status);
        var stop = await new PositionLiquidator(broker.Ports()).ProtectAsync(Shares, broker.View, Monday, Minute(70), Cancel);
        Assert.Equal((false, sale.Error), (stop.IsUnderWay, stop.Error));
        Assert.Empty(broker.Sent);
    }

    [Theory]
    [InlineData(OrderStatus.Cancelled, null, false)]
    [InlineData(OrderStatus.Open, 98.0, false)]
    [InlineData(OrderStatus.Open, null, true)]
    public async Task An_id_that_another_program_used_for_another_order_is_no_sale(OrderStatus status, double? stop, bool sells)
    {
        broker.Answers = request => new SubmitOutcome.Accepted(
            Order("theirs", request.Id.Value, OrderSide.Sell) with { Status = status, StopPrice = (decimal?)stop });

        var sale = await CloseAsync(OrderPurpose.EndOfDay);

        Assert.Equal((sells, false), (sale.IsUnderWay, sale.IsRefused));
        Assert.Equal(sells ? "" : "Another program used 20251103-SPY-exit1; the next minute tries again.", sale.Error);
    }

    [Fact]
    public async Task A_sale_that_filled_at_once_is_a_sale()
    {
        broker.Answers = request => new SubmitOutcome.Accepted(
            Order("s1", request.Id.Value, OrderSide.Sell) with { Status = OrderStatus.Filled, FilledQuantity = 5 });
        Assert.True((await CloseAsync(OrderPurpose.EndOfDay)).IsUnderWay);
    }

    [Fact]
    public async Task A_refused_sale_rests_behind_its_stop_and_a_sale_that_is_taken_ends_the_rest()
    {
        broker.Answers = request => request.Type == OrderType.Market ? new SubmitOutcome.Rejected("1", "no") : Takes(request);
        Assert.True((await CloseAsync(OrderPurpose.Flatten)).IsRefused);
        var stop = broker.Sent[1];
        Assert.Equal((OrderType.Stop, 98.98m, true), (stop.Type, stop.StopPrice, stop.GoodTilCancelled));
        broker.Orders = [Order("s1", stop.Id.Value, OrderSide.Sell, OrderType.Stop)];

        var resting = await CloseAsync(OrderPurpose.Flatten);
        Assert.Equal("The broker refused to sell it; it is tried again at 10:41 New York.", resting.Error);
        Assert.Equal((false, 2), (resting.IsUnderWay, broker.Sent.Count));

        broker.Answers = Takes;
        Assert.True((await CloseAsync(OrderPurpose.Flatten, minute: 71)).IsUnderWay);
        Assert.Null(sales.RestsUntil("SPY"));
        Assert.Equal("20251103-SPY-exit2", broker.Sent[^1].Id.Value);
    }

    [Fact]
    public async Task Before_the_close_nothing_rests()
    {
        sales.Refused("SPY", Minute(70));
        broker.Orders = [Order("s1", "20251103-SPY-exit1", OrderSide.Sell, OrderType.Stop)];
        Assert.False((await CloseAsync(OrderPurpose.Unprotected)).IsUnderWay);
        Assert.True((await CloseAsync(OrderPurpose.EndOfDay)).IsUnderWay);
    }

    [Fact]
    public async Task A_sale_that_was_refused_after_it_was_taken_rests_behind_its_stop_until_its_minute()
    {
        broker.Orders =
        [
            Order("s1", "20251103-SPY-exit1", OrderSide.Sell) with { Status = OrderStatus.Rejected, SubmittedAt = Minute(70) },
            Order("s2", "20251103-SPY-exit2", OrderSide.Sell, OrderType.Stop),
        ];
        var resting = await CloseAsync(OrderPurpose.Flatten);
        Assert.Equal("The broker refused to sell it; it is tried again at 10:41 New York.", resting.Error);
        Assert.Empty(broker.Sent);
        Assert.True((await CloseAsync(OrderPurpose.Flatten, minute: 71)).IsUnderWay);
    }

    [Fact]
    public async Task A_stop_that_is_refused_is_told_and_one_that_is_taken_is_no_sale()
    {
        broker.Answers = _ => new SubmitOutcome.Rejected("42210000", "stop price");
        var liquidator = new PositionLiquidator(broker.Ports());
        var refused = await liquidator.ProtectAsync(Shares, broker.View, Monday, Minute(70), Cancel);
        Assert.Equal((false, true, "42210000: stop price"), (refused.IsUnderWay, refused.IsRefused, refused.Error));

        broker.Answers = Takes;
        var taken = await liquidator.ProtectAsync(Shares, broker.View, Monday, Minute(70), Cancel);
        Assert.Equal((false, false, "A stop was put back."), (taken.IsUnderWay, taken.IsRefused, taken.Error));
        var intent = (await broker.Journal.GetIntentsAsync(Monday.Date, Cancel)).Single();
        Assert.Equal((OrderPurpose.Protect, 101m), (intent.Purpose, intent.ReferencePrice));
    }

    [Fact]
    public async Task A_sale_is_planned_in_the_journal_before_anything_is_cancelled()
    {
        broker.Orders = [Order("e1", "entry", OrderSide.Buy)];
        IReadOnlyList<OrderIntent> planned = [];
        broker.CanCancel = _ =>
        {
            planned = broker.Journal.GetOpenIntentsAsync(CancellationToken.None).Result;
            return true;
        };
        await CloseAsync(OrderPurpose.EndOfDay);
        Assert.Equal((OrderPurpose.EndOfDay, IntentStatus.Planned), (Assert.Single(planned).Purpose, planned[0].Status));
    }

    private static BrokerOrder Bracketed() =>
        Order("e1", "entry", OrderSide.Buy) with { Legs = [Order("t1", "leg", OrderSide.Sell, OrderType.Stop)] };

    private Task<LiquidationResult> CloseAsync(OrderPurpose purpose, BrokerView? view = null, int minute = 70) =>
        new PositionLiquidator(broker.Ports(sales: sales)).CloseAsync(
            Shares, null, purpose, view ?? broker.View, Monday, Minute(minute), Cancel);
}
