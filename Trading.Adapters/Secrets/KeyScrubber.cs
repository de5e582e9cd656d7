using System.Text;

namespace Trading.Adapters.Secrets;

/// <summary>
/// Removes the keys from what an answer says, in case it echoes them: as they are in any case, escaped for a URL, JSON or HTML
/// (also twice), in base64 (with or without padding, of either alphabet, alone or within a longer text, as in a Basic
/// header), in hexadecimal, any of these backwards, with blanks, line breaks or signs in between, and pieces of each from eight
/// characters of a key on. Safe for use by many threads.
/// </summary>
/// <remarks>
/// The text is reduced to letters and digits, as written and with its escapes decoded, and each run of a few symbols is looked
/// up among all such runs of the keys. A piece consists of runs, so a piece that is long enough is found whole.
/// </remarks>
internal sealed class KeyScrubber
{
    /// <summary>The shortest piece of a key that is removed, in characters; shorter ones occur in ordinary text.</summary>
    private const int ShortestPiece = 8;

    /// <summary>Eight bytes in base64 have at least ten characters that nothing but they decide. In hexadecimal that is five
    /// characters of a key; fewer digits would be found in the ids of orders.</summary>
    private const int ShortestEncodedPiece = 10;

    /// <summary>Below this length a text is no key, and to remove it would make answers unreadable.</summary>
    private const int ShortestKey = 6;

    private const int BitsOfSymbol = 6;
    private const string Stars = "***";
    private static readonly char[] Escapes = ['%', '&', '\\'];

    private readonly HashSet<ulong>?[] runs = new HashSet<ulong>?[ShortestEncodedPiece + 1];

    /// <param name="secrets">The keys; those that are too short to be told from ordinary text are left out.</param>
    public KeyScrubber(params IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets)
        {
            if (secret.Length < ShortestKey) continue;
            Add(secret, ShortestPiece);
            Add(Convert.ToHexString(Encoding.ASCII.GetBytes(secret)), ShortestEncodedPiece);
            AddBase64(secret);
        }
    }

    /// <summary>The text with each key replaced by asterisks.</summary>
    public string Clean(string text)
    {
        var spans = Spans(text);
        if (spans.Count == 0) return text;
        var clean = new StringBuilder(text.Length);
        var from = 0;
        foreach (var (start, end) in spans)
        {
            clean.Append(text, from, start - from).Append(Stars);
            from = end;
        }
        return clean.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The body with each key replaced by asterisks; the same array when it holds none.</summary>
    public byte[] Clean(byte[] body)
    {
        // One character a byte; what is not ASCII is no part of a key.
        var text = Encoding.Latin1.GetString(body);
        var clean = Clean(text);
        return ReferenceEquals(clean, text) ? body : Encoding.Latin1.GetBytes(clean);
    }

    private void AddBase64(string text)
    {
        // Within a longer text the key begins at any of three places of a group; the first symbols then hold other bits, too.
        for (var offset = 0; offset < 3; offset++)
        {
            byte[] bytes = [.. new byte[offset], .. Encoding.ASCII.GetBytes(text)];
            Add(Convert.ToBase64String(bytes)[(offset == 0 ? 0 : offset + 1)..], ShortestEncodedPiece);
        }
    }

    private void Add(string needle, int shortest)
    {
        Add(SearchText.Of(needle), shortest);
        Add(SearchText.Of(Reversed(needle)), shortest);
    }

    private void Add(SearchText needle, int shortest)
    {
        var length = Math.Min(shortest, needle.Count);
        if (length < ShortestKey) return;
        var set = runs[length] ??= [];
        for (var i = 0; i + length <= needle.Count; i++)
        {
            var code = 0ul;
            for (var j = i; j < i + length; j++) code = (code << BitsOfSymbol) | needle[j];
            set.Add(code);
        }
    }

    // Where keys are, in order and without overlaps.
    private List<(int Start, int End)> Spans(string text)
    {
        var found = new List<(int Start, int End)>();
        Find(SearchText.Of(text), found);
        if (text.AsSpan().IndexOfAny(Escapes) >= 0)
        {
            // An escape that is written backwards is read only from the end, and so is one whose own signs are escaped.
            var decoded = EscapeDecoder.Decode(text);
            Find(SearchText.Of(decoded), found);
            Find(SearchText.Of(decoded.Backwards()), found);
            Find(SearchText.Of(EscapeDecoder.DecodeBackwards(text)), found);
        }
        found.Sort();
        var merged = new List<(int Start, int End)>();
        foreach (var (start, end) in found)
        {
            if (merged is [.., var last] && start <= last.End) merged[^1] = (last.Start, Math.Max(last.End, end));
            else merged.Add((start, end));
        }
        return merged;
    }

    private void Find(SearchText text, List<(int Start, int End)> found)
    {
        var code = 0ul;
        for (var i = 0; i < text.Count; i++)
        {
            code = (code << BitsOfSymbol) | text[i];
            for (var length = ShortestKey; length < runs.Length; length++)
            {
                if (i + 1 < length || runs[length] is not { } set) continue;
                if (set.Contains(code & ((1ul << (length * BitsOfSymbol)) - 1)))
                    found.Add(text.PartOf(i - length + 1, i));
            }
        }
    }

    private static string Reversed(string text)
    {
        var chars = text.ToCharArray();
        Array.Reverse(chars);
        return new string(chars);
    }
}
