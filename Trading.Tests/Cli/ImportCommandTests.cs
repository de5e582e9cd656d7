using Trading.Cli;
using Trading.Cli.Output;

namespace Trading.Tests.Cli;

public class ImportCommandTests
{
    private const string Header = "timestamp,open,high,low,close,volume\n";
    private const string Monday = "2025-11-03T14:30:00Z,10,11,9,10.5,100\n";
    private const string Tuesday = "2025-11-04T14:30:00Z,10,11,9,10.5,100\n";
    private const string Impossible = "2025-11-04T14:31:00Z,10,9,11,10.5,100\n";

    [Fact]
    public async Task Of_a_faulty_file_nothing_is_imported_and_the_others_are()
    {
        using var cli = new CliRun();
        var good = cli.Write("GOOD.csv", Header + Monday);
        var bad = cli.Write("BAD.csv", Header + Monday + Tuesday + Impossible);

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("import", good, bad, "--json"));

        var document = cli.Json();
        Assert.Equal(1, document.GetProperty("imported").GetInt32());
        Assert.Equal(1, document.GetProperty("refused").GetInt32());
        Assert.Equal("2025-11-03", document.GetProperty("archive").GetProperty("last").GetString());
        var fault = document.GetProperty("files").EnumerateArray().Single(f => f.GetProperty("error").GetString() is not null);
        Assert.StartsWith($"{bad}:4:", fault.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["2025-11-03.parquet"], Directory.EnumerateFiles(Path.Combine(cli.Data, "bars"), "*.parquet")
            .Select(Path.GetFileName));
    }

    [Fact]
    public async Task Importing_creates_no_journal()
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("import", cli.Write("GOOD.csv", Header + Monday)));
        Assert.False(File.Exists(Path.Combine(cli.Data, "journal.db")));
    }

    [Fact]
    public async Task When_every_file_is_faulty_the_archive_stays_as_it_was()
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("import", cli.Write("GOOD.csv", Header + Monday)));
        var before = cli.Files();

        Assert.Equal(
            ExitCode.Failed, await cli.RunAsync("import", cli.Write("BAD.csv", Header + Tuesday + Impossible), "missing.csv"));

        Assert.Equal(before, cli.Files());
        Assert.Contains("BAD.csv:3:", cli.Out, StringComparison.Ordinal);
        Assert.Contains("Not imported: missing.csv does not exist.", cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("*.csv", 2)]
    [InlineData("A*.csv", 1)]
    [InlineData("A.csv", 1)]
    public async Task Folders_patterns_and_files_may_be_named(string pattern, int files)
    {
        using var cli = new CliRun();
        cli.Write("A.csv", Header + Monday);
        var folder = Path.GetDirectoryName(cli.Write("B.csv", Header + Tuesday))!;
        cli.Write("README.md", "not bars");

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("import", Path.Combine(folder, pattern), "--json"));
        Assert.Equal(files, cli.Json().GetProperty("imported").GetInt32());
    }

    [Fact]
    public async Task A_pattern_that_finds_nothing_is_named()
    {
        using var cli = new CliRun();
        var folder = Path.GetDirectoryName(cli.Write("README.md", "not bars"))!;

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("import", folder));
        Assert.Contains($"{folder} holds no file of bars (.csv, ", cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backtest --from 2025-01-02 --to 2025-01-03", "2025-11-03 to 2025-11-04")]
    [InlineData("backtest --from 2025-11-03 --to 2025-11-04 --symbols A,XYZ", "no bars of XYZ in that time; it has A")]
    [InlineData("train", "must reach back to")]
    [InlineData("predict", "No model has been trained yet.")]
    [InlineData("explain SPY", "No model has been trained yet.")]
    public async Task What_the_archive_cannot_give_is_said_in_one_sentence_and_nothing_changes(string line, string said)
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("import", cli.Write("A.csv", Header + Monday + Tuesday)));
        var before = cli.Files();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync(line.Split(' ')));
        Assert.Contains(said, cli.Error.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
        Assert.Empty(cli.Out);
        Assert.Equal(before, cli.Files());
    }
}
