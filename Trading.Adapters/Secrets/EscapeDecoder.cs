using System.Globalization;

namespace Trading.Adapters.Secrets;

/// <summary>
/// Decodes the escapes of URLs (<c>%41</c>, <c>%u0041</c>), JSON (<c>\u0041</c>, <c>\x41</c>, <c>\n</c>) and HTML
/// (<c>&amp;#65;</c>, <c>&amp;#x41;</c>, <c>&amp;amp;</c>), also within each other: what an escape stands for is read again as
/// part of the escape around it. Keeps for each character its place in the text. Linear in the length of the text.
/// </summary>
internal ref struct EscapeDecoder(int length)
{
    private const int LongestEntity = 34;

    private readonly char[] chars = new char[length];
    private readonly int[] starts = new int[length];
    private readonly int[] ends = new int[length];
    private int ampersand = -1;

    /// <summary>How many characters there are so far.</summary>
    public int Count { get; private set; }

    /// <summary>A decoded character.</summary>
    public readonly char CharAt(int index) => chars[index];

    /// <summary>Where it begins in the text.</summary>
    public readonly int StartOf(int index) => starts[index];

    /// <summary>Where it ends in the text.</summary>
    public readonly int EndOf(int index) => ends[index];

    /// <summary>A text, decoded.</summary>
    public static EscapeDecoder Decode(ReadOnlySpan<char> text)
    {
        var decoder = new EscapeDecoder(text.Length);
        for (var i = 0; i < text.Length; i++) decoder.Push(text[i], i, i + 1);
        decoder.End();
        return decoder;
    }

    /// <summary>A text, read from its end and decoded.</summary>
    public static EscapeDecoder DecodeBackwards(ReadOnlySpan<char> text)
    {
        var decoder = new EscapeDecoder(text.Length);
        for (var i = text.Length - 1; i >= 0; i--) decoder.Push(text[i], i, i + 1);
        decoder.End();
        return decoder;
    }

    /// <summary>What was decoded, read from its end and decoded again.</summary>
    public readonly EscapeDecoder Backwards()
    {
        var decoder = new EscapeDecoder(Count);
        for (var i = Count - 1; i >= 0; i--) decoder.Push(chars[i], starts[i], ends[i]);
        decoder.End();
        return decoder;
    }

    private void Push(char c, int start, int end)
    {
        // A number may end without its semicolon.
        if (c != ';' && IsNumberOpen() && !IsPartOfNumber(c)) Reduce(ampersand, Number(Count));
        Add(c, start, end);
        Settle();
    }

    private void End()
    {
        if (IsNumberOpen()) Reduce(ampersand, Number(Count));
        Settle();
    }

    private void Add(char c, int start, int end)
    {
        if (c == '&') ampersand = Count;
        (chars[Count], starts[Count], ends[Count]) = (c, start, end);
        Count++;
    }

    // What an escape stands for may end another escape.
    private void Settle()
    {
        while (Count > 1 && TailEscape() is { } escape) Reduce(escape.Start, escape.Char);
    }

    private void Reduce(int first, char c)
    {
        // Read from its end, a text's first character is the last one.
        var (start, end) = (Math.Min(starts[first], starts[Count - 1]), Math.Max(ends[first], ends[Count - 1]));
        Count = first;
        if (ampersand >= Count) ampersand = -1;
        Add(c, start, end);
    }

    private readonly (int Start, char Char)? TailEscape()
    {
        var last = chars[Count - 1];
        if (last == ';' && ampersand >= 0 && Count - ampersand <= LongestEntity) return Entity();
        if (char.IsAsciiHexDigit(last))
        {
            if (Hex(2) is { } octet && (Follows(2, '%') || Follows(2, '\\', 'x')))
                return (Count - (Follows(2, '%') ? 3 : 4), octet);
            return Hex(4) is { } unit && (Follows(4, '\\', 'u') || Follows(4, '%', 'u')) ? (Count - 6, unit) : null;
        }
        return chars[Count - 2] == '\\' && JsonEscape(last) is { } sign ? (Count - 2, sign) : null;
    }

    private static char? JsonEscape(char c) => c switch
    {
        'n' or 'r' or 't' => ' ',
        '/' or '"' or '\'' or '\\' => c,
        _ => null,
    };

    // The hexadecimal number in the last characters; null when they are no such number.
    private readonly char? Hex(int digits)
    {
        if (Count <= digits) return null;
        var value = 0;
        for (var i = Count - digits; i < Count; i++)
        {
            if (!char.IsAsciiHexDigit(chars[i])) return null;
            value = value * 16 + int.Parse(chars.AsSpan(i, 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
        return (char)value;
    }

    private readonly bool Follows(int digits, char mark) => Count > digits && chars[Count - digits - 1] == mark;

    private readonly bool Follows(int digits, char mark, char letter) => Count > digits + 1
        && char.ToLowerInvariant(chars[Count - digits - 1]) == letter && chars[Count - digits - 2] == mark;

    private readonly (int Start, char Char)? Entity()
    {
        var name = chars.AsSpan(ampersand + 1, Count - ampersand - 2);
        if (name is ['#', ..]) return IsNumberOpenAt(Count - 1) ? (ampersand, Number(Count - 1)) : null;
        if (name.IsEmpty || name.ContainsAnyExcept(Letters)) return null;
        // No name stands for a letter or a digit, so it matters only which signs begin or end another escape.
        return (ampersand, name switch
        {
            "amp" or "AMP" => '&',
            "num" => '#',
            "semi" => ';',
            "percnt" => '%',
            "bsol" => '\\',
            _ => ' ',
        });
    }

    private readonly bool IsNumberOpen() => IsNumberOpenAt(Count);

    // Whether "&#65" or "&#x41" ends here.
    private readonly bool IsNumberOpenAt(int end)
    {
        if (ampersand < 0 || end - ampersand is < 3 or > LongestEntity || chars[ampersand + 1] != '#') return false;
        var isHex = chars[ampersand + 2] is 'x' or 'X';
        var digits = chars.AsSpan(ampersand + (isHex ? 3 : 2), end - ampersand - (isHex ? 3 : 2));
        return !digits.IsEmpty && !digits.ContainsAnyExcept(isHex ? HexDigits : Digits);
    }

    private readonly bool IsPartOfNumber(char c) =>
        chars[ampersand + 2] is 'x' or 'X' ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c);

    private readonly char Number(int end)
    {
        var isHex = chars[ampersand + 2] is 'x' or 'X';
        var from = ampersand + (isHex ? 3 : 2);
        return int.TryParse(
            chars.AsSpan(from, end - from), isHex ? NumberStyles.HexNumber : NumberStyles.None, CultureInfo.InvariantCulture,
            out var value) && value is >= 0 and <= char.MaxValue ? (char)value : ' ';
    }

    private static readonly System.Buffers.SearchValues<char> Digits = System.Buffers.SearchValues.Create("0123456789");

    private static readonly System.Buffers.SearchValues<char> HexDigits =
        System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}
