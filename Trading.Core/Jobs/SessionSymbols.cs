using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Training;
using Trading.Core.Universe;

namespace Trading.Core.Jobs;

/// <summary>
/// The symbols that a session scans: those of the settings, or those that their universe rule chooses once a session, which
/// stand in the journal with their reasons. Not safe for concurrent use.
/// </summary>
internal sealed class SessionSymbols(TradingPorts ports, TradingSettings settings)
{
    private readonly SessionUniverses universes = new(ports.Archive, ports.Calendar, settings.Recipe);
    private UniverseChoice? chosen;

    /// <summary>The symbols to scan at a minute; none before the minute of the choice.</summary>
    /// <param name="session">The running session.</param>
    /// <param name="minute">The minute of the decision.</param>
    /// <param name="cancel">Stops the choice.</param>
    /// <exception cref="MarketDataException">The opening is not known; the next minute tries again.</exception>
    /// <exception cref="Storage.StorageException">Journal or archive did not answer; the next minute tries again.</exception>
    /// <exception cref="InvalidOperationException">The archive has no bars of the session before.</exception>
    public async Task<IReadOnlyList<string>> AtAsync(Session session, Instant minute, CancellationToken cancel)
    {
        var rule = settings.Universe;
        if (!rule.Chooses) return settings.Symbols;
        if (chosen?.Session == session.Date) return chosen.Symbols;
        if (minute < UniverseChooser.At(rule, session))
        {
            // The earlier sessions are read while nothing is scanned, so that the minute of the choice has only the opening to
            // read.
            await universes.EarlierAsync(session, cancel);
            return [];
        }
        chosen = await ports.Journal.GetUniverseAsync(session.Date, cancel) ?? await ChooseAsync(rule, session, cancel);
        return chosen.Symbols;
    }

    private async Task<UniverseChoice> ChooseAsync(UniverseRule rule, Session session, CancellationToken cancel)
    {
        var earlier = await universes.EarlierAsync(session, cancel);
        if (earlier.Count == 0)
        {
            throw new InvalidOperationException(
                "No symbols were chosen: the archive has no bars of the session before, "
                    + $"{ports.Calendar.SessionBefore(session.Date).Date:uuuu-MM-dd}. Collect them.");
        }
        var pool = universes.PoolOf(earlier);
        var opening = new Dictionary<string, OpeningFigures>(StringComparer.Ordinal);
        if (rule.NeedsOpening)
        {
            var bars = await ports.MarketData.GetBarsAsync(
                [.. pool.Order(StringComparer.Ordinal)], session.Open, session.Open + UniverseRule.Opening, cancel);
            foreach (var series in bars)
            {
                if (OpeningFigures.Of(series, session) is { } opened) opening[series.Symbol] = opened;
            }
        }
        var choice = UniverseChooser.Choose(rule, session, earlier, opening, pool);
        return await ports.Journal.TryAddUniverseAsync(choice, cancel)
            ? choice : await ports.Journal.GetUniverseAsync(session.Date, cancel) ?? choice;
    }
}
