using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Jobs;

/// <summary>
/// Stops a night's work shortly before the next session opens, where the exchange's time is real time: one program may run all
/// jobs, and the first scan must not wait for a training. In a simulation that is faster a training would never end.
/// </summary>
internal sealed class BeforeTheOpen(IClock clock, IMarketCalendar calendar)
{
    /// <summary>How long before the opening bell the work stops.</summary>
    public static readonly Duration Margin = Duration.FromMinutes(1);

    /// <summary>Does the work; what it had stored when it was stopped stays.</summary>
    /// <param name="session">The session whose night it is.</param>
    /// <param name="work">The work, which stops when its token says so.</param>
    /// <param name="cancel">Stops the work earlier.</param>
    /// <exception cref="InvalidOperationException">The work was stopped because the next session is about to open.</exception>
    public async Task<T> RunAsync<T>(Session session, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        if (clock is not IWaitableClock { Speed: 1 } time) return await work(cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var over = new CancellationTokenSource();
        var watch = StopAtAsync(calendar.SessionAfter(session.Date).Open - Margin, time, stop, over.Token);
        try
        {
            return await work(stop.Token);
        }
        catch (OperationCanceledException e) when (stop.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                "The night's work was stopped because the session is about to open; what it stored stays, and the next night "
                    + "goes on from there.", e);
        }
        finally
        {
            await over.CancelAsync();
            await watch;
        }
    }

    private static async Task StopAtAsync(
        Instant deadline, IWaitableClock time, CancellationTokenSource stop, CancellationToken over)
    {
        try
        {
            await time.WaitUntilAsync(deadline, over);
            if (!over.IsCancellationRequested) await stop.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or BrokerUnavailableException)
        {
            // Without the exchange's time the work goes on: it is late at worst.
        }
    }
}
