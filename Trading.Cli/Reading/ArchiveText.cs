using Trading.Core.Status;
using Trading.Reporting;

namespace Trading.Cli.Reading;

/// <summary>An archive of bars in words.</summary>
internal static class ArchiveText
{
    /// <summary>How many sessions it holds, from when to when.</summary>
    public static string Of(ArchiveExtent archive) => archive is { First: { } first, Last: { } last }
        ? $"{FigureText.Counted(archive.Sessions, "session")}, {FigureText.Date(first)} to {FigureText.Date(last)}"
        : "empty";
}
