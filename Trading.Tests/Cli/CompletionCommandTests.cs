using System.Diagnostics;
using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Cli.Completing;

namespace Trading.Tests.Cli;

/// <summary>Tab completion: the words that the program suggests, and the scripts that ask for them.</summary>
public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("trading mod", "models")]
    [InlineData("trading trades --book ", "demo")]
    [InlineData("trading run --set MinC", "MinConfidence=")]
    [InlineData("trading completion f", "fish")]
    public async Task The_program_suggests_what_may_follow(string line, string word)
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Fine, await cli.RunBareAsync([$"[suggest:{line.Length}]", line],
            TestContext.Current.CancellationToken));
        Assert.Contains(word, cli.Out.Split('\n').Select(one => one.TrimEnd('\r')));
    }

    [Fact]
    public async Task Models_of_the_folder_are_suggested_and_a_folder_that_is_not_there_suggests_none()
    {
        using var cli = new CliRun();
        Directory.CreateDirectory(Path.Combine(new DataFolder(cli.Data).Book(Book.Live).Models, "20251104T010000Z-77ab19c4d0e2"));
        var line = $"trading models --data {cli.Data} show 2025";
        await cli.RunBareAsync([$"[suggest:{line.Length}]", line], TestContext.Current.CancellationToken);
        Assert.Equal("20251104T010000Z-77ab19c4d0e2", cli.Out.Trim());
        line = "trading models --data /nowhere show 2025";
        await cli.RunBareAsync([$"[suggest:{line.Length}]", line], TestContext.Current.CancellationToken);
        Assert.Equal("", cli.Out.Trim());
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Each_script_asks_the_program_at_the_place_of_the_cursor(string shell)
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("completion", shell));
        Assert.Contains("[suggest:", cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', cli.Out);
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("completion", shell.ToUpperInvariant(), "--json"));
        Assert.Contains("[suggest:", cli.Json().GetProperty("script").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bash_completes_with_the_script()
    {
        if (!File.Exists("/bin/bash")) Assert.Skip("There is no bash.");
        // A program that answers as this one does, so that the test starts no second runtime.
        var script = $"{CompletionScripts.Of(Shell.Bash)}\n" + """
            program() { [ "$1" = "[suggest:${#2}]" ] && printf 'models\nmore words\ndemo\n'; }
            COMP_LINE="program mo rest" COMP_POINT=10 COMP_WORDS=(program mo) COMP_CWORD=1
            _trading_complete
            printf '%s|' "${COMPREPLY[@]}"; complete -p trading
            """;
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", ["--norc", "-c", script])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        Assert.Equal(
            "models|more words|complete -o default -F _trading_complete trading",
            (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }
}
