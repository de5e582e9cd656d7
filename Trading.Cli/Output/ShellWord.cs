using System.Buffers;

namespace Trading.Cli.Output;

/// <summary>Writes a text as one word of a command line that a person can copy into a shell.</summary>
internal static class ShellWord
{
    // What no shell reads as anything but itself.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+./:=@,");

    /// <summary>The word for the shells of this machine.</summary>
    public static string Of(string text) => Of(text, OperatingSystem.IsWindows());

    /// <summary>The word, quoted where it needs to be.</summary>
    /// <param name="text">The text, such as a path.</param>
    /// <param name="isWindows">Whether it is for cmd and PowerShell, where a backslash is a sign like any other and a path holds
    /// no quotation mark; else it is for a POSIX shell.</param>
    public static string Of(string text, bool isWindows)
    {
        if (text.Length > 0 && text.All(c => Plain.Contains(c) || (isWindows && c == '\\')
            || char.IsLetterOrDigit(c))) return text;
        if (isWindows)
        {
            // A backslash before the closing mark would take it for a sign.
            return $"\"{text}{(text.EndsWith('\\') ? "\\" : "")}\"";
        }
        // Suggested commands stand between single quotes themselves, so double ones read better where they are safe.
        return text.AsSpan().IndexOfAny("\"$`\\!") < 0
            ? $"\"{text}\""
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
