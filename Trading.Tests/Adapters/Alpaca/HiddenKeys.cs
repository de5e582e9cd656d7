using System.Globalization;
using System.Text;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>The ways in which an answer may echo a key, and the search for what is left of one.</summary>
internal static class HiddenKeys
{
    /// <summary>The shortest piece of a key that must never be told, in characters.</summary>
    public const int Piece = 8;

    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>The encodings of a key, by name.</summary>
    public static IReadOnlyDictionary<string, Func<string, string>> Encodings { get; } =
        new Dictionary<string, Func<string, string>>(StringComparer.Ordinal)
        {
            ["raw"] = key => key,
            ["lower case"] = key => key.ToLowerInvariant(),
            ["percent"] = key => EachByte(key, b => $"%{b:X2}"),
            ["percent, small digits"] = key => EachByte(key, b => $"%{b:x2}"),
            ["percent, each third"] = key => string.Concat(key.Select((c, i) => i % 3 == 0 ? $"%{(int)c:X2}" : $"{c}")),
            ["percent, twice"] = key => EachByte(key, b => $"%25{b:X2}"),
            ["base64"] = key => Convert.ToBase64String(Encoding.ASCII.GetBytes(key)),
            ["base64 for URLs"] = key => Convert.ToBase64String(Encoding.ASCII.GetBytes(key))
                .TrimEnd('=').Replace('+', '-').Replace('/', '_'),
            ["base64, second place"] = key => Convert.ToBase64String(Encoding.ASCII.GetBytes($"?{key}?")),
            ["base64, third place"] = key => Convert.ToBase64String(Encoding.ASCII.GetBytes($"??{key}")),
            ["base64 for a URL, escaped"] = key =>
                Uri.EscapeDataString(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{key}~"))),
            ["decimal entities"] = key => EachByte(key, b => $"&#{b};"),
            ["hexadecimal entities"] = key => EachByte(key, b => $"&#x{b:x};"),
            ["entities within entities"] = key => EachByte(key, b => $"&amp;#{b};"),
            ["JSON"] = key => EachByte(key, b => $"\\u{b:x4}"),
            ["hex"] = key => Convert.ToHexString(Encoding.ASCII.GetBytes(key)),
            ["small hex"] = key => Convert.ToHexStringLower(Encoding.ASCII.GetBytes(key)),
            ["with blanks"] = key => string.Join(' ', key.Chunk(4).Select(part => new string(part))),
            ["with line breaks"] = key => string.Join('\n', key.Chunk(5).Select(part => new string(part))),
            ["with hyphens"] = key => string.Join('-', key.Chunk(3).Select(part => new string(part))),
        };

    /// <summary>A key's id such as Alpaca gives: two letters and 18 characters.</summary>
    public static string Id(Random random) => $"PK{Text(random, Characters[..36], 18)}";

    /// <summary>A secret such as Alpaca gives: 40 characters.</summary>
    public static string Secret(Random random) => Text(random, Characters, 40);

    /// <summary>An encoded key: whole or cut, forwards or backwards.</summary>
    public static string Shaped(string encoded, Random random)
    {
        var half = encoded.Length / 2;
        var cut = random.Next(4) switch
        {
            0 => encoded[..(half + random.Next(encoded.Length - half))],
            1 => encoded[random.Next(half)..],
            _ => encoded,
        };
        return random.Next(3) == 0 ? Reversed(cut) : cut;
    }

    /// <summary>
    /// A part of a hidden key that a text still shows, as long as <see cref="Piece"/> characters of the key are in the way it
    /// was hidden; null for none.
    /// </summary>
    /// <param name="text">What was told.</param>
    /// <param name="hidden">How keys were written, each with the length of what was written.</param>
    public static string? Left(string text, params IEnumerable<(string Text, int Length)> hidden)
    {
        var small = text.ToLowerInvariant();
        foreach (var alike in hidden.GroupBy(key => Math.Max(Piece, (Piece * key.Text.Length + key.Length - 1) / key.Length)))
        {
            var parts = alike.SelectMany(key => Windows(key.Text.ToLowerInvariant(), alike.Key))
                .ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
            for (var i = 0; i + alike.Key <= small.Length; i++)
            {
                if (parts.Contains(small.AsSpan(i, alike.Key))) return small.Substring(i, alike.Key);
            }
        }
        return null;
    }

    private static IEnumerable<string> Windows(string text, int length) =>
        Enumerable.Range(0, Math.Max(0, text.Length - length + 1)).Select(i => text.Substring(i, length));

    public static string Reversed(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }

    private static string EachByte(string key, Func<byte, string> write) =>
        string.Concat(Encoding.ASCII.GetBytes(key).Select(write));

    private static string Text(Random random, string characters, int length) =>
        string.Create(CultureInfo.InvariantCulture, $"{new string(random.GetItems<char>(characters, length))}");
}
