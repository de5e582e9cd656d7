using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Simulation.Markets;
using Trading.Tests.Core.Evaluation.Tuning;

namespace Trading.Tests.Cli;

public sealed class TuneCommandTests : IDisposable
{
    private readonly CliRun cli = new();

    [Fact]
    public async Task Too_few_sessions_are_refused_with_what_is_needed()
    {
        await RecordAsync(sessions: 24);
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("tune"));
        Assert.Contains("24 sessions and a search needs 25", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_present_recipe_alone_is_best_and_a_second_run_knows_it()
    {
        await RecordAsync(sessions: 25);
        string[] tune = ["tune", "--recipes", "1", "--symbols", "FAKEA", "--set", "ModelType=LightGbm", "--set", "Trees=5"];

        Assert.Equal(ExitCode.Fine, await cli.RunAsync([.. tune, "--json"]));
        Assert.Equal("PresentIsBest", cli.Json().GetProperty("outcome").GetString());
        Assert.Equal("CountReached", cli.Json().GetProperty("search").GetProperty("end").GetString());
        Assert.Equal(1, cli.Json().GetProperty("search").GetProperty("lookedNow").GetInt32());
        Assert.Empty(cli.Json().GetProperty("settingLines").EnumerateArray());

        Assert.Equal(ExitCode.Fine, await cli.RunAsync(tune));
        Assert.Contains("0 looks", cli.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing beats the present recipe", cli.Out, StringComparison.Ordinal);
        var table = cli.Out.Split('\n').SkipWhile(line => !line.StartsWith("The best recipes", StringComparison.Ordinal));
        Assert.All(table.Skip(1).Take(2), line => Assert.InRange(line.Length, 1, 80));
    }

    [Theory]
    [InlineData("--minutes", "0")]
    [InlineData("--recipes", "many")]
    public async Task A_wrong_number_is_wrong_usage(string option, string value) =>
        Assert.Equal(ExitCode.WrongUsage, await cli.RunAsync("tune", option, value));

    public void Dispose() => cli.Dispose();

    private async Task RecordAsync(int sessions)
    {
        var market = await TunedMarket.MakeAsync(SyntheticMarketKind.Planted, seed: 3);
        var archive = new ParquetBarArchive(new DataFolder(cli.Data).Bars);
        foreach (var date in market.Split.Search.Take(sessions))
            await archive.WriteAsync(date, await market.Bars.ReadAsync(date, default), TestContext.Current.CancellationToken);
    }
}
