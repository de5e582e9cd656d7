using Trading.Cli;
using Trading.Cli.Output;

namespace Trading.Tests.Cli;

public class UntrainedDemoTests
{
    [Fact]
    public async Task When_no_model_could_be_trained_the_summary_says_why_and_what_to_do_next()
    {
        using var cli = new CliRun();
        var old = Directory.CreateDirectory(Path.Combine(cli.Data, "demo", "models", "old")).FullName;

        Assert.Equal(
            ExitCode.Fine,
            await cli.RunAsync("demo", "--days", "1", "--market", "noise", "--seed", "7", "--set", "TrainingDays=5",
                // No trade can gain more than it costs, so there is nothing to tell apart.
                "--set", "TakeProfit=0.01", "--set", "CostBps=100"));

        var lines = cli.Out.TrimEnd('\n').Split('\n');
        Assert.Equal("Demo on a simulated market (noise, seed 7)", lines[0]);
        Assert.Equal("No model was trained, so nothing was traded.", lines[1]);
        Assert.Contains("too few to learn from", lines[2], StringComparison.Ordinal);
        Assert.Contains("entries: 0", lines);
        Assert.Contains("violations: none", lines);
        Assert.Contains($"report: {Path.Combine(cli.Data, "demo", "report.html")}", lines);
        Assert.StartsWith("Next:", lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', cli.Out);
        Assert.True(cli.Out.All(char.IsAscii));
        Assert.False(Directory.Exists(old), "The demo book was not begun anew.");
    }

    [Fact]
    public async Task A_trade_for_which_no_market_can_be_made_up_is_named_before_anything_is_deleted()
    {
        using var cli = new CliRun();
        var old = Directory.CreateDirectory(Path.Combine(cli.Data, "demo", "models", "old")).FullName;

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("demo", "--set", "StopLoss=0.001", "--set", "TakeProfit=0.001"));

        Assert.Contains(
            "StopLoss=0.001 and TakeProfit=0.001", Assert.Single(cli.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.True(Directory.Exists(old));
    }

    [Fact]
    public async Task Cancelling_ends_in_one_sentence()
    {
        using var cli = new CliRun();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        Assert.Equal(
            ExitCode.Failed,
            await cli.RunBareAsync(["--data", cli.Data, "demo", "--days", "50", "--set", "TrainingDays=5"], stop.Token));

        Assert.Equal("Cancelled; what was not finished was not kept.", cli.Error.TrimEnd('\n').Split('\n')[^1]);
        Assert.Empty(cli.Out);
    }
}
