using System.CommandLine;
using System.CommandLine.Completions;
using Trading.Cli.Input;
using Trading.Cli.Output;

namespace Trading.Cli.Completing;

/// <summary><c>trading completion</c>: prints the script that makes a shell complete this program's words with the tab
/// key.</summary>
internal static class CompletionCommand
{
    /// <summary>Creates <c>completion</c>.</summary>
    public static Command Create(CommandHost host)
    {
        var shell = new Argument<Shell>("SHELL")
        {
            Description = $"The shell: {Values.OneOf(Enum.GetNames<Shell>())}.",
            CustomParser = result => Values.Name<Shell>(result) ?? default,
        };
        shell.CompletionSources.Clear();
        shell.CompletionSources.Add(_ => Enum.GetNames<Shell>().Select(name => new CompletionItem(name.ToLowerInvariant())));
        return host.RunsAnyway(
            new Command(
                "completion", "Prints a script that completes commands, options, models and symbols in a shell with the tab key.")
            {
                shell,
            },
            (context, _) =>
            {
                var chosen = context.Parsed.GetRequiredValue(shell);
                var script = CompletionScripts.Of(chosen);
                if (context.Parsed.GetValue(host.Globals.Json))
                    context.Output.Show(new Page("Completion"), new { shell = chosen, script });
                else host.Stdout.Write(script);
                return Task.FromResult(ExitCode.Fine);
            });
    }
}
