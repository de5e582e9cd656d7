using System.Text;
using Trading.Core.Events.Notifications;

namespace Trading.Adapters.Notifications;

/// <summary>Fits texts into what a service takes.</summary>
internal static class TextFit
{
    private const string Cut = "...";

    /// <summary>
    /// The text, or its beginning with three dots when it is too long. No character of two parts and no escape is cut in two.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most that the result may measure.</param>
    /// <param name="escape">How a character is written; null for as it is.</param>
    /// <param name="measure">The size of a written character; null counts UTF-16 characters.</param>
    public static string Of(string text, int most, Func<Rune, string>? escape = null, Func<string, int>? measure = null)
    {
        var fitted = new StringBuilder(Math.Min(text.Length, most) + Cut.Length);
        var (size, lengthAtCut) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var written = escape is null ? rune.ToString() : escape(rune);
            size += measure is null ? written.Length : measure(written);
            if (size > most) return $"{fitted.ToString(0, lengthAtCut)}{Cut}";
            fitted.Append(written);
            if (size <= most - Cut.Length) lengthAtCut = fitted.Length;
        }
        return fitted.ToString();
    }

    /// <summary>A sign that shows the level at a glance, before a title; empty for the usual course.</summary>
    public static string Mark(NotificationLevel level) => level switch
    {
        NotificationLevel.Critical => "\U0001F534 ",
        NotificationLevel.Warning => "\U0001F7E0 ",
        _ => "",
    };
}
