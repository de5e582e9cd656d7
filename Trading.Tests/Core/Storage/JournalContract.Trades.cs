using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Storage;

/// <content>What every journal must do with trades.</content>
public abstract partial class JournalContract
{
    [Fact]
    public Task Every_field_of_a_trade_comes_back() =>
        Trade.SampleAsync(async trade =>
        {
            return !await Journal.SaveTradeAsync(trade, Cancel)
                || (await Reopen().GetTradesAsync(trade.Session, trade.Session, Cancel)).Single(
                row => row.EntryId == trade.EntryId) == trade;
        }, iter: Samples, threads: 1);

    [Fact]
    public async Task Trades_come_by_entry_and_only_of_the_days_asked_for()
    {
        TradeRow[] trades = [ATrade(Wednesday, "A"), ATrade(Tuesday, "B"), ATrade(Tuesday, "A"), ATrade(Monday, "A")];
        foreach (var trade in trades) await Journal.SaveTradeAsync(trade, Cancel);
        Assert.Equal([trades[3], trades[2], trades[1]], await Journal.GetTradesAsync(Monday, Tuesday, Cancel));

        var closed = trades[1] with { ExitAt = Minute(Tuesday, 9), ExitPrice = 104.1m, ExitReason = ExitReason.TakeProfit };
        await Journal.SaveTradeAsync(closed, Cancel);
        Assert.Equal([trades[2], closed], await Journal.GetTradesAsync(Tuesday, Tuesday, Cancel));
    }

    [Fact]
    public async Task A_trade_that_has_an_exit_is_never_replaced_by_one_that_has_none()
    {
        var open = ATrade(Monday, "SPY");
        var closed = Closed(open);
        await Journal.SaveTradeAsync(closed, Cancel);
        Assert.False(await Reopen().SaveTradeAsync(open with { Quantity = 9 }, Cancel));
        Assert.Equal([closed], await Journal.GetTradesAsync(Monday, Monday, Cancel));

        await Reopen().SaveTradeAsync(closed with { ExitPrice = 103.9m, ExitReason = ExitReason.External }, Cancel);
        Assert.Equal([closed with { ExitPrice = 103.9m, ExitReason = ExitReason.External }], await Journal.GetTradesAsync(
            Monday, Monday, Cancel));
    }

    [Fact]
    public async Task An_open_trade_grows_with_its_fills_and_never_shrinks()
    {
        var open = ATrade(Monday, "SPY");
        Assert.True(await Journal.SaveTradeAsync(open with { Quantity = 3 }, Cancel));
        Assert.True(await Journal.SaveTradeAsync(open with { EntryPrice = 100.5m }, Cancel));
        Assert.False(await Reopen().SaveTradeAsync(open with { Quantity = 4 }, Cancel));
        Assert.Equal([open with { EntryPrice = 100.5m }], await Reopen().GetTradesAsync(Monday, Monday, Cancel));
    }

    [Fact]
    public async Task A_known_exit_price_is_never_lost()
    {
        var closed = Closed(ATrade(Monday, "SPY"));
        var lost = closed with { ExitPrice = null, ExitReason = ExitReason.External };
        Assert.True(await Journal.SaveTradeAsync(lost, Cancel));
        Assert.True(await Reopen().SaveTradeAsync(closed, Cancel));
        Assert.False(await Journal.SaveTradeAsync(lost with { Quantity = 9 }, Cancel));
        Assert.False(await Journal.SaveTradeAsync(closed with { Quantity = 4 }, Cancel));
        Assert.Equal([closed], await Reopen().GetTradesAsync(Monday, Monday, Cancel));
    }

    [Fact]
    public async Task Whatever_order_versions_of_a_trade_arrive_in_the_one_that_knows_most_stays()
    {
        var open = ATrade(Monday, "SPY");
        TradeRow[] versions =
        [
            open with { Quantity = 2 }, open,
            Closed(open) with { ExitPrice = null, ExitReason = ExitReason.External }, Closed(open) with { Quantity = 2 },
            Closed(open),
        ];
        var round = 0;
        await Gen.Shuffle(versions).SampleAsync(async order =>
        {
            var id = ClientOrderId.Entry(Monday, Minute(Monday, round++), "SPY");
            foreach (var version in order) await Journal.SaveTradeAsync(version with { EntryId = id }, Cancel);
            return (await Reopen().GetTradesAsync(Monday, Monday, Cancel)).Single(trade => trade.EntryId == id)
                == versions[^1] with { EntryId = id };
        }, iter: Samples, threads: 1);
    }

    [Fact]
    public async Task Of_writers_that_race_over_a_trade_the_one_with_the_exit_wins()
    {
        var journals = Enumerable.Range(0, 4).Select(_ => Reopen()).ToArray();
        for (var round = 0; round < Races; round++)
        {
            var open = ATrade(Monday, $"S{round}");
            await Task.WhenAll(journals.Select((journal, i) => Task.Run(
                () => journal.SaveTradeAsync(i == round % 4 ? Closed(open) : open with { Quantity = i + 1 }, Cancel), Cancel)));
            Assert.Equal(Closed(open), (await Journal.GetTradesAsync(Monday, Monday, Cancel)).Single(
                trade => trade.EntryId == open.EntryId));
        }
    }

    private static TradeRow Closed(TradeRow open) =>
        open with { ExitAt = Minute(open.Session, 9), ExitPrice = 104.1m, ExitReason = ExitReason.TakeProfit };
}
