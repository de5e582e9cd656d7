using Trading.Adapters.LocalStorage;
using Trading.Cli.Output;

namespace Trading.Cli.Checking;

/// <summary>What checks have found, a line each.</summary>
internal static class CheckPage
{
    /// <summary>Shows it; gives the exit code, which is 1 when something is bad.</summary>
    public static int Show(CommandContext context, string title, Book book, IReadOnlyList<CheckResult> lines)
    {
        context.Output.Show(
            Of($"{title} ({book.ToString().ToLowerInvariant()} book)", lines),
            new { book, ok = Bad(lines) == 0, checks = lines.Select(l => new { l.Name, state = l.State, l.Text }) });
        return Bad(lines) == 0 ? ExitCode.Fine : ExitCode.Failed;
    }

    /// <summary>The page.</summary>
    public static Page Of(string title, IReadOnlyList<CheckResult> lines) => new(
        title,
        new Facts([.. lines.Select(l => new Fact(l.Name, $"{Mark(l.State)} {l.Text}", l.State))]),
        Bad(lines) == 0
            ? new Sentence("Everything that trading needs is there.", Tone.Good)
            : new Sentence($"{Bad(lines)} of {lines.Count} are not right.", Tone.Bad));

    private static int Bad(IReadOnlyList<CheckResult> lines) => lines.Count(l => l.State == Tone.Bad);

    private static string Mark(Tone state) => state switch
    {
        Tone.Good => "ok:",
        Tone.Caution => "note:",
        _ => "BAD:",
    };
}
