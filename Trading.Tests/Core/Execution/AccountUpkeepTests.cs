using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Jobs;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Scheduling;
using Trading.Simulation.Exchange;
using Trading.Tests.Core.Events;
using Trading.Tests.Core.Jobs;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Core.Execution;

/// <summary>What each minute does for what is held, at a broker that answers 200 and thinks again.</summary>
public sealed class AccountUpkeepTests
{
    private static readonly Bracket Protection = new(98m, 104m);

    private readonly RivalPrograms programs = new();
    private readonly RecordedEvents events = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Session Monday => RivalPrograms.Calendar.SessionOn(Desk.Monday)!;

    private IReadOnlyList<BrokerOrder> Sales =>
        [.. programs.Desk.Exchange.Orders(Desk.At("10:00")).Where(o => o.ClientId.IsExitOf(Desk.Symbol))];

    private ExchangeControls Controls => programs.Desk.Exchange.Controls;

    [Theory]
    [InlineData(0.5, "crypto", 1)]
    [InlineData(-5, "us_equity", 1)]
    [InlineData(0.25, "us_equity", 1)]
    [InlineData(3, "us_equity", null)]
    public async Task An_odd_position_is_named_and_left_alone_and_the_rest_is_sold_before_the_close(
        double quantity, string asset, int? price)
    {
        programs.Desk.BuyFilled(5, Protection);
        Controls.Show(new ForeignHolding
        {
            Symbol = "ODD",
            Quantity = (decimal)quantity,
            AssetClass = asset,
            Price = price,
        });

        var report = await EndOfDayAsync("10:32");

        Assert.Null(report.Error);
        Assert.Contains(" ODD, which this system cannot have bought", report.Note, StringComparison.Ordinal);
        Assert.Equal(5, Assert.Single(Sales).Quantity);
        Assert.All(programs.Sent, request => Assert.Equal(Desk.Symbol, request.Symbol));
    }

    [Fact]
    public async Task A_stop_that_the_broker_suspends_protects_no_longer_so_the_shares_are_sold()
    {
        Controls.Add(new OrderFate { Kind = FateKind.Suspend, Type = OrderType.Stop, After = Duration.Zero });
        programs.Desk.BuyFilled(5, Protection);
        Controls.RunFates(Desk.At("10:32"));

        await CareAsync("10:32");

        Assert.Equal(OrderType.Market, Assert.Single(Sales).Type);
        Assert.Single(events.Of<PositionUnprotected>());
    }

    [Fact]
    public async Task A_sale_that_is_rejected_after_it_was_taken_is_told_followed_by_a_stop_and_tried_again_later()
    {
        programs.Desk.BuyFilled(5);
        Controls.Add(new OrderFate
        {
            Kind = FateKind.Reject,
            Side = OrderSide.Sell,
            Type = OrderType.Market,
            After = Duration.FromSeconds(1),
        });

        for (var minute = 32; minute < 59; minute++)
        {
            Controls.RunFates(Desk.At($"10:{minute}"));
            await CareAsync($"10:{minute}");
        }

        Assert.Single(events.Of<OrderRefused>());
        Assert.Equal(
            [(OrderType.Market, OrderStatus.Rejected), (OrderType.Stop, OrderStatus.Open)],
            Sales.Select(o => (o.Type, o.Status)));
        Assert.Equal(98m, Sales[1].StopPrice);
    }

    [Fact]
    public async Task Before_the_close_a_refused_sale_is_tried_each_minute_and_after_it_a_stop_guards_the_night()
    {
        programs.Desk.BuyFilled(5);
        Controls.Add(new OrderFate { Kind = FateKind.Reject, Side = OrderSide.Sell, Type = OrderType.Market });
        for (var minute = 55; minute < 60; minute++)
        {
            Controls.RunFates(Desk.At($"15:{minute}"));
            await EndOfDayAsync($"15:{minute}");
        }
        Assert.Equal(5, Sales.Count);
        Controls.RunFates(Desk.At("16:00"));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => EndOfDayAsync("16:00"));

