namespace Trading.Core.Jobs;

/// <summary>Fetches the sessions that the archive lacks, oldest first; each is stored when it is complete.</summary>
public sealed class BarCollector(TradingPorts ports, TradingSettings settings)
{
    /// <summary>Fetches what is missing of the window; gives the number of sessions stored.</summary>
    public async Task<int> CollectAsync(TrainingWindow window, CancellationToken cancel)
    {
        var archived = (await ports.Archive.GetSessionsAsync(cancel)).ToHashSet();
        var now = ports.Clock.GetCurrentInstant();
        var stored = 0;
        foreach (var session in window.Sessions.Where(s => !archived.Contains(s.Date) && s.Close <= now))
        {
            var bars = await ports.MarketData.GetBarsAsync(settings.Symbols, session.Open, session.Close, cancel);
            if (bars.All(s => s.Count == 0)) continue;
            await ports.Archive.WriteAsync(session.Date, [.. bars.Where(s => s.Count > 0).OrderBy(s => s.Symbol, StringComparer.Ordinal)], cancel);
            stored++;
        }
        return stored;
    }
}
