using Trading.Core.Learning;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>
/// The symbols that a session is about, each with the minutes from the open from which it counts. A symbol's features are
/// made of its whole day; only its rows begin there.
/// </summary>
/// <param name="session">New York date.</param>
/// <param name="cancel">Stops the asking.</param>
public delegate Task<IReadOnlyDictionary<string, int>> SessionMembers(LocalDate session, CancellationToken cancel);

/// <summary>
/// The labelled rows of recorded sessions, read series by series: no session's bars are ever in memory. A session's rows are
/// made once and kept while its bars stay the same. Not safe for concurrent use; the rows are.
/// </summary>
/// <param name="archive">The recorded bars.</param>
/// <param name="calendar">The sessions' hours.</param>
/// <param name="recipe">The trade, the symbols, and how many rows a session gives at most.</param>
/// <param name="members">Each session's symbols; null for the recipe's, all day.</param>
public sealed class RowSource(
    IBarArchive archive, IMarketCalendar calendar, Recipe recipe, SessionMembers? members = null)
{
    private readonly Dictionary<string, int> symbols =
        recipe.Symbols.ToDictionary(symbol => symbol, _ => 0, StringComparer.Ordinal);
    private readonly Dictionary<LocalDate, LabelledRows> kept = [];

    /// <summary>
    /// A hash of a session's bars of its symbols; null when the archive has none of them, or the exchange was closed.
    /// </summary>
    public async Task<string?> HashAsync(LocalDate session, CancellationToken cancel) =>
        (await FindAsync(session, cancel))?.Hash;

    /// <summary>A session's rows; null when <see cref="HashAsync"/> is.</summary>
    public async Task<LabelledRows?> RowsAsync(LocalDate session, CancellationToken cancel)
    {
        if (await FindAsync(session, cancel) is not { } found) return null;
        return Kept(session, found.Hash) ?? (kept[session] = await RowBuilder.BuildAsync(
            found.Hours, archive.StreamAsync(session, found.Members.Keys.ToHashSet(StringComparer.Ordinal), cancel), recipe.Plan,
            new RowSelection(recipe.Bounds.MinutesBetween(found.Symbols, found.Hours.Minutes), found.Members), cancel));
    }

    /// <summary>A session's rows when they are in memory and of the bars with this hash.</summary>
    internal LabelledRows? Kept(LocalDate session, string hash) =>
        kept.TryGetValue(session, out var rows) && rows.BarsHash == hash ? rows : null;

    /// <summary>Forgets the rows of sessions before a date.</summary>
    public void ForgetBefore(LocalDate session)
    {
        foreach (var date in kept.Keys.Where(date => date < session).ToList()) kept.Remove(date);
    }

    private async Task<Found?> FindAsync(LocalDate session, CancellationToken cancel)
    {
        if (calendar.SessionOn(session) is not { } hours) return null;
        var wanted = members is null ? symbols : await members(session, cancel);
        var stored = (await archive.ListAsync(session, cancel)).Where(series => wanted.ContainsKey(series.Symbol)).ToList();
        return stored.Count == 0 ? null : new Found(
            hours, wanted, stored.Count,
            BarsHash.Of(hours, stored.Select(series => (series.Symbol, series.Hash, wanted[series.Symbol]))));
    }

    private sealed record Found(Session Hours, IReadOnlyDictionary<string, int> Members, int Symbols, string Hash);
}
