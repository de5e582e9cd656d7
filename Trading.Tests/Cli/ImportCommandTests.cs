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
    public async Task A_folder_is_searched_in_its_depth_and_hidden_folders_are_left_out()
    {
        using var cli = new CliRun();
        var folder = Path.GetDirectoryName(cli.Write("B.csv", Header + Tuesday))!;
        foreach (var (below, name) in new[] { ("2025/november", "SPY.csv"), (".hidden", "QQQ.csv") })
        {
            Directory.CreateDirectory(Path.Combine(folder, below));
            File.Copy(Path.Combine(folder, "B.csv"), Path.Combine(folder, below, name));
        }

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("import", folder, "--json"));

        Assert.Equal(
            ["B", "SPY"], cli.Json().GetProperty("files").EnumerateArray().Select(file => file.GetProperty("symbol").GetString()!)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_pattern_that_finds_nothing_is_named()
    {
        using var cli = new CliRun();
        var folder = Path.GetDirectoryName(cli.Write("README.md", "not bars"))!;

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("import", folder));
        Assert.Contains($"{folder} holds no file of bars (.csv, ", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_shows_the_bars_as_understood_and_writes_nothing()
    {
        using var cli = new CliRun();
        var path = cli.Write("notes_1.csv", "11/03/2025 09:30,10,11,9,10.5,100\n");
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("import", path, "--dry-run"));
        Assert.Contains(
            "--columns timestamp,open,high,low,close,volume --time-zone America/New_York --dates month-first --symbol SPY.",
                cli.Out,
            StringComparison.Ordinal);

        Assert.Equal(ExitCode.Fine, await cli.RunAsync(
            "import", path, "--dry-run", "--columns", "timestamp,open,high,low,close,volume", "--time-zone", "America/New_York",
            "--dates", "month-first", "--symbol", "spy"));
        Assert.Contains("2025-11-03 14:30", cli.Out, StringComparison.Ordinal);
        Assert.Contains("2025-11-03 09:30", cli.Out, StringComparison.Ordinal);
        Assert.Contains("would be added: 1 bar", cli.Out, StringComparison.Ordinal);
        Assert.Empty(cli.Files());
    }

    [Fact]
    public async Task A_bar_that_differs_is_told_with_both_values_and_replaced_only_on_request()
    {
        using var cli = new CliRun();
        await cli.RunAsync("import", cli.Write("A.csv", Header + Monday));
        var changed = cli.Write("A.csv", Header + Monday.Replace("10.5,100", "10.75,100", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("import", changed));
        Assert.Contains(
            "A: 1 bar differs from the stored one, which stays; --replace replaces it: the first is of 2025-11-03 09:30 New "
                + "York, "
                + "close 10.5 before and close 10.75 now.", cli.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("import", changed, "--replace"));
        Assert.Contains("A: 1 bar replaced the stored one", cli.Out, StringComparison.Ordinal);
        await cli.RunAsync("import", changed, "--json");
        Assert.Equal(1, cli.Json().GetProperty("symbols")[0].GetProperty("archive").GetProperty("same").GetInt32());
    }

    [Fact]
    public async Task What_looks_wrong_is_told_with_what_to_do_and_typed_in_the_document()
    {
        using var cli = new CliRun();
        var path = cli.Write("A.csv", Header + string.Concat(Enumerable.Range(0, 10).Select(
            i => $"2025-11-03T{15 + (i / 12)}:{5 * i:00}:00Z,10,11,9,10.5,100\n")));
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("import", path));
        Assert.Contains("The usual step from bar to bar is 5 minutes; these are no one-minute bars.", cli.Out,
            StringComparison.Ordinal);
        Assert.Contains("--anyway", cli.Out, StringComparison.Ordinal);
        await cli.RunAsync("import", path, "--json");
        var finding = cli.Json().GetProperty("files")[0].GetProperty("findings")[0];
        Assert.Equal(("wrongStep", 5), (finding.GetProperty("kind").GetString(), finding.GetProperty("minutes").GetInt32()));

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("import", path, "--anyway"));
        await cli.RunAsync("train");
        Assert.Contains("Recorded bars: The usual step from bar to bar is 5 minutes", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--columns", "timestamp,open,high,low,close", "does not name volume")]
    [InlineData("--columns", "timestamp,open,open,high,low,close,volume", "names open twice")]
    [InlineData("--columns", "when,open,high,low,close,volume", "has 'when'; a column may be timestamp")]
    [InlineData("--time-zone", "Mars/Olympus", "--time-zone is 'Mars/Olympus'; it may be a name such as America/New_York")]
    [InlineData("--stamped", "middle", "--stamped is 'middle'; it may be start, end")]
    [InlineData("--dates", "year-first", "--dates is 'year-first'; it may be month-first or day-first")]
    [InlineData("--decimal", "dot", "--decimal is 'dot'; it may be point, comma")]
    [InlineData("--symbol", "a b", "--symbol is 'a b'; it may be a ticker such as SPY")]
    public async Task A_wrong_option_says_what_it_may_be(string option, string value, string expected)
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.WrongUsage, await cli.RunAsync("import", cli.Write("A.csv", Header + Monday), option, value));
        Assert.Contains(expected, cli.Error, StringComparison.Ordinal);
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