        Assert.Contains("5 SPY", error.Message, StringComparison.Ordinal);
        var stop = Sales[^1];
        Assert.Equal((OrderType.Stop, OrderStatus.Open, 5), (stop.Type, stop.Status, stop.Quantity));
        programs.Desk.Exchange.ExpireUntil(Desk.At("03:59", 1));
        Assert.Equal(OrderStatus.Open, programs.Desk.Now(stop).Status);
    }

    [Fact]
    public async Task After_the_close_a_stop_that_guards_the_night_already_is_left_alone()
    {
        programs.Desk.BuyFilled(5);
        programs.Desk.Exchange.Submit(
            new OrderRequest(
                ClientOrderId.Exit(Desk.Monday, Desk.Symbol, 1), Desk.Symbol, OrderSide.Sell, 5, OrderType.Stop, StopPrice: 98m,
                GoodTilCancelled: true),
            Desk.At("15:59"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => EndOfDayAsync("16:00"));

        Assert.Equal(OrderStatus.Open, Assert.Single(Sales).Status);
        Assert.Empty(programs.Sent);
    }

    [Fact]
    public async Task An_entry_that_fills_in_part_gets_its_stop_in_the_next_minute()
    {
        var entry = programs.Desk.Buy(5, bracket: Protection);
        programs.Desk.TradeFlat("10:31", 100m, volume: 20);
        Assert.Equal(2, programs.Desk.Held);

        await CareAsync("10:32");

        Assert.Equal((OrderStatus.Cancelled, 2), (programs.Desk.Now(entry).Status, programs.Desk.Now(entry).FilledQuantity));
        var stop = Assert.Single(Sales);
        Assert.Equal((OrderType.Stop, 98m, 2, OrderStatus.Open), (stop.Type, stop.StopPrice, stop.Quantity, stop.Status));
        programs.Desk.TradeFlat("10:32", 97m);
        Assert.Equal(0, programs.Desk.Held);
    }

    [Fact]
    public async Task A_suspended_entry_is_cancelled_after_two_minutes()
    {
        Controls.Add(new OrderFate { Kind = FateKind.Suspend, Side = OrderSide.Buy, After = Duration.Zero });
        var entry = programs.Desk.Buy(5, bracket: Protection);
        Controls.RunFates(Desk.At("10:31"));

        await CareAsync("10:32");
        Assert.Equal(OrderStatus.Suspended, programs.Desk.Now(entry).Status);
        await CareAsync("10:33");
        Assert.Equal(OrderStatus.Cancelled, programs.Desk.Now(entry).Status);
    }

    [Fact]
    public async Task What_an_earlier_session_left_is_sold_in_the_first_minute_though_a_stop_guards_it()
    {
        var bought = programs.Desk.BuyFilled(5);
        await programs.Journal.TryAddIntentAsync(
            new OrderIntent(
                new OrderRequest(bought.ClientId, Desk.Symbol, OrderSide.Buy, 5, OrderType.Market), OrderPurpose.Entry,
                Desk.Monday, Desk.At("10:31"), null, 100m, 0.7, "m", IntentStatus.Holding), Cancel);
        programs.Desk.Exchange.Submit(
            new OrderRequest(
                ClientOrderId.Exit(Desk.Monday, Desk.Symbol, 1), Desk.Symbol, OrderSide.Sell, 5, OrderType.Stop, StopPrice: 98m,
                GoodTilCancelled: true),
            Desk.At("16:01"));
        programs.Clock.Reset(Desk.At("09:30", 1));

        await new AccountUpkeep(Ports, Days.Rules).RunAsync(
            RivalPrograms.Calendar.SessionAfter(Desk.Monday), Desk.At("09:30", 1), Cancel);

        Assert.Equal("20251104-SPY-exit1", Assert.Single(programs.Sent).Id.Value);
    }

    [Fact]
    public async Task A_journal_that_does_not_answer_stops_no_care()
    {
        programs.Desk.BuyFilled(5);
        var (journal, plug) = SwitchableJournal.Over(programs.Journal);
        plug.IsOff = true;

        var care = await new AccountUpkeep(Ports with { Journal = journal }, Days.Rules).RunAsync(
            Monday, Desk.At("10:32"), Cancel);

        Assert.Contains("The disk is full.", care.Error, StringComparison.Ordinal);
        Assert.Single(Sales);
    }

    private TradingPorts Ports => programs.PortsOver(programs.Watch()) with { Events = events };

    private async Task CareAsync(string time)
    {
        programs.Clock.Reset(Desk.At(time));
        await new AccountUpkeep(Ports, Days.Rules).RunAsync(Monday, Desk.At(time), Cancel);
    }

    private Task<JobReport> EndOfDayAsync(string time)
    {
        programs.Clock.Reset(Desk.At(time));
        return new EndOfDayClose(Ports).RunAsync(Monday, Desk.At(time), Cancel);
    }
}
