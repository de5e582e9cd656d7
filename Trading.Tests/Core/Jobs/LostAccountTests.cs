using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Simulation.Exchange;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Jobs;

/// <summary>An account that was reset, or is another one than before, and a night that was missed.</summary>
public sealed class LostAccountTests
{
    private static readonly NyseCalendar Calendar = new();

    private readonly InMemoryJournal journal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trade_of_which_the_account_knows_nothing_ends_without_a_price()
    {
        var held = AnIntent(Monday, "SPY", 1) with { Status = IntentStatus.Holding };
        await journal.TryAddIntentAsync(held, Cancel);
        await journal.SaveTradeAsync(
            ATrade(Monday, "SPY") with { EntryId = held.Id, ExitAt = null, ExitPrice = null, ExitReason = null }, Cancel);
        await new AccountReconciler(Ports(Tuesday)).ReconcileAsync(Cancel);

        var trade = Assert.Single(await journal.GetTradesAsync(Monday, Monday, Cancel));
        Assert.Equal((ExitReason.External, null), (trade.ExitReason, trade.Pnl));
        Assert.Empty(await journal.GetOpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task A_day_made_good_later_does_not_take_its_equity_from_the_account_of_that_later_day()
    {
        await journal.SavePerformanceAsync(AnEvening(Monday) with { Equity = 50_000m }, Cancel);
        await journal.SaveTradeAsync(
            ATrade(Tuesday, "SPY") with
            {
                Quantity = 5,
                EntryPrice = 100m,
                ExitPrice = 104m,
                ExitReason = ExitReason.TakeProfit,
                ExitAt = Calendar.SessionOn(Tuesday)!.Close,
            }, Cancel);
        var window = new SessionWindow([.. Calendar.SessionsBetween(Monday, Wednesday)]);
        await new OutcomeResolver(Ports(Wednesday), new TradingSettings()).ResolveAsync(window, Cancel);
        Assert.Equal(50_020m, (await journal.GetPerformanceAsync(Tuesday, Tuesday, Cancel))[0].Equity);
    }

    private TradingPorts Ports(LocalDate evening)
    {
        var clock = new FakeClock(ExchangeTime.At(evening, new LocalTime(20, 0)));
        return new TradingPorts(
            clock, Calendar, null!, new SimulatedBroker(new SimulatedExchange(Calendar, new ExchangeOptions()), clock), journal,
            new InMemoryModelRegistry(), new InMemoryBarArchive());
    }
}
