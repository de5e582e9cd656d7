using System.Text.RegularExpressions;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Core.Storage;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Cli;

/// <summary>What <c>evaluate</c> writes, and what it refuses.</summary>
public sealed partial class EvaluateCommandTests
{
    private static readonly string[] Recipe =
        ["evaluate", "--symbols", "FAKEA,FAKEB", "--set", "ModelType=LightGbm", "--set", "TrainingDays=12"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_first_what_is_proved_and_the_second_time_takes_all_from_the_record()
    {
        using var cli = await WithBarsAsync(9);

        Assert.Equal(ExitCode.Fine, await cli.RunAsync([.. Recipe, "--json"]));
        var first = cli.Out;
        var document = cli.Json();
        Assert.Equal(ExitCode.Fine, await cli.RunAsync([.. Recipe, "--json"]));

        Assert.Equal("conclusion", document.EnumerateObject().First().Name);
        Assert.StartsWith("Nothing is proved", document.GetProperty("conclusion").GetString(), StringComparison.Ordinal);
        Assert.Equal("timings", document.EnumerateObject().Last().Name);
        Assert.Equal(4, document.GetProperty("timings").GetProperty("sessionsBuilt").GetInt32());
        Assert.Equal(0, cli.Json().GetProperty("timings").GetProperty("sessionsBuilt").GetInt32());
        Assert.Equal(Timings().Replace(first, ""), Timings().Replace(cli.Out, ""));
        var page = document.GetProperty("page").GetString()!;
        Assert.Contains(
            document.GetProperty("conclusion").GetString()!, await File.ReadAllTextAsync(page, Cancel), StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(cli.Data, "evaluations", "trials.jsonl"), Cancel));
    }

    [Fact]
    public async Task Its_tables_fit_into_80_columns()
    {
        using var cli = await WithBarsAsync(9);

        Assert.Equal(ExitCode.Fine, await cli.RunAsync([.. Recipe, "--set", "MinConfidence=0.5"]));

        var lines = cli.Out.TrimEnd('\n').Split('\n');
        Assert.StartsWith("Nothing is proved", lines[1], StringComparison.Ordinal);
        foreach (var heading in new[] { "forecast ", "from ", "account " })
        {
            var at = Array.FindIndex(lines, line => line.StartsWith(heading, StringComparison.Ordinal));
            Assert.True(at > 0, heading);
            Assert.All(lines.Skip(at).Take(4), line => Assert.InRange(line.Length, 1, 80));
        }
    }

    /// <summary>A symbol that the newest sessions have no more belongs to what could have been traded.</summary>
    [Fact]
    public async Task Symbols_that_are_listed_no_more_are_evaluated_and_told()
    {
        using var cli = await WithBarsAsync(9, (date, symbol) => symbol != "FAKEB" || date < new LocalDate(2025, 10, 15));

        Assert.Equal(ExitCode.Fine, await cli.RunAsync(
            "evaluate", "--set", "ModelType=LightGbm", "--set", "TrainingDays=12", "--json"));

        var document = cli.Json();
        Assert.Equal(4, document.GetProperty("recipe").GetProperty("symbols").GetArrayLength());
        var ended = document.GetProperty("baselines").GetProperty("holding").GetProperty("ended")[0];
        Assert.Equal("FAKEB", ended.GetProperty("symbol").GetString());
        Assert.Equal("2025-10-14", ended.GetProperty("session").GetString());
        Assert.Contains(
            "FAKEB (2025-10-14)", await File.ReadAllTextAsync(document.GetProperty("page").GetString()!, Cancel),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--symbols SPY", "no bars of SPY", "FAKEA, FAKEB, FAKEC, FAKED")]
    [InlineData("--from 2025-12-01", "no session from 2025-12-01", "2025-10-06 to 2025-10-16")]
    [InlineData("--to 2025-10-10", "5 sessions up to 2025-10-10", "needs 7")]
    [InlineData("--from 2025-10-16", "1 of the sessions", "needs two")]
    [InlineData("--set TrainingDays=5", "Only 1 of the sessions", "5 recorded sessions within the 5 days")]
    public async Task What_cannot_be_evaluated_is_refused_in_one_sentence(string line, string culprit, string remedy)
    {
        using var cli = await WithBarsAsync(9);
        var before = cli.Files();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync(["evaluate", .. line.Split(' '), "--json"]));

        var sentence = cli.Error.TrimEnd('\n').Split('\n')[^1];
        Assert.Contains(culprit, sentence, StringComparison.Ordinal);
        Assert.Contains(remedy, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(
            cli.Files().Keys.Except(before.Keys), file => file.EndsWith("trials.jsonl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_archive_it_says_how_to_make_one()
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("evaluate"));

        Assert.Contains("trading import", Assert.Single(cli.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.Data));
    }

    private static async Task<CliRun> WithBarsAsync(int sessions, Func<LocalDate, string, bool>? has = null)
    {
        var (cli, tape) = (new CliRun(), SmallMarket.Tape());
        using var stores = TradingStores.Local(new DataFolder(cli.Data), Book.Live);
        await stores.Archive.WriteAllAsync(
            [.. tape.Sessions.Take(sessions).Select(date => new SessionBars(
                date, [.. tape.Read(date).Where(series => has?.Invoke(date, series.Symbol) ?? true)]))], Cancel);
        return cli;
    }

    [GeneratedRegex("\"timings\".*", RegexOptions.Singleline, 1000)]
    private static partial Regex Timings();
}
