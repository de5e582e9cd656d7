using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Core.Jobs;

/// <summary>Two programs that enter at once, or one that comes too late, open no more than one program in time would.</summary>
public sealed class RivalEntriesTests
{
    private readonly RivalPrograms rivals = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TradingMode.Live)]
    [InlineData(TradingMode.Paper)]
    [InlineData(TradingMode.Simulated)]
    public async Task An_entry_whose_minute_has_passed_is_not_sent(TradingMode mode)
    {
        var entry = new OrderIntent(
            new OrderRequest(
                ClientOrderId.Entry(Desk.Monday, Desk.At("10:31"), Desk.Symbol), Desk.Symbol, OrderSide.Buy, 1,
                OrderType.Market, Bracket: new Bracket(98m, 104m)),
            OrderPurpose.Entry, Desk.Monday, Desk.At("10:31"), null, 100m, 0.7, "m1");

        var sender = new OrderSender(rivals.PortsOver(rivals.Watch(mode: mode)));

        Assert.Equal(ReasonCode.TooLate, await sender.EnterAsync(entry, PolicyOf(10), ContextOf("10:31"), Cancel));

        Assert.Empty(rivals.Sent);
        Assert.Empty(await rivals.Journal.GetOpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task Of_two_entries_of_a_symbol_by_two_programs_one_is_sent_and_none_above_the_limit_of_positions()
    {
        var order = new OrderSender(rivals.PortsOver(rivals.Watch()));
        Task<ReasonCode> EnterAsync(string symbol, string time, int most) => order.EnterAsync(
            new OrderIntent(
                new OrderRequest(
                    ClientOrderId.Entry(Desk.Monday, Desk.At(time), symbol), symbol, OrderSide.Buy, 1,
                    OrderType.Market, Bracket: new Bracket(98m, 104m)),
                OrderPurpose.Entry, Desk.Monday, Desk.At(time), null, 100m, 0.7, "m1"),
            PolicyOf(most), ContextOf(time), Cancel);

        Assert.Equal(ReasonCode.Entered, await EnterAsync(Desk.Symbol, "10:32", 2));
        rivals.Clock.AdvanceMinutes(1);
        Assert.Equal(ReasonCode.AlreadyInvolved, await EnterAsync(Desk.Symbol, "10:33", 2));
        Assert.Equal(ReasonCode.MaxOpenPositions, await EnterAsync("QQQ", "10:33", 1));
        Assert.Single(rivals.Sent);
        Assert.Single(await rivals.Journal.GetOpenIntentsAsync(Cancel));
    }

    private static EntryPolicy PolicyOf(int mostPositions) =>
        new(new RiskLimits { MaxOpenPositions = mostPositions }, Days.Rules, Duration.FromMinutes(30));

    private static EntryContext ContextOf(string time) =>
        new() { Session = RivalPrograms.Calendar.SessionOn(Desk.Monday)!, Minute = Desk.At(time) };
}
