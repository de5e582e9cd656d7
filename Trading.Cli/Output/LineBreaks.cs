using System.Buffers;
using Spectre.Console.Rendering;

namespace Trading.Cli.Output;

/// <summary>Breaks texts into lines of a width, between words; a word that is wider than a line is broken after a sign such as
/// <c>/</c> where it has one.</summary>
internal static class LineBreaks
{
    private static readonly SearchValues<char> SignsToBreakAfter = SearchValues.Create("/\\-_.,;:=?&|");

    /// <summary>How many columns of a terminal a text takes.</summary>
    public static int WidthOf(string text) => new Segment(text).CellCount();

    /// <summary>The lines of a text; at least one.</summary>
    /// <param name="text">Words with spaces between them.</param>
    /// <param name="width">The width of the first line.</param>
    /// <param name="others">The width of the others; the same unless given.</param>
    public static IReadOnlyList<string> Of(string text, int width, int? others = null)
    {
        var lines = new List<string>();
        var line = "";
        // The spaces before a word belong to it, so that columns which a text aligns itself stay aligned.
        foreach (var word in WordsOf(text))
        {
            var rest = word;
            if (WidthOf(line + rest) <= Room()) line += rest;
            else
            {
                if (line.Length > 0) End();
                rest = rest.TrimStart(' ');
                while (WidthOf(rest) > Room())
                {
                    line = Beginning(rest, Room());
                    rest = rest[line.Length..];
                    End();
                }
                line = rest;
            }
        }
        if (line.Length > 0 || lines.Count == 0) lines.Add(line.TrimEnd());
        return lines;

        int Room() => Math.Max(2, lines.Count == 0 ? width : others ?? width);

        void End()
        {
            lines.Add(line.TrimEnd());
            line = "";
        }
    }

    /// <summary>The widest word of a text.</summary>
    public static int WidestWordOf(string text) => text.Split(' ').Max(WidthOf);

    /// <summary>The text with its middle left out, so that it is at most so wide.</summary>
    public static string WithoutMiddle(string text, int width)
    {
        if (WidthOf(text) <= width) return text;
        const string gap = "...";
        var (left, right) = ((width - gap.Length + 1) / 2, (width - gap.Length) / 2);
        return width <= gap.Length + 1 ? Cut(text, width) : Cut(text, left) + gap + Tail(text, right);
    }

    private static IEnumerable<string> WordsOf(string text)
    {
        var from = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] != ' ' || text[i - 1] == ' ') continue;
            yield return text[from..i];
            from = i;
        }
        if (from < text.Length) yield return text[from..];
    }

    private static string Beginning(string word, int width)
    {
        var whole = Cut(word, width);
        var sign = whole.AsSpan().LastIndexOfAny(SignsToBreakAfter);
        return sign >= whole.Length / 3 ? whole[..(sign + 1)] : whole;
    }

    private static string Cut(string text, int width)
    {
        var length = Math.Min(text.Length, width);
        while (length > 1 && (WidthOf(text[..length]) > width || char.IsHighSurrogate(text[length - 1]))) length--;
        return text[..Math.Max(1, length)];
    }

    private static string Tail(string text, int width)
    {
        var from = Math.Max(0, text.Length - width);
        while (from < text.Length && (WidthOf(text[from..]) > width || char.IsLowSurrogate(text[from]))) from++;
        return text[from..];
    }
}
