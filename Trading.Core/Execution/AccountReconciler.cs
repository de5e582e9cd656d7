using Trading.Core.Events;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Execution;

/// <summary>What the broker shows, and what follows for the journal.</summary>
/// <param name="View">What the broker shows.</param>
/// <param name="Reconciliation">What follows for the journal.</param>
/// <param name="Halt">The halt that stands, or stood when the journal last answered; null when there is none.</param>
/// <param name="Gap">
/// What the broker or the journal did not answer, in a sentence; null when all is known. With a gap nothing is bought, and what
/// is held is sold all the same.
/// </param>
public sealed record ReconciledAccount(BrokerView View, Reconciliation Reconciliation, Halt? Halt, string? Gap = null);

/// <summary>Brings the journal up to date with the broker, at every start and every scan.</summary>
public sealed class AccountReconciler(TradingPorts ports)
{
    // While the journal does not say how old its open intents are: longer than any weekend.
    private static readonly Duration Lookback = Duration.FromDays(5);

    private Halt? lastHalt;

    /// <summary>
    /// Asks the broker, settles orders in doubt, and writes fills and exits into the journal. When the journal does not answer,
    /// the broker's word alone says what is held and what protects it.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">The broker tells neither positions nor orders; nothing was
    /// concluded.</exception>
    public async Task<ReconciledAccount> ReconcileAsync(CancellationToken cancel)
    {
        var now = ports.Clock.GetCurrentInstant();
        var (state, journalError) = await ReadStateAsync(cancel);
        var open = state?.OpenIntents ?? [];
        if (state is not null) lastHalt = state.Halt;
        var asked = AskAsync<AccountSnapshot>(async () => await ports.Broker.GetAccountAsync(cancel));
        var held = await ports.Broker.GetPositionsAsync(cancel);
        var orders = await ports.Broker.GetOrdersAsync(Since(state, held, now), cancel);
        var (account, accountError) = await asked;
        var view = BrokerView.Of(account, held, orders);
        if (state is null)
            return new(view, Reconciler.WithoutJournal(view, now), lastHalt, journalError);

        var (found, unanswered, findError) = await FindAsync(Reconciler.NotListed(open, view), cancel);
        view = view with { Orders = [.. view.Orders, .. found] };
        // What is not answered may be the very order that explains another one of its symbol.
        var unknown = unanswered.Select(i => i.Request.Symbol).ToHashSet(StringComparer.Ordinal);
        var result = Reconciler.Reconcile([.. open.Where(i => !unknown.Contains(i.Request.Symbol))], view, now);
        result = result with { Involved = result.Involved.Union(unknown).ToHashSet(StringComparer.Ordinal) };
        var writeError = await WriteAsync(result, view, now, cancel);
        return new(view, result, lastHalt, writeError ?? findError ?? accountError);
    }

    // A bracket's live legs are listed only with their entry, and an exit's number follows from the exits before it, so with
    // something held the day's orders are listed, and with something held that the journal does not explain, those of days.
    private static Instant? Since(TradingState? state, AccountPositions held, Instant now)
    {
        if (state is null) return now - Lookback;
        var isFlat = held.Shares.Count == 0 && held.Odd.Count == 0;
        if (state.OpenIntents.Count == 0) return isFlat ? null : now - Lookback;
        var oldest = state.OpenIntents.Min(i => i.DecidedAt);
        return isFlat ? oldest : Instant.Min(oldest, ExchangeTime.At(now.InNewYork().Date, LocalTime.Midnight));
    }

    private async Task<(TradingState? State, string? Error)> ReadStateAsync(CancellationToken cancel)
    {
        try
        {
            await ports.Sales.CatchUpAsync(ports.Journal, cancel);
            return (await ports.Journal.GetStateAsync(cancel), null);
        }
        catch (StorageException e)
        {
            ports.Sales.Fail();
            await ReadHaltAsync(cancel);
            return (null, $"The journal does not answer: {e.Message}");
        }
    }

    // The halt stands in two places, and one of them may answer.
    private async Task ReadHaltAsync(CancellationToken cancel)
    {
        try
        {
            lastHalt = await ports.Journal.GetHaltAsync(cancel) ?? lastHalt;
        }
        catch (StorageException)
        {
            // What stood before stands.
        }
    }

