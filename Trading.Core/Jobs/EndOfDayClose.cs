using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Scheduling;
using Trading.Core.Storage;

namespace Trading.Core.Jobs;

/// <summary>
/// Cancels and closes everything, each minute until flat; run once more after the closing bell, it verifies that all is flat.
/// </summary>
public sealed class EndOfDayClose(TradingPorts ports) : IJob
{
    private readonly AccountReconciler reconciler = new(ports);
    private readonly AccountFlattener flattener = new(ports);
    private readonly PositionLiquidator liquidator = new(ports);

    /// <inheritdoc/>
    public JobKind Kind => JobKind.EndOfDayClose;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The session has closed and a position is left.</exception>
    public async Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel)
    {
        var account = await reconciler.ReconcileAsync(cancel);
        var view = account.View;
        if (minute < session.Close)
        {
            var done = await flattener.RunAsync(view, OrderPurpose.EndOfDay, session, minute, cancel);
            return Report(done, account, done.Errors);
        }
        // An entry that arrived after the bell would be bought at the next one, on a decision of this day.
        var cancelled = await flattener.CancelEntriesAsync(view, cancel);
        if (view.Positions.Count == 0)
        {
            var doubts = account.Reconciliation.InDoubt.Select(s => $"An entry of {s} is in doubt until the day is over.");
            return Report(new FlattenResult(0, cancelled, 0, []), account, doubts.Prepend("Flat after the close."));
        }
        await ProtectAsync(account, session, minute, cancel);
        throw new InvalidOperationException(
            $"Not flat after the close of {session.Date:uuuu-MM-dd}: "
                + $"{string.Join(", ", view.Positions.Select(p => $"{p.Quantity} {p.Symbol}"))}. The rebalance and the "
                + $"next session's first scan deal with it.");
    }

    // The bracket's legs end with the day; a stop of its own guards over the night what could not be sold.
    private async Task ProtectAsync(ReconciledAccount account, Session session, Instant minute, CancellationToken cancel)
    {
        foreach (var position in account.View.Positions.Where(p => account.View.ProtectedShares(p.Symbol) < p.Quantity))
        {
            // A stop that is missing is seen again: the run fails anyway, and is repeated.
            await LiquidationResult.OfAsync(
                () => liquidator.ProtectAsync(position, account.View, session, minute, cancel));
        }
    }

    private static JobReport Report(FlattenResult done, ReconciledAccount account, IEnumerable<string> notes) => new(
        new CloseResult(done.Closing, done.Cancelled, done.Refused),
        string.Join(" ", account.Reconciliation.LeftAlone.Concat(notes)),
        account.Gap);
}
