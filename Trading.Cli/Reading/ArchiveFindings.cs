using Trading.Core.Collecting.Content;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Reading;

/// <summary>Tells what looks wrong in recorded bars before a command learns from them or trades them.</summary>
internal static class ArchiveFindings
{
    private const int Most = 5;

    /// <summary>Looks, and tells on stderr, a sentence each and a few at most.</summary>
    public static async Task TellAsync(
        CommandContext context, IBarArchive archive, IReadOnlyList<LocalDate> sessions, IEnumerable<string> symbols,
        IMarketCalendar calendar, CancellationToken cancel)
    {
        var findings = await ArchiveCheck.FindingsAsync(archive, sessions, symbols, calendar, cancel);
        foreach (var finding in findings.Take(Most))
            context.Progress.Tell(
                $"Recorded bars: {BarFindingText.Of(finding)} {BarFindingText.ArchiveAdvice(finding)}".TrimEnd());
        if (findings.Count > Most)
            context.Progress.Tell($"Recorded bars: {FigureText.Count(findings.Count - Most)} more findings of this kind.");
    }
}