    private static async Task<(T? Answer, string? Error)> AskAsync<T>(Func<Task<T?>> ask) where T : class
    {
        try
        {
            return (await ask(), null);
        }
        catch (BrokerUnavailableException e)
        {
            return (null, e.Message);
        }
    }

    // An order that the broker does not tell about stays as it is in the journal, and the others are settled.
    private async Task<(List<BrokerOrder> Found, List<OrderIntent> Unanswered, string? Error)> FindAsync(
        IEnumerable<OrderIntent> notListed, CancellationToken cancel)
    {
        // All at once: a sale waits for these answers.
        var answers = await Task.WhenAll(notListed.Select(async intent =>
            (Intent: intent, Answer: await AskAsync(() => ports.Broker.FindOrderAsync(intent.Id, cancel)))));
        return (
            [.. answers.Select(a => a.Answer.Answer).OfType<BrokerOrder>()],
            [.. answers.Where(a => a.Answer.Error is not null).Select(a => a.Intent)],
            answers.Select(a => a.Answer.Error).FirstOrDefault(error => error is not null));
    }

    private async Task<string?> WriteAsync(Reconciliation result, BrokerView view, Instant now, CancellationToken cancel)
    {
        var happened = new List<TradingEvent>();
        try
        {
            await AdoptAsync(view, cancel);
            foreach (var holding in result.Holdings)
            {
                // The trade is written before its intent is closed: after a crash in between it is written again and not lost.
                if (IsNews(holding)) await ports.Journal.SaveTradeAsync(holding.ToTrade(), cancel);
            }
            foreach (var intent in result.Changed)
            {
                var ended = IsForgotten(intent, result) ? await EndTradeAsync(intent, now, cancel) : null;
                // Of two programs that see the same change one writes it, and that one tells it.
                if (!await ports.Journal.UpdateIntentAsync(intent, cancel)) continue;
                if (ended is not null) happened.Add(new PositionClosed(now, ended));
                var holding = result.Holdings.FirstOrDefault(h => h.Entry.Id == intent.Id);
                happened.AddRange(ReconciliationEvents.Of(intent, holding, view, now));
            }
            return null;
        }
        catch (StorageException e)
        {
            ports.Sales.Fail();
            return $"The journal could not be written: {e.Message}";
        }
        finally
        {
            // What is written does not change again, so its events are told even when the journal fails half-way.
            foreach (var e in happened.OrderBy(e => e.At)) ports.Events.Emit(e);
        }
    }

    // A sale that was sent while the journal failed, by a program that did not live to record how it ended.
    private async Task AdoptAsync(BrokerView view, CancellationToken cancel)
    {
        foreach (var sale in view.Orders.Where(o => o.ClientId.IsExitOf(o.Symbol) && !o.IsOdd && !ports.Sales.Knows(o)))
        {
            var intent = AdoptedSale.Of(sale);
            if (!await ports.Journal.TryAddIntentAsync(intent, cancel)
                && await ports.Journal.FindIntentAsync(intent.Session, intent.Id, cancel) is { IsOpen: false } standing
                && standing.MayBecome(intent.Status))
                await ports.Journal.UpdateIntentAsync(AdoptedSale.Over(standing, sale), cancel);
            ports.Sales.Learn(sale);
        }
    }

    private static bool IsForgotten(OrderIntent intent, Reconciliation result) =>
        intent is { Purpose: OrderPurpose.Entry, Status: IntentStatus.Completed }
        && result.Holdings.All(h => h.Entry.Id != intent.Id);

    // The account was reset or exchanged: the position is gone, and how it ended is not known.
    private async Task<TradeRow?> EndTradeAsync(OrderIntent intent, Instant now, CancellationToken cancel)
    {
        var trades = await ports.Journal.GetTradesAsync(intent.Session, intent.Session, cancel);
        if (trades.FirstOrDefault(t => t.EntryId == intent.Id) is not { IsOpen: true } open) return null;
        var ended = open with { ExitAt = now, ExitPrice = null, ExitReason = ExitReason.External };
        await ports.Journal.SaveTradeAsync(ended, cancel);
        return ended;
    }

    private static bool IsNews(Holding holding) =>
        holding.Exit is not null || holding.Entry.Status != IntentStatus.Holding;
}
