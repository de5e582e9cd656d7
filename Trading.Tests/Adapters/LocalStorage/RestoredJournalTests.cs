using NodaTime.Testing;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Tests.Core.Jobs;
using Trading.Tests.Core.Storage;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Adapters.LocalStorage;

/// <summary>After an older journal was restored the broker tells what became of its orders.</summary>
public sealed class RestoredJournalTests : IDisposable
{
    private readonly RivalPrograms program = new();
    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BookFolder Book => new(folder["book"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_order_that_the_backup_knows_is_settled_at_the_exchange_s_price()
    {
        var request = await BuyAsync(isKnown: true);
        program.Desk.Trade("10:32", 100m, 100m, 97m, 97m);
        await RestoreAsync();

        using var journal = LocalJournal.Of(Book, null);
        await new AccountReconciler(program.PortsOver(program.Watch()) with { Journal = journal }).ReconcileAsync(Cancel);

        var trade = Assert.Single(await journal.GetTradesAsync(Desk.Monday, Desk.Monday, Cancel));
        var stop = program.Desk.Exchange.Find(request.Id)!.Legs
            .Single(leg => leg.FilledQuantity > 0);
        Assert.Equal((ExitReason.StopLoss, stop.FilledPrice), (trade.ExitReason, trade.ExitPrice));
        Assert.Empty(await journal.GetOpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task A_position_that_the_backup_does_not_know_is_named()
    {
        await BuyAsync(isKnown: false);
        await RestoreAsync();

        using var journal = LocalJournal.Of(Book, null);
        var account = await new AccountReconciler(program.PortsOver(program.Watch()) with { Journal = journal })
            .ReconcileAsync(Cancel);

        Assert.Contains(account.Reconciliation.Surprises, said => said.Contains(Desk.Symbol, StringComparison.Ordinal));
        Assert.Empty(await journal.GetTradesAsync(Desk.Monday, Desk.Monday, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_halt_that_stood_in_the_journal_alone_stands_after_a_restore(bool isReadable)
    {
        var news = new Halt(Desk.At("10:30"), true, "the news");
        await BuyAsync(isKnown: true);
        using (var journal = new SqliteJournal(Book.Journal)) await journal.TryReplaceHaltAsync(null, news, Cancel);
        var bytes = await File.ReadAllBytesAsync(Book.Journal, Cancel);
        bytes[bytes.AsSpan().IndexOf("m1Working"u8)] ^= 1;
        await File.WriteAllBytesAsync(Book.Journal, isReadable ? bytes : bytes[..100], Cancel);

        var restored = await new JournalRestore(Book, new FakeClock(Desk.At("10:40"))).RestoreAsync(Desk.Monday, Cancel);

        if (isReadable) Assert.Equal(news, restored.Halt);
        else Assert.Contains("may have stood", restored.Halt!.Reason, StringComparison.Ordinal);
        using var found = LocalJournal.Of(Book, null);
        Assert.Equal(restored.Halt, (await found.GetStateAsync(Cancel)).Halt);
    }

    // An entry of five shares that fills at 100; the backup is made before or after its intent is written.
    private async Task<OrderRequest> BuyAsync(bool isKnown)
    {
        var request = new OrderRequest(
            ClientOrderId.Entry(Desk.Monday, Desk.At("10:31"), Desk.Symbol), Desk.Symbol, OrderSide.Buy, 5,
            OrderType.Market, Bracket: new Bracket(98m, 104m));
        using var journal = LocalJournal.Of(Book, null);
        await journal.TryStartJobAsync(new JobRunRow(Desk.Monday, JobKind.Rebalance, Desk.At("10:00")), Cancel);
        if (!isKnown) await new JournalRestore(Book, program.Clock).BackUpAsync(30, Cancel);
        await journal.TryAddIntentAsync(
            new(request, OrderPurpose.Entry, Desk.Monday, Desk.At("10:31"), null, 100m, 0.7, "m1", IntentStatus.Working), Cancel);
        if (isKnown) await new JournalRestore(Book, program.Clock).BackUpAsync(30, Cancel);
        program.Desk.Exchange.Submit(request, Desk.At("10:31"));
        program.Desk.TradeFlat("10:31", 100m);
        return request;
    }

    private async Task RestoreAsync()
    {
        await File.WriteAllTextAsync(Book.Journal, "damaged", Cancel);
        await new JournalRestore(Book, new FakeClock(Desk.At("10:40"))).RestoreAsync(Desk.Monday, Cancel);
    }
}
