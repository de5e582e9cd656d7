using Trading.Core.Learning;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>
/// The labelled rows of recorded sessions. A session's rows are made once and kept while its bars stay the same. Not safe for
/// concurrent use; the rows are.
/// </summary>
public sealed class RowSource(IBarArchive archive, IMarketCalendar calendar, Recipe recipe)
{
    private readonly HashSet<string> symbols = recipe.Symbols.ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<LocalDate, LabelledRows> kept = [];
    private readonly Dictionary<LocalDate, (IReadOnlyList<BarSeries> Bars, string Hash)> hashes = [];

    /// <summary>
    /// A hash of a session's bars of the recipe's symbols; null when the archive has none of them, or the exchange was closed.
    /// </summary>
    public async Task<string?> HashAsync(LocalDate session, CancellationToken cancel)
    {
        if (calendar.SessionOn(session) is null) return null;
        var bars = await archive.ReadAsync(session, cancel);
        // An archive in memory gives the same list again; hashing it anew each night would cost more than the rest.
        if (hashes.TryGetValue(session, out var known) && ReferenceEquals(known.Bars, bars)) return known.Hash;
        var own = bars.Where(series => symbols.Contains(series.Symbol) && series.Count > 0).ToList();
        if (own.Count == 0) return null;
        var hash = BarsHash.Of(own);
        hashes[session] = (bars, hash);
        return hash;
    }

    /// <summary>A session's rows; null when <see cref="HashAsync"/> is.</summary>
    public async Task<LabelledRows?> RowsAsync(LocalDate session, CancellationToken cancel)
    {
        if (await HashAsync(session, cancel) is not { } hash) return null;
        if (kept.TryGetValue(session, out var rows) && rows.BarsHash == hash) return rows;
        var bars = hashes[session].Bars.Where(series => symbols.Contains(series.Symbol) && series.Count > 0);
        rows = RowBuilder.Build(calendar.SessionOn(session)!, bars, recipe.Plan);
        kept[session] = rows;
        return rows;
    }

    /// <summary>Forgets the bars and rows of sessions before a date, whose hashes an archive on disk computes anew.</summary>
    public void ForgetBefore(LocalDate session)
    {
        foreach (var date in kept.Keys.Where(date => date < session).ToList()) kept.Remove(date);
    }
}
