using System.Globalization;
using System.Text;

namespace Trading.Core.Text;

/// <summary>
/// A text that came from outside, as it may be shown: characters that act on a terminal or a page instead of being seen are
/// written as escapes, such as <c>\u001b</c>.
/// </summary>
public static class VisibleText
{
    /// <summary>The most that is shown of a text from outside, in characters.</summary>
    public const int Longest = 300;

    /// <summary>The most that is shown of one word: a longer one is no word.</summary>
    private const int LongestWord = 250;

    private const string Cut = "...";

    /// <summary>The text on one line: each line break is a blank, and what cannot be seen is an escape.</summary>
    public static string Of(string text) => Escaped(text.ReplaceLineEndings(" "), keepLines: false);

    /// <summary>The text with its line breaks, for a page that ignores them.</summary>
    public static string OfLines(string text) => Escaped(text, keepLines: true);

    /// <summary>The beginning of a text, on one line, of at most <paramref name="most"/> characters.</summary>
    public static string Beginning(string text, int most = Longest)
    {
        // An escape is longer than what it stands for, so it is cut afterwards, too.
        var visible = Of(text.Length > most ? text[..most] : text);
        return text.Length <= most && visible.Length <= most ? visible : $"{WholeEnd(visible, most - Cut.Length)}{Cut}";
    }

    /// <summary>A sentence on one line, in which words that nobody reads, such as a wrong value of 5,000 letters, are
    /// cut.</summary>
    public static string Sentence(string text) => string.Join(
        ' ', Of(text).Split(' ').Select(word => word.Length > LongestWord ? Beginning(word, LongestWord) : word));

    private static string WholeEnd(string text, int length)
    {
        if (text.Length <= length) return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    private static string Escaped(string text, bool keepLines)
    {
        var first = 0;
        while (first < text.Length && IsSeen(text, first, keepLines)) first++;
        if (first == text.Length) return text;
        var visible = new StringBuilder(text, 0, first, text.Length + 16);
        for (var i = first; i < text.Length; i++)
        {
            if (IsSeen(text, i, keepLines)) visible.Append(text[i]);
            else visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
        }
        return visible.ToString();
    }

    private static bool IsSeen(string text, int index, bool keepLines)
    {
        var c = text[index];
        if (c is >= ' ' and <= '~') return true;
        if (keepLines && (c is '\n' or '\r' or '\t')) return true;
        if (char.IsHighSurrogate(c)) return index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
        if (char.IsLowSurrogate(c)) return index > 0 && char.IsHighSurrogate(text[index - 1]);
        return char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
    }
}
