using System.Globalization;

namespace Trading.Adapters.Importing.Reading;

/// <summary>The mark between the whole part of a number and the rest.</summary>
public enum DecimalMark
{
    /// <summary>A point, as in 1,234.50.</summary>
    Point,

    /// <summary>A comma, as in 1.234,50.</summary>
    Comma,
}

/// <summary>Reads numbers as people and programs write them.</summary>
internal static class NumberReader
{
    private const NumberStyles Plain =
        NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;

    private const int Longest = 60;
    private const int Group = 3;

    /// <summary>
    /// Reads a number. A comma, or a point beside a comma, is read only when the decimal mark is known.
    /// </summary>
    /// <param name="cell">The text.</param>
    /// <param name="mark">The file's decimal mark; null while it is not known.</param>
    /// <param name="number">The number.</param>
    public static bool TryRead(ReadOnlySpan<char> cell, DecimalMark? mark, out decimal number)
    {
        number = 0;
        // The framework's parser takes a NUL at the end for nothing.
        if (cell.Length is 0 or > Longest || cell.Contains('\0')) return false;
        if (cell[0] == '$') cell = cell[1..];
        if (mark != DecimalMark.Comma && !cell.Contains(','))
            return decimal.TryParse(cell, Plain, CultureInfo.InvariantCulture, out number);
        if (mark is null) return false;
        Span<char> plain = stackalloc char[cell.Length];
        return Ungrouped(cell, mark == DecimalMark.Comma ? ',' : '.', plain, out var length)
            && decimal.TryParse(plain[..length], Plain, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Whether a cell says that there is no number: it is empty, or a library's word for a missing value.</summary>
    public static bool IsMissing(ReadOnlySpan<char> cell) =>
        cell.IsWhiteSpace() || cell.Equals("nan", StringComparison.OrdinalIgnoreCase)
        || cell.Equals("null", StringComparison.OrdinalIgnoreCase) || cell.Equals("n/a", StringComparison.OrdinalIgnoreCase)
        || cell.Equals("na", StringComparison.OrdinalIgnoreCase) || cell.Equals("none", StringComparison.OrdinalIgnoreCase)
        || cell.Equals("<na>", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a cell shows of the file's decimal mark; null when it would be a number either way.</summary>
    public static DecimalMark? MarkIn(ReadOnlySpan<char> cell)
    {
        var (comma, point) = (cell.LastIndexOf(','), cell.LastIndexOf('.'));
        if (comma >= 0 && point >= 0) return comma > point ? DecimalMark.Comma : DecimalMark.Point;
        var last = Math.Max(comma, point);
        if (last < 0) return null;
        // Between groups of three digits a mark may be either.
        var isGroup = cell.Length - last - 1 == Group && last is > 0 and <= Group && cell[0] != '0';
        var isRepeated = cell.Count(cell[last]) > 1;
        if (isGroup && !isRepeated) return null;
        return comma >= 0 != isRepeated ? DecimalMark.Comma : DecimalMark.Point;
    }

    // Groups are of three digits, except the first.
    private static bool Ungrouped(ReadOnlySpan<char> cell, char mark, Span<char> plain, out int length)
    {
        length = 0;
        var group = mark == '.' ? ',' : '.';
        var whole = cell.IndexOf(mark) is >= 0 and var at ? at : cell.Length;
        var digits = 0;
        var isGrouped = false;
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == group)
            {
                if (i > whole || digits is 0 or > Group || (isGrouped && digits != Group)) return false;
                (isGrouped, digits) = (true, 0);
            }
            else
            {
                if (i < whole && char.IsAsciiDigit(cell[i])) digits++;
                plain[length++] = cell[i] == mark ? '.' : cell[i];
            }
        }
        return !isGrouped || digits == Group;
    }
}
