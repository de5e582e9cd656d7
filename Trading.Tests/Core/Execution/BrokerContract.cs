using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Tests.Core.Execution;

/// <summary>What every broker must do; a broker's tests derive from this.</summary>
public abstract partial class BrokerContract : IAsyncLifetime
{
    private const string Symbol = "SPY";
    private static readonly Bracket Protection = new(98m, 104m);

    private IBrokerStage stage = null!;
    private int orders;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IBroker Broker => stage.Broker;

    /// <summary>A fresh stage, as <see cref="IBrokerStage"/> describes it.</summary>
    protected abstract Task<IBrokerStage> OpenAsync();

    public async ValueTask InitializeAsync() => stage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await stage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_fresh_account_has_its_cash_and_nothing_else()
    {
        Assert.Equal(new AccountSnapshot(100_000m, 100_000m, 100_000m, 100_000m), await Broker.GetAccountAsync(Cancel));
        Assert.Empty((await Broker.GetPositionsAsync(Cancel)).Shares);
        Assert.Empty(await Broker.GetOrdersAsync(null, Cancel));
        Assert.Empty(await Broker.GetOrdersAsync(stage.Now - Duration.FromDays(1), Cancel));
    }

    [Fact]
    public async Task A_brackets_legs_are_held_until_its_entry_has_filled()
    {
        var entry = await AcceptedAsync(Buy(5, bracket: Protection));
        var waiting = await NowAsync(entry);
        Assert.Equal(
            (OrderStatus.Open, 5, OrderSide.Buy, OrderType.Market),
            (waiting.Status, waiting.Quantity, waiting.Side, waiting.Type));
        Assert.Equal((OrderStatus.Held, 98m, 5), (Stop(waiting).Status, Stop(waiting).StopPrice!.Value, Stop(waiting).Quantity));
        Assert.Equal(
            (OrderStatus.Held, 104m, OrderSide.Sell),
            (Target(waiting).Status, Target(waiting).LimitPrice!.Value, Target(waiting).Side));

        await TradeAsync(100m);
        var filled = await NowAsync(entry);
        Assert.Equal((OrderStatus.Filled, 5, 100m), (filled.Status, filled.FilledQuantity, filled.FilledPrice!.Value));
        Assert.Equal((OrderStatus.Open, OrderStatus.Open), (Stop(filled).Status, Target(filled).Status));
        Assert.Equal(5, await ProtectedAsync(entry.SubmittedAt));
    }

    [Fact]
    public async Task A_stop_that_fills_cancels_the_target()
    {
        var entry = await BoughtAsync(5, Protection);
        await TradeAsync(97m);
        var now = await NowAsync(entry);
        Assert.Equal(
            (OrderStatus.Filled, 97m, OrderStatus.Cancelled),
            (Stop(now).Status, Stop(now).FilledPrice!.Value, Target(now).Status));
        Assert.Empty((await Broker.GetPositionsAsync(Cancel)).Shares);
        Assert.Empty(await Broker.GetOrdersAsync(null, Cancel));
    }

    [Fact]
    public async Task A_target_that_fills_cancels_the_stop()
    {
        var entry = await BoughtAsync(5, Protection);
        await TradeAsync(105m);
        var now = await NowAsync(entry);
        Assert.Equal(
            (OrderStatus.Filled, 105m, OrderStatus.Cancelled),
            (Target(now).Status, Target(now).FilledPrice!.Value, Stop(now).Status));
        Assert.NotNull(Target(now).FilledAt);
        Assert.Equal(100_025m, (await Broker.GetAccountAsync(Cancel)).Cash);
    }

    [Fact]
    public async Task Cancelling_an_entry_takes_its_legs()
    {
        var entry = await AcceptedAsync(Buy(5, bracket: Protection));
        Assert.True(await Broker.CancelAsync(entry.BrokerId, Cancel));
        Assert.All((await NowAsync(entry)).WithLegs(), part => Assert.Equal(OrderStatus.Cancelled, part.Status));
        await TradeAsync(100m);
        Assert.Empty((await Broker.GetPositionsAsync(Cancel)).Shares);
    }

    [Fact]
    public async Task Cancelling_a_filled_entry_cancels_its_legs_and_leaves_the_position()
    {
        var entry = await BoughtAsync(5, Protection);
        Assert.True(await Broker.CancelAsync(entry.BrokerId, Cancel));
        Assert.All((await NowAsync(entry)).Legs, leg => Assert.Equal(OrderStatus.Cancelled, leg.Status));
        Assert.Equal(5, Assert.Single((await Broker.GetPositionsAsync(Cancel)).Shares).Quantity);
        Assert.Equal(0, await ProtectedAsync(entry.SubmittedAt));
        // The legs no longer hold the shares.
        await AcceptedAsync(Sell(5));
    }

