using Trading.Cli;

namespace Trading.Tests.Cli;

public class EmptyFolderTests
{
    [Theory]
    [InlineData("status", "No job has run.")]
    [InlineData("trades", "There are no trades.")]
    [InlineData("predictions", "There are no predictions.")]
    [InlineData("predictions --session 2025-11-03 --symbol SPY", "There are no predictions of 2025-11-03.")]
    [InlineData("models", "There are no models.")]
    [InlineData("performance", "There are no figures yet")]
    public async Task Who_only_reads_is_told_that_there_is_nothing_and_leaves_no_trace(string line, string said)
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync(line.Split(' ')));
        Assert.Contains(said, cli.Out, StringComparison.Ordinal);
        Assert.Contains("live", cli.Out, StringComparison.Ordinal);
        Assert.Empty(cli.Error);
        Assert.False(Directory.Exists(cli.Data));
    }

    [Theory]
    [InlineData("status", "version,positions,jobs,archive,model,history,mode")]
    [InlineData("trades", "trades,count")]
    [InlineData("predictions", "predictions,count,session")]
    [InlineData("models", "models,current")]
    [InlineData("performance", "days")]
    public async Task With_json_nothing_is_a_document_that_names_the_book(string command, string members)
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync(command, "--json", "--book", "demo"));
        Assert.Equal("demo", cli.Json().GetProperty("book").GetString());
        Assert.All(members.Split(','), member => Assert.True(cli.Json().TryGetProperty(member, out _), member));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("predict")]
    [InlineData("explain SPY")]
    [InlineData("backtest --from 2025-10-01 --to 2025-10-02")]
    public async Task What_needs_bars_says_how_to_get_some(string line)
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync(line.Split(' ')));
        Assert.Contains(
            $"trading import PATH --data {cli.Data}", Assert.Single(cli.Error.TrimEnd('\n').Split('\n')),
            StringComparison.Ordinal);
        Assert.Empty(cli.Out);
        Assert.False(Directory.Exists(cli.Data));
    }
}
