using Spectre.Console;

namespace Trading.Cli.Output;

/// <summary>Finds out whether a stream is a terminal, and what it can show.</summary>
internal static class Consoles
{
    /// <summary>The terminal behind a stream; null when there is none, as behind a pipe or a file.</summary>
    public static IAnsiConsole? TerminalOf(TextWriter stream, IReadOnlyDictionary<string, string> environment)
    {
        var output = new AnsiConsoleOutput(stream);
        if (!output.IsTerminal || environment.GetValueOrDefault("TERM") == "dumb") return null;
        // https://no-color.org: any value but an empty one switches colours off.
        var colours = environment.GetValueOrDefault("NO_COLOR", "").Length == 0;
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
    }
}
