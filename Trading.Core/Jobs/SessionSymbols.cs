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
    // In the last hour of a session most names have traded; those that have not are believed.
    private static readonly Duration Compared = Duration.FromHours(1);

    private readonly SessionUniverses universes = new(ports.Archive, ports.Calendar, settings.Recipe);
    private UniverseChoice? chosen;
    private LocalDate refreshed;

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
        if (refreshed != session.Date)
        {
            await universes.RefreshAsync(cancel);
            refreshed = session.Date;
        }
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
        // Each round believes fewer stored prices, so it ends.
        for (var known = new HashSet<string>(StringComparer.Ordinal); rule.NeedsOpening && known.Count < choice.Pool;)
        {
            var asked = choice.Symbols.Where(known.Add).ToList();
            var factors = await SplitsAsync(earlier[^1], asked, cancel);
            if (factors.Count == 0) break;
            earlier = [.. earlier.Select(day => day.Rescaled(factors))];
            choice = UniverseChooser.Choose(rule, session, earlier, opening, pool);
        }
        return await ports.Journal.TryAddUniverseAsync(choice, cancel)
            ? choice : await ports.Journal.GetUniverseAsync(session.Date, cancel) ?? choice;
    }

    // The feed's prices are adjusted for a split from the morning on, the archive's from the night on. Between the two a split
    // looks like a gap.
    private async Task<Dictionary<string, double>> SplitsAsync(
        SessionFigures before, List<string> symbols, CancellationToken cancel)
    {
        var factors = new Dictionary<string, double>(StringComparer.Ordinal);
        if (symbols.Count == 0 || ports.Calendar.SessionOn(before.Session) is not { } session) return factors;
        var bars = await ports.MarketData.GetBarsAsync(symbols, session.Close - Compared, session.Close, cancel);
        foreach (var series in bars.Where(series => series.Count > 0))
        {
            var factor = (double)series.Bars[^1].Close / before.BySymbol[series.Symbol].Close;
            if (!PriceScale.IsSame((decimal)factor)) factors[series.Symbol] = factor;
        }
        return factors;
    }
}
