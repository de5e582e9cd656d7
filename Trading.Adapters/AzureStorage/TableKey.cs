using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// The keys of rows. A character that a key may not have, or that sorts before the end of a marker, becomes <c>~</c> and its
/// code.
/// </summary>
internal static class TableKey
{
    /// <summary>A marker row holds no record; its key begins with this, so that a range of keys leaves it out.</summary>
    public const string MarkerPrefix = "!";

    /// <summary>Lower bound of the keys that are not markers.</summary>
    public const string AfterMarkers = "$";

    private const char Escape = '~';

    /// <summary>A session as a partition.</summary>
    public static string Of(LocalDate session) => LocalDatePattern.Iso.Format(session);

    /// <summary>Any text as a key, or the beginning of one.</summary>
    public static string Of(string text)
    {
        if (!text.Any(NeedsEscape)) return text;
        var key = new StringBuilder();
        foreach (var c in text)
        {
            if (NeedsEscape(c)) key.Append(CultureInfo.InvariantCulture, $"{Escape}{(int)c:X4}");
            else key.Append(c);
        }
        return key.ToString();
    }

    /// <summary>The least text that is greater than every text that begins with <paramref name="prefix"/>.</summary>
    public static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    private static bool NeedsEscape(char c) => c is '/' or '\\' or '?' or '%' or Escape or < '$' || char.IsControl(c);
}
