using Trading.Core.Journal;
using Trading.Core.Market;

namespace Trading.Core.Jobs;

/// <summary>What came of collecting.</summary>
/// <param name="Sessions">Sessions stored.</param>
/// <param name="Troubles">What could not be fetched or kept, a sentence each.</param>
public sealed record Collected(int Sessions, IReadOnlyList<string> Troubles);

/// <summary>
/// Fetches the sessions that the archive lacks, or lacks a symbol of, oldest first; each is stored when it is complete. A
/// broken bar is left out, and a session that cannot be fetched tonight is tried again tomorrow: neither stops the rest.
/// </summary>
public sealed class BarCollector(TradingPorts ports, TradingSettings settings)
{
    /// <summary>Fetches what is missing of the window.</summary>
    public async Task<Collected> CollectAsync(TrainingWindow window, CancellationToken cancel)
    {
        var archived = (await ports.Archive.GetSessionsAsync(cancel)).ToHashSet();
        var now = ports.Clock.GetCurrentInstant();
        var stored = 0;
        var troubles = new List<string>();
        foreach (var session in window.Sessions.Where(s => s.Close <= now))
        {
            var kept = archived.Contains(session.Date) ? await ports.Archive.ReadAsync(session.Date, cancel) : [];
            var missing = settings.Symbols.Except(kept.Select(s => s.Symbol), StringComparer.Ordinal).ToList();
            if (missing.Count == 0) continue;
            try
            {
                var fetched = await ports.MarketData.GetBarsAsync(missing, session.Open, session.Close, cancel);
                var sound = fetched.Select(series => WithoutBrokenBars(series, session, troubles)).Where(s => s.Count > 0).ToList();
                if (sound.Count == 0) continue;
                await ports.Archive.MergeAllAsync([new SessionBars(session.Date, sound)], cancel);
                stored++;
            }
            catch (MarketDataException e)
            {
                troubles.Add($"{session.Date:uuuu-MM-dd} could not be fetched: {e.Message}");
            }
        }
        return new Collected(stored, troubles);
    }

    private static BarSeries WithoutBrokenBars(BarSeries series, Session session, List<string> troubles)
    {
        var sound = new List<Bar>(series.Count);
        foreach (ref readonly var bar in series.Bars)
        {
            if (session.Contains(bar.Start) && JournalRules.Rounded(bar) is { } rounded) sound.Add(rounded);
        }
        var broken = series.Count - sound.Count;
        if (broken > 0) troubles.Add($"{broken} broken bars of {series.Symbol} on {session.Date:uuuu-MM-dd} were left out.");
        return new BarSeries(series.Symbol, [.. sound]);
    }
}
