using Trading.Core.Text;

namespace Trading.Adapters.Importing.Reading;

/// <summary>Which column of a file holds what.</summary>
public sealed class ColumnLayout
{
    /// <summary>What every file must hold besides its times.</summary>
    public static IReadOnlyList<BarColumn> Figures { get; } =
        [BarColumn.Open, BarColumn.High, BarColumn.Low, BarColumn.Close, BarColumn.Volume];

    private readonly int[] places = new int[(int)BarColumn.Volume + 1];

    private ColumnLayout(IReadOnlyList<BarColumn> columns, string? zone)
    {
        (Columns, Zone) = (columns, zone);
        Array.Fill(places, -1);
        for (var i = 0; i < columns.Count; i++) places[(int)columns[i]] = i;
    }

    /// <summary>The columns from left to right.</summary>
    public IReadOnlyList<BarColumn> Columns { get; }

    /// <summary>The time zone that the header states; null for none.</summary>
    public string? Zone { get; }

    /// <summary>The place of a column from the left, from 0 on; -1 when the file has none.</summary>
    public int this[BarColumn column] => places[(int)column];

    /// <summary>Whether date and time stand in columns of their own.</summary>
    public bool IsTimeApart => this[BarColumn.Date] >= 0 && this[BarColumn.Time] >= 0;

    /// <summary>The place of the times, or of the dates when the times stand apart.</summary>
    public int TimePlace => IsTimeApart ? this[BarColumn.Date]
        : this[BarColumn.Timestamp] >= 0 ? this[BarColumn.Timestamp]
        : Math.Max(this[BarColumn.Date], this[BarColumn.Time]);

    /// <summary>What is wrong with columns as a person names them; null when they are right.</summary>
    public static string? ErrorOf(IReadOnlyList<BarColumn> columns)
    {
        var layout = new ColumnLayout(columns, null);
        if (Twice(columns) is { } twice) return $"names {NameOf(twice)} twice";
        var missing = Figures.Where(column => layout[column] < 0).Select(NameOf).ToList();
        if (layout.TimePlace < 0) missing.Insert(0, NameOf(BarColumn.Timestamp));
        return missing.Count > 0 ? $"does not name {string.Join(", ", missing)}" : null;
    }

    /// <summary>The layout that a person names.</summary>
    public static ColumnLayout Of(IReadOnlyList<BarColumn> columns) => new(columns, null);

    /// <summary>The layout that a header states, or what it lacks.</summary>
    /// <param name="header">The names from left to right.</param>
    public static (ColumnLayout? Layout, string? Error) Of(IReadOnlyList<string> header)
    {
        var named = header.Select(HeaderNames.Of).ToArray();
        var columns = named.Select(one => one.Column).ToArray();
        // One column of date and time makes others superfluous, such as a date beside an epoch.
        if (columns.Contains(BarColumn.Timestamp)) Ignore(columns, BarColumn.Date, BarColumn.Time);
        var isUnnamed = header.Select(HeaderNames.IsUnnamed).ToArray();
        if (!columns.Any(IsTime) && isUnnamed.Count(one => one) == 1)
            columns[Array.IndexOf(isUnnamed, true)] = BarColumn.Timestamp;
        // As yfinance heads the column of the times.
        if (!columns.Any(IsTime) && header[0].Equals("Price", StringComparison.OrdinalIgnoreCase))
            columns[0] = BarColumn.Timestamp;
        var layout = new ColumnLayout(columns, named.Where((_, i) => columns[i] != BarColumn.Ignored)
            .Select(one => one.Zone).FirstOrDefault(zone => zone is not null));
        if (Twice(columns) is { } twice)
            return (null, $"has more than one column for {NameOf(twice)}; {Named(header, columns, twice)}.");
        var missing = Figures.Where(column => layout[column] < 0).Select(NameOf).ToList();
        if (layout.TimePlace < 0) missing.Insert(0, NameOf(BarColumn.Timestamp));
        if (missing.Count == 0) return (layout, null);
        var adjusted = layout[BarColumn.Close] < 0 && header.Any(HeaderNames.IsAdjustedClose)
            ? " ('adjusted close' is not taken for close)" : "";
        return (null, $"has no column for {string.Join(", ", missing)}{adjusted} in its header "
            + $"'{VisibleText.Beginning(string.Join(',', header), 120)}'; {Named(header, columns, null)}.");
    }

    /// <summary>How <c>--columns</c> would name columns.</summary>
    public static string Option(IEnumerable<BarColumn> columns) => $"--columns {string.Join(',', columns.Select(NameOf))}";

    /// <summary>A column's name as <c>--columns</c> has it.</summary>
    public static string NameOf(BarColumn column) => column == BarColumn.Ignored ? "-" : column.ToString().ToLowerInvariant();

    private static bool IsTime(BarColumn column) => column is BarColumn.Timestamp or BarColumn.Date or BarColumn.Time;

    private static BarColumn? Twice(IReadOnlyList<BarColumn> columns)
    {
        var twice = columns.Where(column => column != BarColumn.Ignored).GroupBy(column => column)
            .FirstOrDefault(same => same.Count() > 1);
        return twice?.Key;
    }

    private static string Named(IReadOnlyList<string> header, BarColumn[] columns, BarColumn? twice)
    {
        var first = twice is { } column ? Array.IndexOf(columns, column) : -1;
        var shown = twice is null || header.Count > MostShown ? "timestamp,open,high,low,close,volume"
            : string.Join(',', columns.Select((one, i) => one == twice && i != first ? "-" : NameOf(one)));
        return $"name the columns from left to right, with - for one to ignore, as in --columns {shown}";
    }

    private const int MostShown = 20;

    private static void Ignore(BarColumn[] columns, params BarColumn[] ignored)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (ignored.Contains(columns[i])) columns[i] = BarColumn.Ignored;
        }
    }
}
