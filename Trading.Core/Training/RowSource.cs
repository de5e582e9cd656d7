using System.Runtime.CompilerServices;
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
    private static readonly string NoBars = BarsHash.Of([]);
    private readonly HashSet<string> symbols = recipe.Symbols.ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<LocalDate, LabelledRows> kept = [];
    // An archive in memory gives the same list again; hashing it anew each night would cost more than the rest.
    private readonly ConditionalWeakTable<IReadOnlyList<BarSeries>, string> hashes = [];

    /// <summary>
    /// A hash of a session's bars of the recipe's symbols; null when the archive has none of them, or the exchange was closed.
    /// </summary>
    public async Task<string?> HashAsync(LocalDate session, CancellationToken cancel) =>
        (await ReadAsync(session, cancel))?.Hash;

    /// <summary>A session's rows; null when <see cref="HashAsync"/> is.</summary>
    public async Task<LabelledRows?> RowsAsync(LocalDate session, CancellationToken cancel)
    {
        if (calendar.SessionOn(session) is not { } hours || await ReadAsync(session, cancel) is not { } read) return null;
        if (kept.TryGetValue(session, out var rows) && rows.BarsHash == read.Hash) return rows;
        return kept[session] = RowBuilder.Build(hours, Own(read.Bars, hours), recipe.Plan);
    }

    /// <summary>Forgets the rows of sessions before a date.</summary>
    public void ForgetBefore(LocalDate session)
    {
        foreach (var date in kept.Keys.Where(date => date < session).ToList()) kept.Remove(date);
    }

    private async Task<(IReadOnlyList<BarSeries> Bars, string Hash)?> ReadAsync(LocalDate session, CancellationToken cancel)
    {
        if (calendar.SessionOn(session) is not { } hours) return null;
        var bars = await archive.ReadAsync(session, cancel);
        if (!hashes.TryGetValue(bars, out var hash)) hashes.Add(bars, hash = BarsHash.Of(Own(bars, hours)));
        return hash == NoBars ? null : (bars, hash);
    }

    // Prints after an early close are no bars of the session, and not every feed has them.
    private IEnumerable<BarSeries> Own(IEnumerable<BarSeries> bars, Session hours) =>
        bars.Where(series => symbols.Contains(series.Symbol))
            .Select(series => new BarSeries(series.Symbol, series.Between(hours.Open, hours.Close).ToArray()))
            .Where(series => series.Count > 0);
}
