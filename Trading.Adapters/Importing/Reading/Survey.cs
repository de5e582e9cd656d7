using Trading.Adapters.Importing.Tables;
using Trading.Core.Market;

namespace Trading.Adapters.Importing.Reading;

/// <summary>What a whole file shows of how it writes dates and numbers.</summary>
internal sealed class Survey
{
    private readonly HashSet<string> dates = new(StringComparer.Ordinal);
    private bool sawPoint;
    private bool sawComma;

    /// <summary>A date whose order of day and month is open; null for none.</summary>
    public string? OpenDate { get; private set; }

    /// <summary>A number whose decimal mark is open; null for none.</summary>
    public string? OpenNumber { get; private set; }

    /// <summary>Whether a time names no time zone.</summary>
    public bool IsZoneMissing { get; private set; }

    /// <summary>The decimal mark that the numbers show; null when they show none, or both.</summary>
    public DecimalMark? Mark => sawPoint == sawComma ? null : sawComma ? DecimalMark.Comma : DecimalMark.Point;

    /// <summary>Looks at all rows.</summary>
    /// <param name="rows">The rows, behind the header.</param>
    /// <param name="layout">Which column holds what.</param>
    /// <param name="isFirst">Whether the rows stand on the first already.</param>
    public static Survey Of(ITableRows rows, ColumnLayout layout, bool isFirst)
    {
        var survey = new Survey();
        var times = new TimeReader(null, DateOrder.MonthFirst);
        while (isFirst || rows.MoveNext())
        {
            isFirst = false;
            if (rows.Count < layout.Columns.Count) continue;
            survey.LookAt(rows, layout, times);
        }
        survey.IsZoneMissing = times.Labels.HasFlag(ZoneLabels.Missing);
        return survey;
    }

    /// <summary>
    /// The order of day and month: the one in which every date is one, has passed, and is a session. Null when both are such an
    /// order, or none.
    /// </summary>
    public DateOrder? OrderBy(IMarketCalendar? calendar, Instant now)
    {
        var today = now.InNewYork().Date.PlusDays(1);
        var orders = Enum.GetValues<DateOrder>().Where(order => dates.All(text => DateReader.In(order, text) is { } date
            && date <= today
            && (calendar is null || date.Year < NyseCalendar.FirstYear || calendar.SessionOn(date) is not null))).ToList();
        return orders is [var only] ? only : null;
    }

    private void LookAt(ITableRows row, ColumnLayout layout, TimeReader times)
    {
        var cell = row[layout.TimePlace];
        _ = layout.IsTimeApart ? times.TryRead(cell, row[layout[BarColumn.Time]], out _) : times.TryRead(cell, out _);
        var date = TimeText.Of(cell).Date;
        // A date in this form has one of these between its numbers.
        if (date.ContainsAny('/', '-') && date.ToString() is var text && !dates.Contains(text) && DateReader.IsOrderOpen(text))
        {
            dates.Add(text);
            OpenDate ??= text;
        }
        foreach (var column in ColumnLayout.Figures)
        {
            var number = row[layout[column]];
            switch (NumberReader.MarkIn(number))
            {
                case DecimalMark.Comma: sawComma = true; break;
                case DecimalMark.Point: sawPoint = true; break;
                default:
                    if (number.Contains(',')) OpenNumber ??= number.ToString();
                    break;
            }
        }
    }
}