    [Fact]
    public async Task Orders_since_a_moment_are_all_of_them_and_older_ones_while_they_live()
    {
        var done = await AcceptedAsync(Buy(1));
        var waiting = await AcceptedAsync(Buy(1, 90m));
        await TradeAsync(100m);
        var since = stage.Now;
        var bracket = await AcceptedAsync(Buy(2, bracket: Protection));
        var dropped = await AcceptedAsync(Buy(1, 91m));
        await Broker.CancelAsync(dropped.BrokerId, Cancel);
        await TradeAsync(100m);

        var recent = await Broker.GetOrdersAsync(since, Cancel);
        Assert.Equal([waiting.BrokerId, bracket.BrokerId, dropped.BrokerId], recent.Select(order => order.BrokerId));
        Assert.Equal([0, 2, 0], recent.Select(order => order.Legs.Count));
        Assert.Contains(done.BrokerId, (await Broker.GetOrdersAsync(done.SubmittedAt, Cancel)).Select(order => order.BrokerId));

        var live = await Broker.GetOrdersAsync(null, Cancel);
        Assert.All(live, order => Assert.Contains(order.WithLegs(), part => !part.Status.IsFinal()));
        var parts = live.SelectMany(order => order.WithLegs()).Where(part => !part.Status.IsFinal()).Select(part => part.BrokerId)
            .ToHashSet();
        Assert.Contains(waiting.BrokerId, parts);
        Assert.Contains(Target(await NowAsync(bracket)).BrokerId, parts);
        Assert.DoesNotContain(done.BrokerId, parts);
    }

    [Fact]
    public async Task After_the_close_only_a_limit_with_extended_hours_fills()
    {
        await BoughtAsync(2);
        await stage.PassUntilAsync(At(new(16, 10)));
        var plain = await AcceptedAsync(Sell(1, 99m));
        var extended = await AcceptedAsync(Sell(1, 99m) with { ExtendedHours = true });
        await TradeAsync(100m);
        Assert.Equal((OrderStatus.Open, OrderStatus.Filled), ((await NowAsync(plain)).Status, (await NowAsync(extended)).Status));
        await stage.PassUntilAsync(At(new(9, 30), 1));
        await TradeAsync(100m);
        Assert.Equal(OrderStatus.Filled, (await NowAsync(plain)).Status);
    }

    [Fact]
    public async Task A_market_order_sent_after_the_close_waits_for_the_next_open()
    {
        await stage.PassUntilAsync(At(new(16, 10)));
        var order = await AcceptedAsync(Buy(1));
        await TradeAsync(100m);
        Assert.Equal(OrderStatus.Open, (await NowAsync(order)).Status);
        await stage.PassUntilAsync(At(new(9, 30), 1));
        await TradeAsync(102m);
        var filled = await NowAsync(order);
        Assert.Equal(
            (OrderStatus.Filled, 102m, At(new(9, 30), 1)), (filled.Status, filled.FilledPrice!.Value, filled.FilledAt!.Value));
    }

    private static Instant At(LocalTime time, int day = 0) => ExchangeTime.At(new LocalDate(2025, 11, 3).PlusDays(day), time);

    private static BrokerOrder Stop(BrokerOrder entry) => Assert.Single(entry.Legs, leg => leg.StopPrice is not null);

    private static BrokerOrder Target(BrokerOrder entry) => Assert.Single(entry.Legs, leg => leg.StopPrice is null);

    private OrderRequest Buy(int quantity, decimal? limit = null, Bracket? bracket = null) =>
        Order(OrderSide.Buy, quantity, limit, bracket);

    private OrderRequest Sell(int quantity, decimal? limit = null) => Order(OrderSide.Sell, quantity, limit, null);

    private OrderRequest Order(OrderSide side, int quantity, decimal? limit, Bracket? bracket) =>
        new(
            new ClientOrderId($"contract-{++orders}"), Symbol, side, quantity, limit is null ? OrderType.Market : OrderType.Limit,
            limit, bracket);

    private async Task<BrokerOrder> AcceptedAsync(OrderRequest request) =>
        Assert.IsType<SubmitOutcome.Accepted>(await Broker.SubmitAsync(request, Cancel)).Order;

    private async Task<BrokerOrder> BoughtAsync(int quantity, Bracket? bracket = null)
    {
        var order = await AcceptedAsync(Buy(quantity, bracket: bracket));
        await TradeAsync(100m);
        return await NowAsync(order);
    }

    private async Task<BrokerOrder> NowAsync(BrokerOrder order) => (await Broker.FindOrderAsync(order.ClientId, Cancel))!;

    private async Task<int> ProtectedAsync(Instant since) => new BrokerView(
        await Broker.GetAccountAsync(Cancel), (await Broker.GetPositionsAsync(Cancel)).Shares,
        await Broker.GetOrdersAsync(since, Cancel))
            .ProtectedShares(Symbol);

    private Task TradeAsync(decimal price) =>
        stage.PassMinuteAsync((Symbol, new Bar(stage.Now, price, price, price, price, 1_000_000)));
}
