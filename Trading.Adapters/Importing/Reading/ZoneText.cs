using NodaTime.Text;

namespace Trading.Adapters.Importing.Reading;

/// <summary>Reads what follows a time: an offset from UTC or a time zone.</summary>
internal static class ZoneText
{
    private static readonly OffsetPattern[] Offsets =
    [
        .. ((string[])["+HH:mm", "+HHmm", "+HH", "+H", "+HH:mm:ss"]).Select(OffsetPattern.CreateWithInvariantCulture),
    ];

    /// <summary>Words that are one offset wherever they stand.</summary>
    private static readonly Dictionary<string, int> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Z"] = 0,
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["ET"] = NewYork,
        ["Eastern"] = NewYork,
        // Many write EST all year round and mean the clocks of New York.
        ["EST"] = NewYork,
        ["EDT"] = NewYork,
        ["EST5EDT"] = NewYork,
    };

    private const int NewYork = int.MaxValue;

    /// <summary>The zone of a text; null when it is none.</summary>
    public static DateTimeZone? Read(string text)
    {
        // Java names the zone behind the offset, and JavaScript in words.
        if (text.IndexOfAny(['[', '(']) is > 0 and var bracket) text = text[..bracket].TrimEnd();
        if (Words.TryGetValue(text, out var hours))
            return hours == NewYork ? Core.Market.ExchangeTime.Zone : DateTimeZone.ForOffset(Offset.FromHours(hours));
        // Go writes an offset and its name.
        if (text.EndsWith(" UTC", StringComparison.Ordinal)) text = text[..^4].TrimEnd();
        var offset = text.StartsWith("UTC", StringComparison.Ordinal) || text.StartsWith("GMT", StringComparison.Ordinal)
            ? text[3..] : text;
        foreach (var pattern in Offsets)
        {
            if (pattern.Parse(offset) is { Success: true, Value: var value }) return DateTimeZone.ForOffset(value);
        }
        return text.Contains('/') ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) : null;
    }
}
