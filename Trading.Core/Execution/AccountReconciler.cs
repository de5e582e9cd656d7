using Trading.Core.Events;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Execution;

/// <summary>What the broker shows, and what follows for the journal.</summary>
/// <param name="View">What the broker shows.</param>
/// <param name="Reconciliation">What follows for the journal.</param>
/// <param name="Halt">The halt that stands; null when there is none.</param>
public sealed record ReconciledAccount(BrokerView View, Reconciliation Reconciliation, Halt? Halt);

/// <summary>Brings the journal up to date with the broker, at every start and every scan.</summary>
public sealed class AccountReconciler(TradingPorts ports)
{
    /// <summary>
    /// Asks the broker, settles orders in doubt, and writes fills and exits into the journal.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">The broker did not answer; nothing was concluded.</exception>
    /// <exception cref="StorageException">The journal did not answer.</exception>
    public async Task<ReconciledAccount> ReconcileAsync(CancellationToken cancel)
    {
        var now = ports.Clock.GetCurrentInstant();
        var (open, halt) = await ports.Journal.GetStateAsync(cancel);
        // Without an open intent this system has no order at the broker to ask about.
        Instant? since = open.Count == 0 ? null : open.Min(i => i.DecidedAt);

        var account = await ports.Broker.GetAccountAsync(cancel);
        var positions = await ports.Broker.GetPositionsAsync(cancel);
        var view = new BrokerView(account, positions, await ports.Broker.GetOrdersAsync(since, cancel));
        var found = new List<BrokerOrder>();
        foreach (var intent in Reconciler.NotListed(open, view))
        {
            if (await ports.Broker.FindOrderAsync(intent.Id, cancel) is { } order) found.Add(order);
        }
        view = view with { Orders = [.. view.Orders, .. found] };

        var result = Reconciler.Reconcile(open, view, now);
        foreach (var holding in result.Holdings)
        {
            // The trade is written before its intent is closed: after a crash in between it is written again and not lost.
            if (IsNews(holding)) await ports.Journal.SaveTradeAsync(holding.ToTrade(), cancel);
        }
        var happened = new List<TradingEvent>();
        try
        {
            foreach (var intent in result.Changed)
            {
                var ended = IsForgotten(intent, result) ? await EndTradeAsync(intent, now, cancel) : null;
                // Of two programs that see the same change one writes it, and that one tells it.
                if (!await ports.Journal.UpdateIntentAsync(intent, cancel)) continue;
                if (ended is not null) happened.Add(new PositionClosed(now, ended));
                var holding = result.Holdings.FirstOrDefault(h => h.Entry.Id == intent.Id);
                happened.AddRange(ReconciliationEvents.Of(intent, holding, view, now));
            }
        }
        finally
        {
            // What is written does not change again, so its events are told even when the journal fails half-way.
            foreach (var e in happened.OrderBy(e => e.At)) ports.Events.Emit(e);
        }
        return new ReconciledAccount(view, result, halt);
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
