using Microsoft.Extensions.Logging;
using Trading.Adapters.Alpaca;
using Trading.Core.Execution;

namespace Trading.Adapters.Hosting;

/// <summary>
/// The exchange's time for a host that is woken by a timer: asked for at the start, every quarter of an hour, and always where it
/// does not run as fast as life, so that a tick costs no request of its own. Before the first answer it is this machine's.
/// </summary>
public sealed partial class HostClock(AlpacaClock alpaca, IClock machine, TimeProvider time, ILogger log) : IClock
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);
    private long? syncedAt;

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => syncedAt is null ? machine.GetCurrentInstant() : alpaca.GetCurrentInstant();

    /// <summary>Whether the exchange has told the time.</summary>
    public bool IsSynced => syncedAt is not null;

    /// <summary>Asks for the time if it is due. Not to be called by several threads at once.</summary>
    /// <exception cref="BrokerUnavailableException">It did not answer and never has; later the stopwatch goes on.</exception>
    public async Task KeepAsync(CancellationToken cancel)
    {
        if (syncedAt is { } at && alpaca.Speed == 1 && time.GetElapsedTime(at) < Interval) return;
        try
        {
            await alpaca.SyncAsync(cancel);
            syncedAt = time.GetTimestamp();
        }
        catch (BrokerUnavailableException e) when (syncedAt is not null)
        {
            NotSynced(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The exchange's time could not be asked for, the stopwatch goes on: {Why}")]
    private partial void NotSynced(string why);
}
