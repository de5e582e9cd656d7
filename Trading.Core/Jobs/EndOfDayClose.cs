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

    /// <inheritdoc/>
    public JobKind Kind => JobKind.EndOfDayClose;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The session has closed and a position is left.</exception>
    public async Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel)
    {
        var (view, _, _) = await reconciler.ReconcileAsync(cancel);
        if (minute >= session.Close)
        {
            return view.Positions.Count == 0
                ? Report(new FlattenResult(0, 0, 0, ["Flat after the close."]))
                : throw new InvalidOperationException(
                    $"Not flat after the close of {session.Date:uuuu-MM-dd}: "
                        + $"{string.Join(", ", view.Positions.Select(p => $"{p.Quantity} {p.Symbol}"))}. The rebalance and the "
                        + $"next session's first scan deal with it.");
        }
        return Report(await flattener.RunAsync(view, OrderPurpose.EndOfDay, session, minute, cancel));
    }

    private static JobReport Report(FlattenResult done) =>
        new(new CloseResult(done.Closing, done.Cancelled, done.Refused), string.Join(" ", done.Errors));
}
