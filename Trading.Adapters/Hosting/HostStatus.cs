using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Status;

namespace Trading.Adapters.Hosting;

/// <summary>Where a host stands; one whose settings are wrong says which and what they may be.</summary>
public sealed class HostStatus(TradingHost host) : IDisposable
{
    private static readonly NyseCalendar Calendar = new();
    private readonly StatusReader? reader = host.Ports is { } ports ? new(ports, host.Settings) : null;

    /// <summary>Least confidence at which a share is bought.</summary>
    public double MinConfidence => host.Settings.Risk.MinConfidence;

    /// <summary>The report of this moment.</summary>
    public async Task<StatusReport> ReadAsync(CancellationToken cancel)
    {
        if (reader is null) return Broken(SystemClock.Instance.GetCurrentInstant());
        await KeepAsync(cancel);
        var report = (await reader.ReadAsync(cancel)) with { Mode = host.Mode };
        return host.Symbols?.Trouble is { } trouble ? report with { Health = [new("settings", trouble), .. report.Health] } : report;
    }

    /// <inheritdoc/>
    public void Dispose() => reader?.Dispose();

    // The pages may be made in a process that runs no job. What cannot be asked for is no trouble of its own: the broker's part tells it.
    private async Task KeepAsync(CancellationToken cancel)
    {
        if (host is not { Clock: { } clock, Calendar: { } calendar, Symbols: { } symbols }) return;
        try
        {
            await clock.KeepAsync(cancel);
            await calendar.KeepAsync(clock.GetCurrentInstant(), cancel);
            await symbols.KeepAsync(clock.GetCurrentInstant().InNewYork().Date, cancel);
        }
        catch (BrokerUnavailableException)
        {
            // The report says it.
        }
    }

    private StatusReport Broken(Instant now)
    {
        var today = now.InNewYork().Date;
        var last = Calendar.SessionOn(today) is { } opened && opened.Open <= now ? opened : Calendar.SessionBefore(today);
        return new StatusReport
        {
            At = now,
            Mode = host.Mode,
            Session = last,
            IsOpen = last.Contains(now),
            NextBell = last.Contains(now) ? last.Close : Calendar.SessionsBetween(today, today.PlusDays(30)).First(s => s.Open > now).Open,
            Health = [.. host.Faults.Select(fault => new Health("settings", fault))],
        };
    }
}
