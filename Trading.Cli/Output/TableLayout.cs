namespace Trading.Cli.Output;

/// <summary>What a line of a drawn table is.</summary>
internal enum TableLineKind
{
    /// <summary>Headings.</summary>
    Heading,

    /// <summary>Cells.</summary>
    Row,

    /// <summary>The cells of a row for which its line had no room, each with its heading.</summary>
    Below,
}

/// <summary>A line of a drawn table.</summary>
internal readonly record struct TableLine(TableLineKind Kind, string Text);

/// <summary>
/// Draws a listing within a width. Cells that may wrap or be shortened give room first; then the columns of the highest rank move
/// into lines below their row, where they stand with their headings. No column is lost, and no cell is narrower than it can be
/// read in.
/// </summary>
internal sealed class TableLayout
{
    private const int Indent = 2;
    private const string Between = "; ";
    private const int LongestWordKept = 30;
    private const int MostHeadingLines = 2;

    private readonly Listing listing;
    private readonly int width;
    private readonly int gap;
    private readonly List<int> beside;
    private readonly List<int> below;
    private readonly int[] widths;

    private TableLayout(Listing listing, int width)
    {
        (this.listing, this.width) = (listing, width);
        var all = Enumerable.Range(0, listing.Columns.Count).ToList();
        var least = all.Select(Least).ToArray();
        beside = all;
        while (Total(beside, least, 1) > width && beside.Count > 1)
        {
            // A narrow gap is better than another line, and only then columns go.
            var rank = beside.Skip(1).Max(i => listing.Columns[i].Rank);
            beside = rank > 0 ? [.. beside.Where(i => i == beside[0] || listing.Columns[i].Rank < rank)]
                : [.. beside.SkipLast(1)];
        }
        below = [.. all.Except(beside)];
        // A wide gap reads better, but not where it would break a cell.
        var natural = all.Select(Natural).ToArray();
        gap = Total(beside, natural, 2) > width && (Total(beside, natural, 1) <= width || Total(beside, least, 2) > width) ? 1
            : 2;
        widths = least;
        Widen();
    }

    /// <summary>The lines; none is wider than <paramref name="width"/>.</summary>
    public static IReadOnlyList<TableLine> Of(Listing listing, int width) => [.. new TableLayout(listing, width).Lines()];

    /// <summary>The columns that stand beside each other at a width, with the room that each has.</summary>
    public static IReadOnlyList<(Column Column, int Width)> Beside(Listing listing, int width)
    {
        var layout = new TableLayout(listing, width);
        return [.. layout.beside.Select(i => (listing.Columns[i], layout.widths[i]))];
    }

    private IEnumerable<TableLine> Lines()
    {
        foreach (var line in Side(i => listing.Columns[i].Heading)) yield return new(TableLineKind.Heading, line);
        foreach (var row in listing.Rows)
        {
            foreach (var line in Side(i => row[i])) yield return new(TableLineKind.Row, line);
            foreach (var line in Under(row)) yield return new(TableLineKind.Below, new string(' ', Indent) + line);
        }
    }

    private IEnumerable<string> Side(Func<int, string> text)
    {
        var cells = beside.Select(i => listing.Columns[i].Fit == Fit.ShortensInTheMiddle
            ? [LineBreaks.WithoutMiddle(text(i), widths[i])]
            : LineBreaks.Of(text(i), widths[i])).ToList();
        for (var line = 0; line < cells.Max(cell => cell.Count); line++)
        {
            yield return string.Join(new string(' ', gap), beside.Select((column, i) => Padded(
                line < cells[i].Count ? cells[i][line] : "", widths[column], listing.Columns[column].IsFigure))).TrimEnd();
        }
    }

    // Each cell with its heading: as many on a line as have room, and one that is wider than a line wraps.
    private IEnumerable<string> Under(IReadOnlyList<string> row)
    {
        var room = width - Indent;
        var line = "";
        foreach (var i in below.Where(i => row[i].Length > 0))
        {
            var cell = $"{listing.Columns[i].Heading}: {row[i]}";
            if (line.Length > 0 && LineBreaks.WidthOf(line + Between + cell) > room)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? cell : line + Between + cell;
            if (LineBreaks.WidthOf(line) <= room) continue;
            foreach (var broken in LineBreaks.Of(line, room, room - Indent).Select((text, n) => n == 0 ? text
                : new string(' ', Indent) + text)) yield return broken;
            line = "";
        }
        if (line.Length > 0) yield return line;
    }

    private void Widen()
    {
        var spare = width - Total(beside, widths, gap);
        while (spare-- > 0)
        {
            var neediest = beside.MaxBy(i => Natural(i) - widths[i]);
            if (Natural(neediest) <= widths[neediest]) return;
            widths[neediest]++;
        }
    }

    private int Natural(int column) => Math.Max(
        LineBreaks.WidthOf(listing.Columns[column].Heading), Widest(column, LineBreaks.WidthOf));

    // A heading may take two lines, so that a long one makes no column of short figures wide.
    private int Least(int column)
    {
        var words = listing.Columns[column].Heading;
        var (heading, natural) = (LineBreaks.WidestWordOf(words), Widest(column, LineBreaks.WidthOf));
        while (LineBreaks.Of(words, heading).Count > MostHeadingLines) heading++;
        var cells = listing.Columns[column].Fit switch
        {
            Fit.Wraps => Math.Min(natural, Math.Max(
                listing.Columns[column].Minimum, Math.Min(LongestWordKept, Widest(column, LineBreaks.WidestWordOf)))),
            Fit.ShortensInTheMiddle => Math.Min(natural, listing.Columns[column].Minimum),
            _ => natural,
        };
        return Math.Min(width, Math.Max(heading, cells));
    }

    private int Widest(int column, Func<string, int> measure) =>
        listing.Rows.Count == 0 ? 0 : listing.Rows.Max(row => measure(row[column]));

    private static int Total(List<int> columns, int[] widths, int gap) =>
        columns.Sum(i => widths[i]) + (gap * (columns.Count - 1));

    private static string Padded(string text, int width, bool toTheRight)
    {
        var blank = new string(' ', Math.Max(0, width - LineBreaks.WidthOf(text)));
        return toTheRight ? blank + text : text + blank;
    }
}
