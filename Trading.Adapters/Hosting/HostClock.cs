using Microsoft.Extensions.Logging;
using Trading.Adapters.Alpaca;
using Trading.Core.Orders;

namespace Trading.Adapters.Hosting;

/// <summary>
/// The exchange's time for a host that is woken by a timer: asked for at the start, every quarter of an hour, when the machine has
/// slept, and always where it does not run as fast as life, so that a tick costs no request of its own. Before the first answer it is
/// this machine's. Safe for use by many threads.
/// </summary>
/// <param name="alpaca">The exchange's clock.</param>
/// <param name="machine">This machine's.</param>
/// <param name="time">This machine's stopwatch and clock.</param>
/// <param name="isSimulated">Whether the exchange has a time of its own, for which this machine's cannot stand in.</param>
/// <param name="log">Where is said that it did not answer.</param>
public sealed partial class HostClock(AlpacaClock alpaca, IClock machine, TimeProvider time, bool isSimulated, ILogger log) : IClock
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    /// <summary>How far wall clock and stopwatch may part before the machine is taken to have slept.</summary>
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(2);

    private volatile Answer? last;

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => last is null ? machine.GetCurrentInstant() : alpaca.GetCurrentInstant();

    /// <summary>Whether this is the exchange's time and not this machine's.</summary>
    public bool IsSynced => last is not null;

    /// <summary>Asks for the time if it is due; two threads at once may both ask. Without an answer the stopwatch goes on, or this machine's clock.</summary>
    /// <exception cref="BrokerUnavailableException">A simulator did not answer and never has, or is another than before: nobody else knows its time.</exception>
    public async Task KeepAsync(CancellationToken cancel)
    {
        var before = last;
        if (before is not null && alpaca.Speed == 1 && !HasSlept(before) && time.GetElapsedTime(before.Stamp) < Interval) return;
        try
        {
            await alpaca.SyncAsync(cancel);
            last = new(time.GetTimestamp(), time.GetUtcNow());
        }
        catch (BrokerUnavailableException e) when (isSimulated ? before is not null && !e.IsRefusal : before is not null && !HasSlept(before))
        {
            NotSynced(e.Message);
        }
        catch (BrokerUnavailableException e) when (!isSimulated)
        {
            // A stopwatch that stood still while the machine slept is late; what has to be sold before the bell cannot wait for it.
            last = null;
            NeverSynced(e.Message);
        }
    }

    private bool HasSlept(Answer since) =>
        (time.GetUtcNow() - since.Wall - time.GetElapsedTime(since.Stamp)).Duration() > Nap;

    private sealed record Answer(long Stamp, DateTimeOffset Wall);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The exchange's time could not be asked for, the stopwatch goes on: {Why}")]
    private partial void NotSynced(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The exchange's time could not be asked for, this machine's clock is used: {Why}")]
    private partial void NeverSynced(string why);
}
