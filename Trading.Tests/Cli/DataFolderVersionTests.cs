using Trading.Adapters.LocalStorage;
using Trading.Cli;

namespace Trading.Tests.Cli;

public sealed class DataFolderVersionTests : IDisposable
{
    private const string Bars = "timestamp,open,high,low,close,volume\n2025-11-03T14:30:00Z,500,501,499,500.5,1000\n";
    private readonly CliRun cli = new();

    private string VersionFile => Path.Combine(cli.Data, "folder.json");

    [Fact]
    public async Task A_command_that_writes_states_the_version_of_the_folder()
    {
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("import", cli.Write("SPY.csv", Bars)));

        Assert.Equal(
            $$"""{"version":{{DataFolderVersion.Current}},"writtenBy":"{{ProgramVersion.Current.Version}}"}""",
            await File.ReadAllTextAsync(VersionFile, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_of_before_is_understood_and_reading_it_leaves_it_as_it_is()
    {
        await cli.RunAsync("import", cli.Write("SPY.csv", Bars));
        File.Delete(VersionFile);

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("status"));
        Assert.False(File.Exists(VersionFile));

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("import", cli.Write("QQQ.csv", Bars)));
        Assert.True(File.Exists(VersionFile));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("trades")]
    [InlineData("demo")]
    [InlineData("train")]
    [InlineData("models", "prune")]
    public async Task A_folder_of_a_later_program_is_refused_in_one_sentence_and_stays_as_it_is(params string[] command)
    {
        Directory.CreateDirectory(cli.Data);
        await File.WriteAllTextAsync(
            VersionFile, """{"version":7,"writtenBy":"3.1.0"}""", TestContext.Current.CancellationToken);
        var before = cli.Files();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync(command));

        Assert.Equal(
            $"The data folder {cli.Data} has version 7, which trading 3.1.0 wrote; this program reads versions up to "
            + $"{DataFolderVersion.Current}: install trading 3.1.0 or later, or name another folder with --data.",
            cli.Error.Trim());
        Assert.Equal(before, cli.Files());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"version":"one"}""")]
    public async Task A_statement_that_cannot_be_read_is_named(string content)
    {
        Directory.CreateDirectory(cli.Data);
        await File.WriteAllTextAsync(VersionFile, content, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("status"));

        Assert.StartsWith($"{VersionFile} states the version of the data folder and cannot be read; delete it", cli.Error);
    }

    [Fact]
    public async Task A_halt_asks_no_version()
    {
        Directory.CreateDirectory(cli.Data);
        await File.WriteAllTextAsync(
            VersionFile, """{"version":7,"writtenBy":"3.1.0"}""", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("halt"));
    }

    [Fact]
    public void A_folder_beside_is_a_part_of_the_one_that_states_the_version()
    {
        var folder = new DataFolder(cli.Data);
        Directory.CreateDirectory(folder.Beside(Book.Demo).Root);

        new DataFolderVersion(folder.Beside(Book.Demo)).State("1.0.0");

        Assert.True(File.Exists(VersionFile));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Beside(Book.Demo).Root));
    }

    [Fact]
    public async Task The_version_tells_the_commit()
    {
        Assert.Equal(ExitCode.Fine, await cli.RunBareAsync(["--version"], TestContext.Current.CancellationToken));
        Assert.Equal($"{ProgramVersion.Current}", cli.Out.Trim());

        Assert.Equal(ExitCode.Fine, await cli.RunBareAsync(["--version", "--json"], TestContext.Current.CancellationToken));
        Assert.Equal(ProgramVersion.Current.Commit, cli.Json().GetProperty("commit").GetString());
    }

    [Theory]
    [InlineData("1.2.0+0123456789abcdef", "1.2.0", "0123456789abcdef", "trading 1.2.0 (commit 0123456789, ")]
    [InlineData("1.2.0-rc.1+abc", "1.2.0-rc.1", "abc", "trading 1.2.0-rc.1 (commit abc, ")]
    [InlineData("1.2.0", "1.2.0", null, "trading 1.2.0 (commit unknown, ")]
    public void The_build_s_version_is_read_apart(string informational, string version, string? commit, string line)
    {
        var read = ProgramVersion.Of(informational);

        Assert.Equal((version, commit), (read.Version, read.Commit));
        Assert.StartsWith(line, $"{read}");
    }

    public void Dispose() => cli.Dispose();
}
