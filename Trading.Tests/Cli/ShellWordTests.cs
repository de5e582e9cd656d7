using System.Diagnostics;
using Trading.Cli.Output;

namespace Trading.Tests.Cli;

/// <summary>What is suggested can be copied into a shell.</summary>
public sealed class ShellWordTests
{
    [Theory]
    [InlineData("/tmp/plain", "/tmp/plain", "/tmp/plain")]
    [InlineData("/tmp/my data", "\"/tmp/my data\"", "\"/tmp/my data\"")]
    [InlineData("C:\\data", "'C:\\data'", "C:\\data")]
    [InlineData("C:\\my data\\", "'C:\\my data\\'", "\"C:\\my data\\\\\"")]
    [InlineData("it's $HOME", "'it'\\''s $HOME'", "\"it's $HOME\"")]
    public void A_word_is_quoted_where_a_shell_needs_it(string text, string posix, string windows)
    {
        Assert.Equal(posix, ShellWord.Of(text, isWindows: false));
        Assert.Equal(windows, ShellWord.Of(text, isWindows: true));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("it's")]
    [InlineData("$HOME `x` \"q\" \\ ! * ? ~ # & | ; ( ) < >")]
    [InlineData("tab\tand, umlaut ä")]
    public async Task A_posix_shell_reads_the_very_text(string text)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("There is no POSIX shell.");
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"printf %s {ShellWord.Of(text, isWindows: false)}"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var shell = Process.Start(start)!;
        Assert.Equal(text, await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_with_a_space_is_quoted_in_what_comes_next()
    {
        using var cli = new CliRun();
        var folder = $"{cli.Data} of mine";
        await cli.RunBareAsync(["status", "--data", folder], TestContext.Current.CancellationToken);
        Assert.Contains($"'trading demo --data {ShellWord.Of(folder)}'", cli.Out, StringComparison.Ordinal);
        Assert.Contains($"--data \"{folder}\"", cli.Out, StringComparison.Ordinal);
    }
}
