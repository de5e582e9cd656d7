using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Core.Storage;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Cli;

/// <summary>What <c>train</c> does with bars of a year ago.</summary>
public sealed class TrainCommandTests
{
    private static readonly string[] Quick = ["--set", "ModelType=LightGbm", "--set", "TrainingDays=9"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_old_archive_is_learned_from_and_said_and_its_model_trades_nothing()
    {
        using var cli = await WithOldBarsAsync();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync(["train", .. Quick, "--json"]));
        var trained = cli.Json();
        Assert.Equal("2025-10-14", trained.GetProperty("oldBars").GetProperty("newest").GetString());
        Assert.True(trained.GetProperty("oldBars").GetProperty("sessionsBehind").GetInt32() > 5);
        Assert.Contains(
            "newest recorded session was 2025-10-14", trained.GetProperty("note").GetString(), StringComparison.Ordinal);

        // It can be asked, and no setting lets it trade.
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("status", "--set", "Promotion=Always", "--json"));
        Assert.Contains(
            "learned from old bars", cli.Json().GetProperty("model").GetProperty("standing").GetString(),
            StringComparison.Ordinal);
        var id = trained.GetProperty("card").GetProperty("id").GetString()!;
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("models", "promote", id));
        Assert.Contains("train on newer bars", cli.Error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Fine, await cli.RunAsync(["train", .. Quick]));
        Assert.Contains("learned from old bars, so nothing is traded", cli.Out, StringComparison.Ordinal);
    }

    private static async Task<CliRun> WithOldBarsAsync()
    {
        var (cli, tape) = (new CliRun(), SmallMarket.Tape());
        using var stores = TradingStores.Local(new DataFolder(cli.Data), Book.Live);
        await stores.Archive.WriteAllAsync(
            [.. tape.Sessions.Take(7).Select(date => new SessionBars(date, tape.Read(date)))], Cancel);
        return cli;
    }
}
