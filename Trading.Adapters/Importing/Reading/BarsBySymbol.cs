using Trading.Adapters.Importing.Tables;
using Trading.Core.Market;
using Trading.Core.Text;

namespace Trading.Adapters.Importing.Reading;

/// <summary>Gathers the bars of a file by symbol.</summary>
/// <param name="column">The place of the symbols; -1 when the whole file is of one.</param>
/// <param name="symbol">The symbol of the whole file; null when they stand in a column.</param>
internal sealed class BarsBySymbol(int column, string? symbol)
{
    private readonly Dictionary<string, SymbolRows?> byCell = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SymbolRows> bySymbol = new(StringComparer.Ordinal);
    private string lastCell = "";
    private SymbolRows? last;
    private int unusable;
    private string? firstUnusable;

    /// <summary>Adds the bar of a row; tells what is wrong with its symbol, null when nothing is.</summary>
    public string? Add(ITableRows row, in Bar bar)
    {
        if (column < 0)
        {
            (last ??= Of(symbol!)).Add(bar, row.Line);
            return null;
        }
        var cell = row[column];
        if (cell.IsEmpty) return "the symbol is empty";
        // Rows of one symbol mostly stand together.
        if (!cell.SequenceEqual(lastCell))
        {
            lastCell = cell.ToString();
            if (!byCell.TryGetValue(lastCell, out last))
                byCell[lastCell] = last = SymbolText.InCell(cell) is { } ticker ? Of(ticker) : null;
        }
        if (last is not null) last.Add(bar, row.Line);
        else
        {
            unusable++;
            firstUnusable ??= lastCell;
        }
        return null;
    }

    /// <summary>All bars, each symbol's in order; or what is wrong with them.</summary>
    public ReadTable ToTable(ZoneLabels labels, DateTimeZone? zone, IReadOnlyList<ImportNote> notes)
    {
        if (bySymbol.Count == 0)
            return ReadTable.Refused(unusable == 0
                ? "has a header and no bars."
                : $"has no symbol that an archive can hold; the first is '{VisibleText.Beginning(firstUnusable!)}'.");
        var repeated = 0;
        var series = new List<BarSeries>(bySymbol.Count);
        foreach (var rows in bySymbol.Values)
        {
            if (rows.Series(ref repeated, out var error) is { } sorted) series.Add(sorted);
            else return ReadTable.Refused(error!);
        }
        return new(
            series, labels, zone,
            [
                .. notes.Append(new(ImportNoteKind.RepeatedRows, repeated, null))
                    .Append(new(ImportNoteKind.UnusableSymbols, unusable, firstUnusable)).Where(note => note.Count > 0),
            ],
            (ticker, start) => bySymbol[ticker].LineOf(start), null);
    }

    private SymbolRows Of(string ticker)
    {
        if (!bySymbol.TryGetValue(ticker, out var rows)) bySymbol[ticker] = rows = new(ticker);
        return rows;
    }
}
