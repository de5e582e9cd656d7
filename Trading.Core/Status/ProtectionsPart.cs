using Trading.Core.Execution;
using Trading.Core.Orders;
using Trading.Core.Risk;

namespace Trading.Core.Status;

/// <summary>Reads where the limits on the day and the account stand. It comes after the broker's part.</summary>
internal sealed class ProtectionsPart(TradingPorts ports, ProtectionLimits limits)
{
    /// <summary>Whether a limit is set.</summary>
    public bool HasLimits => limits.HasState || limits.NoEntryAfterOpen > Duration.Zero;

    /// <summary>The report with the limits that are set.</summary>
    public async Task<StatusReport> AddAsync(StatusReport report, CancellationToken cancel)
    {
        var session = report.Session;
        var intents = await ports.Journal.GetIntentsAsync(session.Date, cancel);
        var closed = await ProtectionReader.ClosedAsync(ports.Journal, session.Date, cancel);
        var held = report.Positions is { } positions
            ? Protections.HeldOf(new BrokerView(report.Account, [.. positions.Select(p => p.Position)], []) { Odd = report.Odd })
            : null;
        var state = Protections.Of(intents, closed, held ?? []);
        var equity = held is null ? null : report.Account?.Equity;
        return report with
        {
            Protections =
            [
                .. await OfEquityAsync(report, cancel),
                .. Counted(ProtectionKind.Trades, state.Entries, limits.MaxTradesPerDay),
                .. Counted(ProtectionKind.LossesInRow, state.LossesInRow, limits.MaxLossesInRow),
                .. Exposures(state, equity),
                .. Cooldowns(state, report.At),
                .. Opening(report),
            ],
        };
    }

    private async Task<List<ProtectionStatus>> OfEquityAsync(StatusReport report, CancellationToken cancel)
    {
        var found = new List<ProtectionStatus>();
        if (limits.MaxDailyLoss is { } most)
        {
            var wasReached = await ProtectionReader.IsDayLostAsync(limits, ports.Journal, report.Session.Date, cancel);
            var start = report.Account is { } account
                ? await EquityWatch.StartOfDayAsync(account, ports.Journal, ports.Calendar, report.Session, cancel) : null;
            var loss = Fall(report.Account?.Equity, start);
            found.Add(new(ProtectionKind.DailyLoss, loss, most, wasReached || loss >= most));
        }
        if (limits.MaxDrawdown is { } deepest)
        {
            var peak = new DrawdownPeak(ports.Journal, ports.Calendar);
            var fall = Fall(
                report.Account?.Equity,
                report.Account is { } account ? await peak.FindAsync(account, report.Session, cancel) : null);
            // Only a fall that would halt may have halted before, and count anew since.
            if (fall >= deepest)
                fall = Fall(
                    report.Account!.Equity, await peak.FindSinceLastHaltAsync(report.Account, report.Session, cancel));
            found.Add(new(ProtectionKind.Drawdown, fall, deepest, fall >= deepest)
            {
                Sessions = report.Account is null ? null : peak.StoredSessions,
            });
        }
        return found;
    }

    private static decimal? Fall(decimal? equity, decimal? from) => from > 0 ? Math.Max(0, 1 - (equity / from) ?? 0) : null;

    private static IEnumerable<ProtectionStatus> Counted(ProtectionKind kind, int count, int? most)
    {
        if (most is { } limit) yield return new(kind, count, limit, count >= limit);
    }

    private IEnumerable<ProtectionStatus> Exposures(Protections state, decimal? equity)
    {
        if (limits.MaxExposure is { } most) yield return Share(ProtectionKind.Exposure, state.Exposure, most);
        if (limits.MaxSectorExposure is not { } ofSector) yield break;
        var sectors = state.Exposures.Keys.Select(limits.Sectors.Of).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToList();
        if (sectors.Count == 0) yield return Share(ProtectionKind.SectorExposure, 0m, ofSector);
        foreach (var sector in sectors)
        {
            yield return Share(ProtectionKind.SectorExposure, state.ExposureOf(sector, limits.Sectors), ofSector) with
            {
                Subject = sector,
            };
        }

        ProtectionStatus Share(ProtectionKind kind, decimal worth, decimal limit)
        {
            var share = equity > 0 ? worth / equity : null;
            return new(kind, share, limit, share >= limit);
        }
    }

    private IEnumerable<ProtectionStatus> Cooldowns(Protections state, Instant now)
    {
        if (limits.CooldownAfterStop is null && limits.CooldownAfterStopAll is null) yield break;
        var ofAll = state.Stops.Count > 0 ? state.Stops.Values.Max() + limits.CooldownAfterStopAll : null;
        var resting = 0;
        if (now < ofAll)
        {
            resting++;
            yield return new(ProtectionKind.Cooldown, null, null, true) { Until = ofAll };
        }
        foreach (var (symbol, at) in state.Stops)
        {
            var until = at + limits.CooldownAfterStop;
            if (!(now < until) || until <= ofAll) continue;
            resting++;
            yield return new(ProtectionKind.Cooldown, null, null, true) { Subject = symbol, Until = until };
        }
        if (resting == 0) yield return new(ProtectionKind.Cooldown, null, null, false);
    }

    private IEnumerable<ProtectionStatus> Opening(StatusReport report)
    {
        if (limits.NoEntryAfterOpen == Duration.Zero) yield break;
        var until = report.Session.Open + limits.NoEntryAfterOpen;
        yield return new(ProtectionKind.Opening, null, null, report.IsOpen && report.At < until) { Until = until };
    }
}
