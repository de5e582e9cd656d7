using Trading.Adapters.Importing.Tables;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Core.Text;

namespace Trading.Adapters.Importing.Reading;

/// <summary>What came of reading a row.</summary>
internal enum RowOutcome
{
    /// <summary>A bar.</summary>
    Bar,

    /// <summary>A minute without a trade.</summary>
    WithoutPrice,

    /// <summary>Something of the file must be known first: the order of day and month, or the decimal mark.</summary>
    Open,

    /// <summary>Its time names no time zone.</summary>
    WithoutZone,

    /// <summary>It is wrong.</summary>
    Wrong,
}

/// <summary>Reads the bar of a row.</summary>
/// <param name="layout">Which column holds what.</param>
/// <param name="times">Reads the times.</param>
/// <param name="mark">The decimal mark; null while it is not known.</param>
/// <param name="stamped">Which end of its minute a bar carries.</param>
internal sealed class RowReader(ColumnLayout layout, TimeReader times, DecimalMark? mark, BarStamp stamped)
{
    private static readonly Duration LastSecond = Duration.FromSeconds(59);
    private readonly int highest = layout.Columns.Count - 1;

    /// <summary>What is wrong with the row that was wrong.</summary>
    public string Error { get; private set; } = "";

    /// <summary>Bars so far whose volume had a fraction of a share.</summary>
    public int Fractions { get; private set; }

    /// <summary>Reads a row.</summary>
    public RowOutcome Read(ITableRows row, out Bar bar)
    {
        bar = default;
        // An empty cell more at the end is a separator too many.
        if (row.Count != highest + 1 && !(row.Count == highest + 2 && row[highest + 1].IsEmpty))
            return Wrong($"the line has {row.Count} columns instead of {highest + 1}");
        if (ReadTime(row, out var start) is not RowOutcome.Bar and var failed) return failed;
        if (stamped == BarStamp.End) start = StartBefore(start);
        if (IsWithoutPrice(row)) return RowOutcome.WithoutPrice;
        Span<decimal> prices = stackalloc decimal[4];
        for (var i = 0; i < prices.Length; i++)
        {
            if (ReadNumber(row, ColumnLayout.Figures[i], out prices[i]) is not RowOutcome.Bar and var wrong) return wrong;
            if (prices[i] > JournalRules.HighestPrice)
                return Wrong($"{Name(i)} {prices[i]} is above {JournalRules.HighestPrice}");
            if (prices[i].Scale > JournalRules.PriceDecimals)
                prices[i] = decimal.Round(prices[i], JournalRules.PriceDecimals, MidpointRounding.AwayFromZero);
        }
        if (ReadNumber(row, BarColumn.Volume, out var volume) is not RowOutcome.Bar and var bad) return bad;
        var shares = decimal.Round(volume, MidpointRounding.AwayFromZero);
        if (shares is > long.MaxValue or < long.MinValue) return Wrong($"volume {volume} is above {long.MaxValue}");
        if (shares != volume) Fractions++;
        bar = new(start, prices[0], prices[1], prices[2], prices[3], (long)shares);
        return bar.Error() is not { } error ? RowOutcome.Bar
            : Wrong(start == start.FloorToMinute() ? error : $"{error}; for times that are the end of their minute, or its last "
                + "second, there is --stamped end");
    }

    // The end of a minute is the start of the next one, or its own last second.
    private static Instant StartBefore(Instant end) => (end - Duration.Epsilon).FloorToMinute() is var start
        && end - start >= LastSecond ? start : end - Bar.Length;

    private RowOutcome ReadTime(ITableRows row, out Instant start)
    {
        var cell = row[layout.TimePlace];
        var outcome = layout.IsTimeApart
            ? times.TryRead(cell, row[layout[BarColumn.Time]], out start) : times.TryRead(cell, out start);
        return outcome switch
        {
            TimeOutcome.Read => RowOutcome.Bar,
            TimeOutcome.OrderOpen => RowOutcome.Open,
            TimeOutcome.WithoutZone => RowOutcome.WithoutZone,
            TimeOutcome.WithoutTime => Wrong(
                $"timestamp '{Time(row)}' has no time of day, as in daily bars; this program trades one-minute bars"),
            TimeOutcome.ClockChange => Wrong(
                $"timestamp '{Time(row)}' is skipped or shown twice by the clocks of its time zone; export it with its offset"),
            _ => Wrong($"timestamp '{Time(row)}' is not a date and time such as 2025-09-15T13:30:00Z or 1757943000"),
        };
    }

    private RowOutcome ReadNumber(ITableRows row, BarColumn column, out decimal number)
    {
        var cell = row[layout[column]];
        if (NumberReader.TryRead(cell, mark, out number)) return RowOutcome.Bar;
        return mark is null && cell.Contains(',')
            ? RowOutcome.Open : Wrong($"{ColumnLayout.NameOf(column)} '{Shown(cell)}' is not a number");
    }

    private bool IsWithoutPrice(ITableRows row)
    {
        for (var i = 0; i < 4; i++)
        {
            if (!NumberReader.IsMissing(row[layout[ColumnLayout.Figures[i]]])) return false;
        }
        return true;
    }

    private string Time(ITableRows row) => layout.IsTimeApart
        ? $"{Shown(row[layout.TimePlace])} {Shown(row[layout[BarColumn.Time]])}" : Shown(row[layout.TimePlace]);

    private static string Name(int figure) => ColumnLayout.NameOf(ColumnLayout.Figures[figure]);

    private static string Shown(ReadOnlySpan<char> cell) => VisibleText.Beginning(cell.ToString());

    private RowOutcome Wrong(string what)
    {
        Error = what;
        return RowOutcome.Wrong;
    }
}
