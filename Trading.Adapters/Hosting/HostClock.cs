using Microsoft.Extensions.Logging;
using Trading.Core.Orders;

namespace Trading.Adapters.Hosting;

/// <summary>
/// The exchange's time for a program that timers wake. It asks the exchange at the start, every quarter of an hour, when the
/// machine has slept, and always where the exchange's time does not run as fast as real time, so that a tick costs no request of
/// its own. Before the first answer it is this machine's time. Safe for use by many threads.
/// </summary>
/// <param name="exchange">The exchange's clock.</param>
/// <param name="machine">This machine's clock.</param>
/// <param name="time">This machine's stopwatch and clock.</param>
/// <param name="isSimulated">Whether the exchange has a time of its own, which this machine's clock cannot replace.</param>
/// <param name="log">Tells that the exchange did not answer.</param>
public sealed partial class HostClock(
    IExchangeClock exchange, IClock machine, TimeProvider time, bool isSimulated, ILogger log) : IWaitableClock
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    /// <summary>The difference between wall clock and stopwatch beyond which the machine counts as having slept.</summary>
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(2);

    private volatile Answer? last;

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => last is null ? machine.GetCurrentInstant() : exchange.GetCurrentInstant();

    /// <inheritdoc/>
    public double Speed => last is null ? 1 : exchange.Speed;

    /// <inheritdoc/>
    public Task WaitUntilAsync(Instant instant, CancellationToken cancel)
    {
        if (last is not null) return exchange.WaitUntilAsync(instant, cancel);
        var rest = Duration.Max(instant - machine.GetCurrentInstant(), Duration.Zero);
        return Task.Delay(rest.ToTimeSpan(), time, cancel);
    }

    /// <summary>Whether this is the exchange's time and not this machine's.</summary>
    public bool IsSynced => last is not null;

    /// <summary>
    /// Asks for the time if that is due; two threads at once may both ask. Without an answer the stopwatch goes on, or this
    /// machine's clock is used.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">
    /// A simulated exchange has never answered, or is another than before; its time cannot be known otherwise.
    /// </exception>
    public async Task KeepAsync(CancellationToken cancel)
    {
        var before = last;
        var isRecent = before is not null && !HasSlept(before) && time.GetElapsedTime(before.Stamp) < Interval;
        if (isRecent && exchange.Speed == 1) return;
        try
        {
            await exchange.SyncAsync(cancel);
            last = new(time.GetTimestamp(), time.GetUtcNow());
        }
        catch (BrokerUnavailableException e)
            when (before is not null && (isSimulated ? !e.IsRefusal : !HasSlept(before)))
        {
            NotSynced(e.Message);
        }
        catch (BrokerUnavailableException e) when (!isSimulated)
        {
            // A stopwatch that stood still while the machine slept is late, and positions have to be sold before the close.
            last = null;
            NeverSynced(e.Message);
        }
    }

    private bool HasSlept(Answer since) =>
        (time.GetUtcNow() - since.Wall - time.GetElapsedTime(since.Stamp)).Duration() > Nap;

    private sealed record Answer(long Stamp, DateTimeOffset Wall);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The exchange's time could not be asked for, the stopwatch goes on: {Error}")]
    private partial void NotSynced(string error);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The exchange's time could not be asked for, this machine's clock is used: {Error}")]
    private partial void NeverSynced(string error);
}
