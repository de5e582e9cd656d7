namespace Trading.Adapters.Secrets;

/// <summary>
/// A text as the search for keys reads it: its letters and digits alone, without case, each with its place in the text. What
/// stands between them (blanks, line breaks, hyphens) does not hide anything.
/// </summary>
internal sealed class SearchText
{
    private readonly byte[] symbols;
    private readonly int[] starts;
    private readonly int[] ends;

    private SearchText(int most) => (symbols, starts, ends) = (new byte[most], new int[most], new int[most]);

    /// <summary>How many symbols it has.</summary>
    public int Count { get; private set; }

    /// <summary>A symbol: 0 to 9 for the digits, 10 to 35 for the letters.</summary>
    public byte this[int index] => symbols[index];

    /// <summary>The part of the text that symbols come from, in whichever direction they were read.</summary>
    public (int Start, int End) PartOf(int first, int last) =>
        (Math.Min(starts[first], starts[last]), Math.Max(ends[first], ends[last]));

    /// <summary>The text as it is written.</summary>
    public static SearchText Of(ReadOnlySpan<char> text)
    {
        var plain = new SearchText(text.Length);
        for (var i = 0; i < text.Length; i++) plain.Add(text[i], i, i + 1);
        return plain;
    }

    /// <summary>A text whose escapes are decoded.</summary>
    public static SearchText Of(in EscapeDecoder decoder)
    {
        var decoded = new SearchText(decoder.Count);
        for (var i = 0; i < decoder.Count; i++) decoded.Add(decoder.CharAt(i), decoder.StartOf(i), decoder.EndOf(i));
        return decoded;
    }

    private void Add(char c, int start, int end)
    {
        if (!char.IsAsciiLetterOrDigit(c)) return;
        symbols[Count] = (byte)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        starts[Count] = start;
        ends[Count] = end;
        Count++;
    }
}
