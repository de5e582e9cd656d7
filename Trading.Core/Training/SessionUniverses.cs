using System.Security.Cryptography;
using System.Text;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Core.Universe;

namespace Trading.Core.Training;

/// <summary>
/// The symbols of each session, from recorded bars alone: what the live choice was, or would have been. A session's figures are
/// made once and kept while they are needed. Not safe for concurrent use.
/// </summary>
/// <param name="archive">The recorded bars of the pool; names that are listed no more stay in.</param>
/// <param name="calendar">When the exchange trades.</param>
/// <param name="recipe">The pool and the rule.</param>
public sealed class SessionUniverses(IBarArchive archive, IMarketCalendar calendar, Recipe recipe)
{
    private readonly HashSet<string> named = recipe.Symbols.ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<LocalDate, (string Hash, SessionFigures Figures)> figures = [];
    private readonly Dictionary<LocalDate, (string Hash, UniverseChoice Choice)> choices = [];

    /// <summary>The rows of each session's symbols.</summary>
    /// <param name="archive">The recorded bars.</param>
    /// <param name="calendar">When the exchange trades.</param>
    /// <param name="recipe">The pool, the rule, the trade.</param>
    public static RowSource RowsOf(IBarArchive archive, IMarketCalendar calendar, Recipe recipe) => new(
        archive, calendar, recipe,
        recipe.Universe.Chooses || recipe.IsWholeMarket
            ? new SessionUniverses(archive, calendar, recipe).MembersAsync : null);

    /// <summary>A session's symbols, each with the minutes from the open from which it is scanned.</summary>
    /// <param name="date">New York date.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<IReadOnlyDictionary<string, int>> MembersAsync(LocalDate date, CancellationToken cancel)
    {
        if (!recipe.Universe.Chooses)
            return (await archive.ListAsync(date, cancel)).ToDictionary(s => s.Symbol, _ => 0, StringComparer.Ordinal);
        if (calendar.SessionOn(date) is not { } session) return new Dictionary<string, int>(StringComparer.Ordinal);
        var hash = await HashAsync(date, cancel);
        if (!choices.TryGetValue(date, out var known) || known.Hash != hash)
            choices[date] = known = (hash, await ChooseAsync(session, cancel));
        var from = (int)(known.Choice.ChosenAt - session.Open).TotalMinutes;
        return known.Choice.Symbols.ToDictionary(symbol => symbol, _ => from, StringComparer.Ordinal);
    }

    /// <summary>
    /// The sessions before a session that a choice looks at, the newest last; none when the newest is not recorded, because a
    /// gap would be measured from an older close.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<IReadOnlyList<SessionFigures>> EarlierAsync(Session session, CancellationToken cancel)
    {
        var earlier = new List<SessionFigures>();
        for (var day = calendar.SessionBefore(session.Date); earlier.Count < UniverseRule.Lookback;)
        {
            if (await FiguresAsync(day, cancel) is not { BySymbol.Count: > 0 } found) break;
            earlier.Insert(0, found);
            day = calendar.SessionBefore(day.Date);
        }
        // A walk forward needs no figures of sessions that lie behind the newest choice.
        foreach (var old in figures.Keys.Where(date => date < session.Date.PlusDays(-2 * UniverseRule.Lookback)).ToList())
            figures.Remove(old);
        return earlier;
    }

    /// <summary>The symbols that a choice may fall on: those that traded in the session before, and are meant.</summary>
    /// <param name="earlier">The sessions before.</param>
    public IReadOnlyCollection<string> PoolOf(IReadOnlyList<SessionFigures> earlier) =>
        earlier.Count == 0 ? [] : [.. earlier[^1].BySymbol.Keys.Where(symbol => recipe.IsWholeMarket || named.Contains(symbol))];

    private async Task<UniverseChoice> ChooseAsync(Session session, CancellationToken cancel)
    {
        var earlier = await EarlierAsync(session, cancel);
        var pool = PoolOf(earlier);
        var opening = new Dictionary<string, OpeningFigures>(StringComparer.Ordinal);
        if (recipe.Universe.NeedsOpening && pool.Count > 0)
        {
            await foreach (var series in archive.StreamAsync(session.Date, pool.ToHashSet(StringComparer.Ordinal), cancel))
            {
                if (OpeningFigures.Of(series, session) is { } opened) opening[series.Symbol] = opened;
            }
        }
        return UniverseChooser.Choose(recipe.Universe, session, earlier, opening, pool);
    }

    private async Task<SessionFigures?> FiguresAsync(Session session, CancellationToken cancel)
    {
        if (figures.TryGetValue(session.Date, out var known)) return known.Figures;
        var bySymbol = new Dictionary<string, DayFigures>(StringComparer.Ordinal);
        await foreach (var series in archive.StreamAsync(session.Date, recipe.IsWholeMarket ? null : named, cancel))
        {
            if (DayFigures.Of(series, session) is { } day) bySymbol[series.Symbol] = day;
        }
        if (bySymbol.Count == 0) return null;
        var found = new SessionFigures(session.Date, bySymbol);
        figures[session.Date] = (await HashAsync(session.Date, cancel), found);
        return found;
    }

    // What is stored of a session that changed makes its figures and its choice anew.
    private async Task<string> HashAsync(LocalDate date, CancellationToken cancel)
    {
        var stored = await archive.ListAsync(date, cancel);
        var text = new StringBuilder();
        foreach (var series in stored)
        {
            if (recipe.IsWholeMarket || named.Contains(series.Symbol)) text.Append(series.Symbol).Append(series.Hash);
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        if (figures.TryGetValue(date, out var known) && known.Hash != hash) figures.Remove(date);
        return hash;
    }
}
