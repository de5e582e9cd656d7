using Trading.Adapters.Importing.Tables;

namespace Trading.Adapters.Importing.Reading;

/// <summary>Tells a header from bars, and guesses what the columns of a file without a header hold.</summary>
internal static class FirstRow
{
    private const int FewestNumbers = 4;

    /// <summary>Whether a row holds a bar and no names.</summary>
    public static bool IsData(ITableRows row)
    {
        var numbers = 0;
        for (var i = 0; i < row.Count; i++)
        {
            if (IsNumber(row[i])) numbers++;
        }
        return numbers >= FewestNumbers;
    }

    /// <summary>Whether the places that a layout names hold a time or a price.</summary>
    public static bool IsData(ITableRows row, ColumnLayout layout) =>
        IsTime(row[layout.TimePlace]) || IsNumber(row[layout[BarColumn.Open]]);

    /// <summary>The columns as they probably are: the usual order, from left to right; null when there are too few.</summary>
    public static ColumnLayout? Guess(ITableRows row)
    {
        var columns = new BarColumn[row.Count];
        var figures = new Queue<BarColumn>(ColumnLayout.Figures);
        var isTimed = false;
        for (var i = 0; i < columns.Length; i++)
        {
            var cell = row[i];
            if (!isTimed && IsDate(cell) && i + 1 < columns.Length && IsClock(row[i + 1]))
            {
                (columns[i], columns[i + 1], isTimed) = (BarColumn.Date, BarColumn.Time, true);
                i++;
            }
            else if (!isTimed && (IsTime(cell) || IsDate(cell)))
            {
                (columns[i], isTimed) = (BarColumn.Timestamp, true);
            }
            else if (IsNumber(cell) && figures.TryDequeue(out var figure)) columns[i] = figure;
            else if (!columns.Contains(BarColumn.Symbol) && !IsNumber(cell) && SymbolText.InCell(cell) is not null)
                columns[i] = BarColumn.Symbol;
        }
        return ColumnLayout.ErrorOf(columns) is null ? ColumnLayout.Of(columns) : null;
    }

    private static bool IsNumber(ReadOnlySpan<char> cell) =>
        NumberReader.TryRead(cell, DecimalMark.Point, out _) || NumberReader.TryRead(cell, DecimalMark.Comma, out _);

    private static bool IsTime(ReadOnlySpan<char> cell) =>
        new TimeReader(DateTimeZone.Utc, DateOrder.MonthFirst).TryRead(cell, out _) is TimeOutcome.Read
        || new TimeReader(DateTimeZone.Utc, DateOrder.DayFirst).TryRead(cell, out _) is TimeOutcome.Read;

    private static bool IsDate(ReadOnlySpan<char> cell) =>
        new DateReader(DateOrder.MonthFirst).TryRead(cell, out _) || new DateReader(DateOrder.DayFirst).TryRead(cell, out _);

    private static bool IsClock(ReadOnlySpan<char> cell) =>
        TimeText.OfTime(cell) is var text && !text.Time.IsEmpty && TimeOfDayReader.TryRead(text.Time, out _);
}
