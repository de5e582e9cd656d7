using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Tests.Core.Jobs;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Execution;

public sealed class SaleRecordsTests
{
    private readonly SaleRecords records = new();
    private readonly InMemoryJournal inner = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 15)]
    [InlineData(6, 15)]
    [InlineData(1_000, 15)]
    public void A_refused_sale_is_tried_again_after_longer_and_longer_rests(int refusals, int minutes)
    {
        Assert.Equal(Minute(60 + minutes), SaleRecords.NextTry(refusals, Minute(60)));
        for (var i = 0; i < refusals; i++) records.Refused("SPY", Minute(60));
        Assert.Equal(Minute(60 + minutes), records.RestsUntil("SPY"));
        Assert.Null(records.RestsUntil("QQQ"));
    }

    [Fact]
    public void A_sale_that_the_broker_takes_ends_the_rest_and_the_count()
    {
        records.Refused("SPY", Minute(60));
        records.Refused("SPY", Minute(61));
        records.Taken("SPY");
        Assert.Null(records.RestsUntil("SPY"));
        records.Refused("SPY", Minute(70));
        Assert.Equal(Minute(71), records.RestsUntil("SPY"));
    }

    [Fact]
    public async Task What_the_journal_has_waits_no_longer_and_is_no_news()
    {
        await records.WriteAsync(inner, Sale(1));
        Assert.Equal(0, records.Waiting);
    }

    [Fact]
    public async Task What_the_journal_does_not_take_waits_in_its_newest_state_and_the_journal_is_left_alone_until_then()
    {
        var (journal, plug) = SwitchableJournal.Over(inner);
        plug.IsOff = true;
        await records.WriteAsync(journal, Sale(1));
        await records.WriteAsync(journal, Sale(2));
        await records.WriteAsync(journal, Sale(1).MoveTo(IntentStatus.Working));
        Assert.Equal((2, 1), (records.Waiting, plug.Failed));

        await Assert.ThrowsAsync<StorageException>(() => records.CatchUpAsync(journal, Cancel));
        Assert.Equal(2, records.Waiting);
        plug.IsOff = false;
        await records.CatchUpAsync(journal, Cancel);

        Assert.Equal(0, records.Waiting);
        Assert.Equal(
            [(Sale(1).Id, IntentStatus.Working), (Sale(2).Id, IntentStatus.Planned)],
            (await inner.GetOpenIntentsAsync(Cancel)).Select(i => (i.Id, i.Status)).OrderBy(i => i.Id.Value));
        await records.WriteAsync(journal, Sale(3));
        Assert.Equal(3, (await inner.GetOpenIntentsAsync(Cancel)).Count);
    }

    private static OrderIntent Sale(int number) => new(
        new OrderRequest(ClientOrderId.Exit(Monday.Date, "SPY", number), "SPY", OrderSide.Sell, 5, OrderType.Market),
        OrderPurpose.EndOfDay, Monday.Date, Minute(66), null, 100m, null, null);
}
