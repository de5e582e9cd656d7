using Trading.Cli;
using Trading.Cli.Output;

namespace Trading.Tests.Cli;

public class WrongUsageTests
{
    [Theory]
    [InlineData("bogus", "'bogus'", "demo, simulate, check, doctor, collect, import, train")]
    [InlineData("demo --bogus 3", "'--bogus'", "--days, --market, --seed")]
    [InlineData("demo extra", "'extra'", "trading demo --help")]
    [InlineData("demo --days abc", "--days is 'abc'", "1 to 250")]
    [InlineData("demo --days 0", "--days is '0'", "1 to 250")]
    [InlineData("demo --days -1", "--days is '-1'", "1 to 250")]
    [InlineData("demo --days", "--days", "argument")]
    [InlineData("demo --days --json", "--days is '--json'", "1 to 250")]
    [InlineData("demo --market flat", "--market is 'flat'", "noise, planted, turning, asymmetric")]
    [InlineData("demo --market 1", "--market is '1'", "noise, planted, turning, asymmetric")]
    [InlineData("demo --seed x", "--seed is 'x'", "a whole number")]
    [InlineData("demo --set MinConfidence=2", "MinConfidence is '2'", "0.5 to 0.99")]
    [InlineData("demo --set MinConfidense=0.7", "MinConfidense", "Trading__MinConfidence")]
    [InlineData("demo --set MinConfidence", "'MinConfidence'", "Name=Value")]
    [InlineData("demo --set =3", "'=3'", "Name=Value")]
    [InlineData("demo --set Alpaca:Key=secret", "Alpaca:Key", "environment")]
    [InlineData("backtest --to 2025-10-01", "--from", "required")]
    [InlineData("backtest --from 2025-13-01 --to 2025-10-01", "'2025-13-01'", "2025-11-03")]
    [InlineData("backtest --from 1999-01-04 --to 2025-10-01", "'1999-01-04'", "from 2001 on")]
    [InlineData("backtest --from 2025-10-02 --to 2025-10-01", "2025-10-02", "2025-10-01")]
    [InlineData("backtest --from 2025-10-01 --to 2025-10-02 --symbols A,,B", "--symbols is 'A,,B'", "SPY,QQQ")]
    [InlineData("evaluate extra", "'extra'", "trading evaluate --help")]
    [InlineData("evaluate --bogus", "'--bogus'", "--from, --to, --symbols, --book")]
    [InlineData("evaluate --from 2025-10-02 --to 2025-10-01", "2025-10-02", "2025-10-01")]
    [InlineData("evaluate --symbols A,,B", "--symbols is 'A,,B'", "SPY,QQQ")]
    [InlineData("audit", "command", "lookahead, warmup")]
    [InlineData("audit ahead", "'ahead'", "lookahead, warmup")]
    [InlineData("audit lookahead extra", "'extra'", "trading audit lookahead --help")]
    [InlineData("audit lookahead --bogus", "'trading audit lookahead'", "--from, --to, --symbols, --every")]
    [InlineData("audit lookahead --every 0", "--every is '0'", "1 to 1000")]
    [InlineData("audit warmup --from 2025-10-02 --to 2025-10-01", "2025-10-02", "2025-10-01")]
    [InlineData("audit warmup --to yesterday", "--to is 'yesterday'", "2025-11-03")]
    [InlineData("import", "PATH", "import")]
    [InlineData("trades --last 0", "--last is '0'", "from 1")]
    [InlineData("trades --book paper", "--book is 'paper'", "live, demo, backtest, simulator")]
    [InlineData("predictions --session today", "--session is 'today'", "2025-11-03")]
    [InlineData("run --until tomorrow", "--until is 'tomorrow'", "2025-11-04T20:30")]
    [InlineData("run --simulator ftp://127.0.0.1", "SimulatorUrl", "http://127.0.0.1:5100")]
    [InlineData("run", "APCA_API_KEY_ID", "https://app.alpaca.markets")]
    [InlineData("collect --days 0", "--days is '0'", "1 to 730")]
    [InlineData("collect --symbols ,", "--symbols is ','", "SPY,QQQ")]
    [InlineData("collect", "APCA_API_KEY_ID", "https://app.alpaca.markets")]
    [InlineData("simulate --speed fast", "--speed is 'fast'", "max or a number")]
    [InlineData("simulate --speed 0", "--speed is '0'", "max or a number")]
    [InlineData("simulate --port 70000", "--port is '70000'", "0 to 65535")]
    [InlineData("simulate --from soon", "--from is 'soon'", "2025-11-03")]
    [InlineData("predict --simulator --book demo", "--simulator", "--book")]
    [InlineData("explain", "'SYMBOL'", "explain")]
    [InlineData("explain SPY --at noon", "--at is 'noon'", "10:31")]
    [InlineData("explain SPY --at 2025-11-03", "--at is '2025-11-03'", "2025-11-03T10:31")]
    [InlineData("explain SPY --at 1999-11-03T10:31", "--at is '1999-11-03T10:31'", "from 2001 on")]
    [InlineData("explain SPY --simulator --book demo", "--simulator", "--book")]
    [InlineData("halt --reason", "--reason", "argument")]
    [InlineData("notify test", "No service is configured", "Notify__Slack__Url")]
    [InlineData("notify test --service Slak", "--service is 'Slak'", "Webhook, Slack, Discord, Teams, Telegram, Ntfy")]
    [InlineData("notify test --service ntfy", "ntfy is not configured", "docs/operations.md")]
    [InlineData("check --set Notify__Slack__Url=secret", "Notify__Slack__Url", "environment")]
    [InlineData("resume now", "'now'", "--help")]
    [InlineData("check --set Alpaca__KeyId=secret", "Alpaca__KeyId", "environment")]
    [InlineData("--json", "command", "demo, simulate, check, doctor, collect, import, train")]
    public async Task Wrong_usage_is_one_sentence_that_names_the_culprit_and_what_it_may_be(
        string line, string culprit, string allowed)
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.WrongUsage, await cli.RunAsync(line.Split(' ')));

        var sentence = Assert.Single(cli.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains(culprit, sentence, StringComparison.Ordinal);
        Assert.Contains(allowed, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", sentence, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.Data));
    }

    [Fact]
    public async Task A_wrong_environment_variable_is_named_as_it_is_spelt()
    {
        using var cli = new CliRun();
        cli.Environment["Trading__StopLoss"] = "two";

        Assert.Equal(ExitCode.WrongUsage, await cli.RunAsync("demo"));
        Assert.StartsWith("Trading__StopLoss is 'two'; it may be", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.WrongUsage, "trades", "--last", "0")]
    [InlineData(ExitCode.WrongUsage, "bogus")]
    [InlineData(ExitCode.Failed, "train")]
    public async Task With_json_a_failure_is_a_document_too(int exitCode, params string[] args)
    {
        using var cli = new CliRun();

        Assert.Equal(exitCode, await cli.RunAsync([.. args, "--json"]));
        Assert.Equal(cli.Error.TrimEnd(), cli.Json().GetProperty("error").GetString());
        Assert.Equal(exitCode, cli.Json().GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public async Task Without_a_command_the_help_is_shown_and_a_script_learns_that_nothing_was_done()
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.WrongUsage, await cli.RunBareAsync([], TestContext.Current.CancellationToken));
        Assert.Empty(cli.Out);
        Assert.Contains("Commands:", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("demo")]
    [InlineData("import")]
    [InlineData("train")]
    [InlineData("predict")]
    [InlineData("explain")]
    [InlineData("backtest")]
    [InlineData("audit")]
    [InlineData("audit lookahead")]
    [InlineData("audit warmup")]
    [InlineData("status")]
    [InlineData("trades")]
    [InlineData("predictions")]
    [InlineData("models")]
    [InlineData("models show")]
    [InlineData("models compare")]
    [InlineData("models promote")]
    [InlineData("models rollback")]
    [InlineData("models prune")]
    [InlineData("performance")]
    [InlineData("settings")]
    [InlineData("simulate")]
    [InlineData("check")]
    [InlineData("collect")]
    [InlineData("run")]
    [InlineData("halt")]
    [InlineData("resume")]
    [InlineData("dashboard")]
    public async Task Every_command_has_help(string command)
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]));
        Assert.Contains($"trading {command}".Trim(), cli.Out, StringComparison.Ordinal);
        Assert.Contains("--data", cli.Out, StringComparison.Ordinal);
        Assert.Empty(cli.Error);
    }
}
