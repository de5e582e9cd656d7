using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Tests.Core.Jobs;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Days;
using static Trading.Tests.Core.Execution.ScriptedBroker;

namespace Trading.Tests.Core.Execution;

/// <summary>A journal and a broker, and what either does not answer.</summary>
public sealed class AccountReconcilerTests
{
    private readonly ScriptedBroker broker = new() { Answers = Takes };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_are_asked_for_since_the_oldest_open_intent_or_for_the_live_ones_alone()
    {
        var reconciler = new AccountReconciler(broker.Ports());
        await reconciler.ReconcileAsync(Cancel);
        await PlanAsync("QQQ", 65, IntentStatus.Unknown);
        await PlanAsync("SPY", 61, IntentStatus.Unknown);
        await reconciler.ReconcileAsync(Cancel);
        Assert.Equal([null, Minute(61)], broker.AskedSince);
    }

    [Fact]
    public async Task Without_the_journal_the_last_days_orders_are_asked_for_and_the_last_halt_stands()
    {
        var (journal, plug) = SwitchableJournal.Over(broker.Journal);
        var sales = new SaleRecords();
        var reconciler = new AccountReconciler(broker.Ports(journal, sales));
        await broker.Journal.SetHaltAsync(new Halt(Minute(1), true, "a test"), Cancel);
        await reconciler.ReconcileAsync(Cancel);
        plug.IsOff = true;

        var account = await reconciler.ReconcileAsync(Cancel);

        Assert.Equal(Minute(70) - Duration.FromDays(5), broker.AskedSince[^1]);
        Assert.Equal("a test", account.Halt?.Reason);
        Assert.Equal("The journal does not answer: The disk is full.", account.Gap);
        var failed = plug.Failed;
        await sales.WriteAsync(journal, Entry("SPY", 60, IntentStatus.Planned));
        Assert.Equal(failed, plug.Failed);
        await broker.Journal.SetHaltAsync(null, Cancel);
        plug.IsOff = false;
        Assert.Null((await reconciler.ReconcileAsync(Cancel)).Halt);
    }

    [Fact]
    public async Task An_order_that_is_not_listed_is_asked_for_and_what_is_not_told_stays_as_it_is_and_blocks_its_symbol()
    {
        var found = await PlanAsync("SPY", 60, IntentStatus.Unknown);
        var silent = await PlanAsync("QQQ", 60, IntentStatus.Unknown);
        broker.Unlisted.Add(Order("b1", found.Id.Value, OrderSide.Buy) with { Status = OrderStatus.Cancelled });
        broker.SilentAbout.Add(silent.Id.Value);
        broker.TellsAccount = false;

        var account = await new AccountReconciler(broker.Ports()).ReconcileAsync(Cancel);

        Assert.Equal($"Nothing is said of {silent.Id}.", account.Gap);
        Assert.Equal("QQQ", Assert.Single(account.Reconciliation.Involved));
        Assert.Equal([found.Id], account.View.Orders.Select(o => o.ClientId));
        Assert.Equal(
            [("QQQ", IntentStatus.Unknown), ("SPY", IntentStatus.Unfilled)],
            (await broker.Journal.GetIntentsAsync(Monday.Date, Cancel)).Select(i => (i.Request.Symbol, i.Status)).Order());
        broker.SilentAbout.Clear();
        Assert.Equal("The account is not told.", (await new AccountReconciler(broker.Ports()).ReconcileAsync(Cancel)).Gap);
    }

    [Fact]
    public async Task A_listed_order_is_not_asked_for_again()
    {
        var intent = await PlanAsync("SPY", 60, IntentStatus.Working);
        broker.Orders = [Order("b1", intent.Id.Value, OrderSide.Buy)];
        broker.SilentAbout.Add(intent.Id.Value);
        Assert.Null((await new AccountReconciler(broker.Ports()).ReconcileAsync(Cancel)).Gap);
    }

    [Fact]
    public async Task A_position_of_which_the_broker_knows_nothing_any_more_is_told_as_closed_once()
    {
        var held = await PlanAsync("SPY", 60, IntentStatus.Holding);
        await broker.Journal.SaveTradeAsync(
            new TradeRow(held.Id, Monday.Date, "SPY", 5, Minute(60), 100m, 0.7, "m1", null, null, null), Cancel);

        for (var i = 0; i < 2; i++) await new AccountReconciler(broker.Ports()).ReconcileAsync(Cancel);

        var closed = Assert.Single(broker.Events.Of<PositionClosed>());
        Assert.Equal((Minute(70), ExitReason.External, null), (closed.At, closed.Trade.ExitReason, closed.Trade.ExitPrice));
    }

    [Fact]
    public async Task An_order_that_ends_unfilled_ends_no_trade()
    {
        var held = await PlanAsync("SPY", 60, IntentStatus.Working);
        broker.Orders = [Order("b1", held.Id.Value, OrderSide.Buy) with { Status = OrderStatus.Cancelled }];
        await new AccountReconciler(broker.Ports()).ReconcileAsync(Cancel);
        Assert.Empty(broker.Events.Of<PositionClosed>());
        Assert.Empty(broker.Events.Of<OrderFilled>());
    }

