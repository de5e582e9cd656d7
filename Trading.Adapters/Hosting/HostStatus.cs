using Trading.Adapters.Notifications;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Status;
using Trading.Core.Storage;

namespace Trading.Adapters.Hosting;

/// <summary>Where a host stands; one whose settings are wrong says which and what they may be.</summary>
/// <param name="host">The host.</param>
/// <param name="schedules">Its timers' settings; null where no timer starts the jobs.</param>
/// <param name="notifier">Tells people; null for no notifications.</param>
public sealed class HostStatus(TradingHost host, TimerSchedules? schedules = null, Notifier? notifier = null) : IDisposable
{
    private static readonly NyseCalendar Calendar = new();
    private readonly StatusReader? reader = host.Ports is { } ports ? new(ports, host.Settings) : null;

    /// <summary>Least confidence at which a share is bought.</summary>
    public double MinConfidence => host.Settings.Risk.MinConfidence;

    /// <summary>The report of this moment.</summary>
    public async Task<StatusReport> ReadAsync(CancellationToken cancel)
    {
        if (reader is null) return Broken(SystemClock.Instance.GetCurrentInstant());
        var kept = await KeepAsync(cancel);
        var report = (await reader.ReadAsync(cancel)) with { Mode = host.Mode };
        var isBrokerWell = report.Health.All(part => part is not { Part: "broker", Error: not null });
        return report with
        {
            Health =
            [
                .. SettingErrors().Select(error => new Health("settings", error)),
                // A broker that does not answer tells so in its own part.
                .. kept.Where(part => part.IsRefusal || isBrokerWell).Select(part => new Health(part.Name, part.Error)),
                .. report.Health,
            ],
        };
    }

    /// <summary>The decisions of a session that a filter asks for; null where the settings are wrong or the journal does not
    /// answer.</summary>
    public async Task<DayDecisions?> DecisionsAsync(DayStatus day, DecisionFilter filter, CancellationToken cancel)
    {
        try
        {
            return host.Ports is { } ports ? await DecisionReader.ReadAsync(ports.Journal, day, filter, cancel) : null;
        }
        catch (StorageException)
        {
            return null;
        }
    }

    /// <summary>A trade with what is known of it; null where there is none, or the settings are wrong.</summary>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public async Task<TradeDetail?> TradeAsync(ClientOrderId id, CancellationToken cancel) =>
        host.Ports is { } ports ? await TradeReader.FindAsync(ports, host.Settings, id, cancel) : null;

    /// <inheritdoc/>
    public void Dispose() => reader?.Dispose();

    private IEnumerable<string> SettingErrors() =>
        [
            .. schedules?.Errors ?? [],
            .. notifier?.SettingErrors ?? [],
            .. host.Symbols?.Error is { } unknown ? [unknown] : (string[])[],
        ];

    // The pages may be made in a process that runs no job, so time, calendar and symbols are asked for here too. Without the
    // broker's calendar the exchange's rules hold; without the time or the symbols jobs fail.
    private async Task<IReadOnlyList<Unkept>> KeepAsync(CancellationToken cancel)
    {
        if (host is not { Clock: { } clock, Calendar: { } calendar, Symbols: { } symbols }) return [];
        if (await TryAsync("clock", () => clock.KeepAsync(cancel)) is { } noTime) return [noTime];
        await TryAsync("calendar", () => calendar.KeepAsync(clock.GetCurrentInstant(), cancel));
        var noSymbols = await TryAsync("symbols", () => symbols.KeepAsync(clock.GetCurrentInstant().InNewYork().Date, cancel));
        // Symbols that the exchange does not know are an error of the settings.
        return noSymbols is not null && symbols.Error is null ? [noSymbols] : [];
    }

    private static async Task<Unkept?> TryAsync(string name, Func<Task> keepAsync)
    {
        try
        {
            await keepAsync();
            return null;
        }
        catch (BrokerUnavailableException e)
        {
            return new(name, e.Message, e.IsRefusal);
        }
    }

    private StatusReport Broken(Instant now)
    {
        var today = now.InNewYork().Date;
        var last = Calendar.LastOpened(now);
        return new StatusReport
        {
            At = now,
            Mode = host.Mode,
            Session = last,
            IsOpen = last.Contains(now),
            NextBell = last.Contains(now)
                ? last.Close
                : Calendar.SessionsBetween(today, today.PlusDays(30)).First(s => s.Open > now).Open,
            Health = [.. host.Errors.Concat(SettingErrors()).Select(error => new Health("settings", error))],
        };
    }

    private sealed record Unkept(string Name, string Error, bool IsRefusal);
}
