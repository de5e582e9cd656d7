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
    public Task<StatusReport> ReadAsync(CancellationToken cancel) => reader?.ReadAsync(cancel) ?? Task.FromResult(Broken(SystemClock.Instance.GetCurrentInstant()));

    /// <inheritdoc/>
    public void Dispose() => reader?.Dispose();

    private StatusReport Broken(Instant now)
    {
        var today = now.InNewYork().Date;
        var last = Calendar.SessionOn(today) is { } opened && opened.Open <= now ? opened : Calendar.SessionBefore(today);
        return new StatusReport
        {
            At = now,
            Mode = TradingMode.Paper,
            Session = last,
            IsOpen = last.Contains(now),
            NextBell = last.Contains(now) ? last.Close : Calendar.SessionsBetween(today, today.PlusDays(30)).First(s => s.Open > now).Open,
            Health = [.. host.Faults.Select(fault => new Health("settings", fault))],
        };
    }
}