    [Fact]
    public async Task A_fill_a_protection_and_an_exit_are_told_once_each_in_the_order_of_time()
    {
        var intent = await PlanAsync("SPY", 60, IntentStatus.Working);
        var stop = Order("b2", "leg", OrderSide.Sell, OrderType.Stop);
        broker.Orders = [Bought(intent, stop)];
        broker.Shares = [new Position("SPY", 5, 100m, 101m)];
        for (var i = 0; i < 2; i++) await new AccountReconciler(broker.Ports()).ReconcileAsync(Cancel);
        Assert.Equal(Minute(60), Assert.Single(broker.Events.Of<OrderFilled>()).At);
        Assert.True(Assert.Single(broker.Events.Of<PositionProtected>()).Trade.IsOpen);
        Assert.Empty(broker.Events.Of<PositionClosed>());

        broker.Shares = [];
        broker.Orders = [Bought(intent, stop with
        {
            Status = OrderStatus.Filled, FilledQuantity = 5, FilledPrice = 98m, FilledAt = Minute(68),
        })];
        for (var i = 0; i < 2; i++) await new AccountReconciler(broker.Ports()).ReconcileAsync(Cancel);
        var closed = Assert.Single(broker.Events.Of<PositionClosed>());
        Assert.Equal((Minute(68), ExitReason.StopLoss, 98m), (closed.At, closed.Trade.ExitReason, closed.Trade.ExitPrice));
        Assert.Single(broker.Events.Of<OrderFilled>());
    }

    [Fact]
    public async Task A_trade_that_was_over_before_it_was_seen_is_told_as_bought_and_sold_and_never_as_protected()
    {
        var intent = await PlanAsync("SPY", 60, IntentStatus.Unknown);
        var stop = Order("b2", "leg", OrderSide.Sell, OrderType.Stop) with
        {
            Status = OrderStatus.Filled,
            FilledQuantity = 5,
            FilledPrice = 98m,
            FilledAt = Minute(61),
        };
        broker.Orders = [Bought(intent, stop, Order("b3", "more", OrderSide.Sell, OrderType.Stop))];
        await new AccountReconciler(broker.Ports()).ReconcileAsync(Cancel);
        Assert.Equal(
            [typeof(OrderFilled), typeof(PositionClosed)], broker.Events.All.Select(e => e.GetType()));
        Assert.Null(broker.Events.Of<OrderFilled>().Single().Trade.ExitPrice);
    }

    [Fact]
    public async Task Shares_with_a_stop_for_some_of_them_are_not_told_as_protected()
    {
        var intent = await PlanAsync("SPY", 60, IntentStatus.Working);
        broker.Orders = [Bought(intent, Order("b2", "leg", OrderSide.Sell, OrderType.Stop) with { Quantity = 4 })];
        broker.Shares = [new Position("SPY", 5, 100m, 101m)];
        await new AccountReconciler(broker.Ports()).ReconcileAsync(Cancel);
        Assert.Empty(broker.Events.Of<PositionProtected>());
        Assert.Single(broker.Events.Of<OrderFilled>());
    }

    [Theory]
    [InlineData(OrderType.Limit, null, 104.0, OrderPurpose.Unrecorded)]
    [InlineData(OrderType.Stop, null, 98.0, OrderPurpose.Protect)]
    [InlineData(OrderType.Market, 101.0, 101.0, OrderPurpose.Unrecorded)]
    [InlineData(OrderType.Market, null, 0.0, OrderPurpose.Unrecorded)]
    public async Task A_sale_that_nobody_recorded_is_recorded_with_the_best_price_that_is_known(
        OrderType type, double? filled, double reference, OrderPurpose purpose)
    {
        broker.Orders =
        [
            Order("s1", "20251103-SPY-exit1", OrderSide.Sell, type) with { FilledPrice = (decimal?)filled },
            Order("o1", "20251103-SPY-exit2", OrderSide.Sell) with { IsOdd = true },
            Order("x1", "by hand", OrderSide.Sell),
        ];
        await new AccountReconciler(broker.Ports()).ReconcileAsync(Cancel);
        var recorded = Assert.Single(await broker.Journal.GetIntentsAsync(Monday.Date, Cancel));
        Assert.Equal((purpose, (decimal)reference, Minute(60)), (recorded.Purpose, recorded.ReferencePrice, recorded.DecidedAt));
    }

    private static BrokerOrder Bought(OrderIntent intent, params BrokerOrder[] legs) =>
        Order("b1", intent.Id.Value, OrderSide.Buy) with
        {
            Status = OrderStatus.Filled,
            FilledQuantity = 5,
            FilledPrice = 100m,
            FilledAt = Minute(60),
            Legs = legs,
        };

    private static OrderIntent Entry(string symbol, int minute, IntentStatus status) => new(
        new OrderRequest(
            ClientOrderId.Entry(Monday.Date, Minute(minute), symbol), symbol, OrderSide.Buy, 5, OrderType.Market),
        OrderPurpose.Entry, Monday.Date, Minute(minute), null, 100m, 0.7, "m1", status);

    private async Task<OrderIntent> PlanAsync(string symbol, int minute, IntentStatus status)
    {
        var intent = Entry(symbol, minute, status);
        await broker.Journal.TryAddIntentAsync(intent, Cancel);
        return intent;
    }
}
