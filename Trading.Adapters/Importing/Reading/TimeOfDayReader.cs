using NodaTime.Text;

namespace Trading.Adapters.Importing.Reading;

/// <summary>Reads times of day as files write them.</summary>
internal static class TimeOfDayReader
{
    private static readonly LocalTimePattern[] Patterns =
    [
        .. ((string[])["H:mm:ss.FFFFFFFFF", "H:mm", "H:mm:ss','FFFFFFFFF", "h:mm:ss tt", "h:mm tt", "h:mm:sstt", "h:mmtt",
            "HHmmss", "HHmm"]).Select(LocalTimePattern.CreateWithInvariantCulture),
    ];

    private const int PlainLength = 8;

    /// <summary>Reads a time of day.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out LocalTime time)
    {
        // Almost all times are written in this one way.
        if (text.Length == PlainLength && text[2] == ':' && text[5] == ':' && Two(text, 0, out var hour) && hour < 24
            && Two(text, 3, out var minute) && minute < 60 && Two(text, 6, out var second) && second < 60)
        {
            time = new(hour, minute, second);
            return true;
        }
        var word = text.Trim().ToString();
        // A table of numbers has lost the zero before nine.
        if (word.Length is 3 or 5 && word.All(char.IsAsciiDigit)) word = $"0{word}";
        foreach (var pattern in Patterns)
        {
            if (pattern.Parse(word).TryGetValue(default, out time)) return true;
        }
        time = default;
        return false;
    }

    private static bool Two(ReadOnlySpan<char> text, int at, out int number)
    {
        number = ((text[at] - '0') * 10) + text[at + 1] - '0';
        return char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]);
    }
}
