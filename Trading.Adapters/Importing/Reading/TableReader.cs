using Trading.Adapters.Importing.Tables;
using Trading.Core.Market;
using Trading.Core.Text;

namespace Trading.Adapters.Importing.Reading;

/// <summary>Reads the bars of a table: finds out what its columns hold and how it writes, and refuses what may mean two
/// things.</summary>
/// <param name="open">Opens the table, before its first row.</param>
/// <param name="symbol">The symbol that the file's name states; null for none.</param>
/// <param name="options">What a person says of the file.</param>
/// <param name="calendar">When the exchange trades; null to take any day.</param>
/// <param name="now">No bar is of later.</param>
internal sealed class TableReader(
    Func<ITableRows> open, string? symbol, ImportOptions options, IMarketCalendar? calendar, Instant now)
{
    private const string Usual = "timestamp,open,high,low,close,volume";

    /// <summary>Reads the table.</summary>
    public ReadTable Read()
    {
        ColumnLayout? layout;
        bool isFirstData;
        string? guess = null;
        using (var rows = open())
        {
            if (rows.Header is null && !rows.MoveNext())
                return ReadTable.Refused($"is empty; its first line must be like {Usual}.");
            (layout, isFirstData, guess, var error) = LayoutOf(rows);
            if (error is not null) return ReadTable.Refused(error);
        }
        var zone = options.TimeZone ?? (layout!.Zone is { } id ? DateTimeZoneProviders.Tzdb[id] : null);
        var (order, mark) = (options.Dates, options.Mark);
        if (guess is null && IsSymbolKnown(layout!))
        {
            // A file that leaves nothing open is read once.
            using var rows = Begun();
            if (Rows(rows, layout!, isFirstData, zone, order, mark) is { } read) return read;
        }
        using var again = Begun();
        var survey = Survey.Of(again, layout!, isFirstData);
        order ??= survey.OrderBy(calendar, now);
        mark ??= survey.Mark;
        var isMonthTaken = order is null && survey.OpenDate is not null && IsAmerican(zone);
        if (isMonthTaken) order = DateOrder.MonthFirst;
        var needs = new FileNeeds();
        if (guess is not null) needs.Columns(guess);
        if (zone is null && survey.IsZoneMissing) needs.TimeZone();
        if (order is null && survey.OpenDate is { } date) needs.Dates(date);
        if (mark is null && survey.OpenNumber is { } number) needs.Decimal(number);
        if (!IsSymbolKnown(layout!)) needs.Symbol();
        if (!needs.IsEmpty) return ReadTable.Refused(needs.ToString());
        using var last = Begun();
        var result = Rows(last, layout!, isFirstData, zone, order, mark ?? DecimalMark.Point)!;
        return isMonthTaken && result.Error is null
            ? result with { Notes = [.. result.Notes, new(ImportNoteKind.MonthFirstTaken, 1, survey.OpenDate)] }
            : result;
    }

    private bool IsSymbolKnown(ColumnLayout layout) => layout[BarColumn.Symbol] >= 0 || symbol is not null;

    private (ColumnLayout? Layout, bool IsFirstData, string? Guess, string? Error) LayoutOf(ITableRows rows)
    {
        var count = rows.Header?.Count ?? rows.Count;
        if (options.Columns is { } columns)
        {
            if (count != columns.Count && !(rows.Header is null && count == columns.Count + 1 && rows[count - 1].IsEmpty))
                return (null, false, null,
                    $"has {count} columns, and --columns names {columns.Count}; name each, with - for one to "
                    + "ignore.");
            var named = ColumnLayout.Of(columns);
            return (named, rows.Header is null && FirstRow.IsData(rows, named), null, null);
        }
        if (rows.Header is null && FirstRow.IsData(rows))
        {
            return FirstRow.Guess(rows) is { } likely
                ? (likely, true, ColumnLayout.Option(likely.Columns), null)
                : (null, true, null,
                    $"has no header; name its {count} columns from left to right, with - for one to ignore, as in "
                    + $"--columns {Usual}.");
        }
        if (rows.Header is null && count < ColumnLayout.Figures.Count)
            return (null, false, null, $"holds no bars: its first line is '{VisibleText.Beginning(Line(rows), 120)}', and the "
                + $"header of bars is like {Usual}.");
        var (layout, error) = ColumnLayout.Of(rows.Header ?? [.. Enumerable.Range(0, count).Select(i => rows[i].ToString())]);
        return (layout, false, null, error);
    }

    private static string Line(ITableRows row) =>
        string.Join(',', Enumerable.Range(0, row.Count).Select(i => row[i].ToString()));

    // The rows stand before the first bar, or on it.
    private ITableRows Begun()
    {
        var rows = open();
        if (rows.Header is null) rows.MoveNext();
        return rows;
    }

    // A second line of names or units, below the header.
    private static bool IsHeading(ITableRows row, ColumnLayout layout) =>
        row.Count >= layout.Columns.Count && !row[layout.TimePlace].ContainsAnyInRange('0', '9')
            && ColumnLayout.Figures.All(figure => !row[layout[figure]].ContainsAnyInRange('0', '9'));

    private static bool IsAmerican(DateTimeZone? zone) =>
        zone is not null && (zone.Id.StartsWith("US/", StringComparison.Ordinal)
            || zone.Id is "America/New_York" or "America/Chicago" or "America/Denver" or "America/Los_Angeles");

    /// <summary>Reads all rows; null when something of the file must be known first.</summary>
    private ReadTable? Rows(
        ITableRows rows, ColumnLayout layout, bool isFirst, DateTimeZone? zone, DateOrder? order, DecimalMark? mark)
    {
        var times = new TimeReader(zone, order);
        var reader = new RowReader(layout, times, mark, options.Stamped ?? BarStamp.Start);
        var bars = new BarsBySymbol(layout[BarColumn.Symbol], symbol);
        var range = new TimeRange(calendar, now);
        var withoutPrice = 0;
        var isBegun = false;
        while (isFirst || rows.MoveNext())
        {
            isFirst = false;
            if (!isBegun && IsHeading(rows, layout)) continue;
            isBegun = true;
            switch (reader.Read(rows, out var bar))
            {
                case RowOutcome.Bar: break;
                case RowOutcome.WithoutPrice: withoutPrice++; continue;
                case RowOutcome.Wrong: return ReadTable.Refused($":{rows.Line}: {reader.Error}.");
                default: return null;
            }
            if (range.ErrorOf(bar.Start) is { } error) return ReadTable.Refused($":{rows.Line}: {error}.");
            if (bars.Add(rows, bar) is { } wrong) return ReadTable.Refused($":{rows.Line}: {wrong}.");
        }
        return bars.ToTable(times.Labels, zone, [
            new(ImportNoteKind.RowsWithoutPrice, withoutPrice, null),
            new(ImportNoteKind.FractionsOfShares, reader.Fractions, null)]);
    }
}
