using System.CommandLine;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Cli.Auditing;
using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Tests.Simulation.Auditing;

namespace Trading.Tests.Cli;

/// <summary>What <c>audit</c> says of bars without a model, and of rows with a fault.</summary>
public sealed class AuditCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Warmup_shows_each_feature_by_missing_minutes_on_80_columns()
    {
        using var cli = await WithBarsAsync();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("audit", "warmup"));

        var lines = cli.Out.TrimEnd('\n').Split('\n');
        Assert.Equal("Warm-up audit (2 symbols, 2025-10-20 to 2025-10-24)", lines[0]);
        Assert.StartsWith("No row depends on earlier sessions:", lines[1], StringComparison.Ordinal);
        var table = lines[Array.FindIndex(lines, l => l.StartsWith("feature ", StringComparison.Ordinal))..^1];
        Assert.Equal(
            ["feature", "(rows left)", .. FeatureSchema.Names], table.Select(l => l.Split("  ", 2)[0]));
        Assert.All(table, line => Assert.InRange(line.Length, 1, 80));
        Assert.EndsWith("=          =          =          =          =", Line("SinceOpen"), StringComparison.Ordinal);
        Assert.Matches(@"^FromVwap( +\d+\.\d\d/\d+\.\d\d){5}$", Line("FromVwap"));

        string Line(string feature) => table.Single(l => l.StartsWith(feature + " ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lookahead_names_symbol_minute_feature_and_both_values_and_fails()
    {
        using var cli = await WithBarsAsync();
        var (exitCode, text) = await RunAsync(cli, Peeking, "lookahead");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("Decisions use the future: ", text, StringComparison.Ordinal);
        Assert.Matches(
            @"(?m)^2025-10-20 1\d:\d\d +FAKEA +live +Return5 +-?[\d.E-]+ +[\d.]+$", text);
        Assert.Contains("The first 20 of ", text, StringComparison.Ordinal);

        var (_, json) = await RunAsync(cli, Peeking, "lookahead", "--json");
        Assert.Contains("\"feature\": \"Return5\"", json, StringComparison.Ordinal);
        Assert.Contains("\"row\": \"Live\"", json, StringComparison.Ordinal);

        static Command Peeking(CommandHost host) => LookaheadCommand.Create(
            host, _ => (TamperedRows.Peeking(AuditedMarket.Live, Feature.Return5), AuditedMarket.Training));
    }

    [Fact]
    public async Task Warmup_names_what_depends_on_earlier_sessions_and_fails()
    {
        using var cli = await WithBarsAsync();
        var (exitCode, text) = await RunAsync(cli, host => WarmUpCommand.Create(
            host, _ => (AuditedMarket.Live, TamperedRows.OfYesterday(AuditedMarket.Training, Feature.Rsi))), "warmup");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("Rows depend on earlier sessions: ", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^2025-10-21 1\d:\d\d +FAKEA +training +Rsi ", text);
    }

    [Fact]
    public async Task One_session_alone_is_audited_with_its_neighbours_beside_it()
    {
        using var cli = await WithBarsAsync();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync(
            "audit", "warmup", "--from", "2025-10-22", "--to", "2025-10-22", "--symbols", "FAKEB", "--json"));

        var document = cli.Json();
        Assert.Equal(1, document.GetProperty("sessions").GetInt32());
        Assert.Equal(["FAKEB"], document.GetProperty("symbols").EnumerateArray().Select(s => s.GetString()));
        Assert.True(document.GetProperty("comparisons").GetInt64() > 1_000);
        Assert.Equal(5, document.GetProperty("lateStarts").GetArrayLength());
    }

    [Theory]
    [InlineData("audit lookahead --symbols SPY", "no bars of SPY", "FAKEA, FAKEB")]
    [InlineData("audit warmup --from 2025-11-03", "no session from 2025-11-03", "2025-10-20 to 2025-10-24")]
    public async Task What_is_not_recorded_is_refused_in_one_sentence(string line, string culprit, string recorded)
    {
        using var cli = await WithBarsAsync();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync(line.Split(' ')));

        var sentence = Assert.Single(cli.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains(culprit, sentence, StringComparison.Ordinal);
        Assert.Contains(recorded, sentence, StringComparison.Ordinal);
    }

    private static async Task<CliRun> WithBarsAsync()
    {
        var cli = new CliRun();
        using var stores = TradingStores.Local(new DataFolder(cli.Data), Book.Live);
        await stores.Archive.WriteAllAsync(
            [.. AuditedMarket.Recorded.Select(s => new SessionBars(s.Session.Date, [.. s.Bars.Select(Storable)]))], Cancel);
        return cli;
    }

    // An archive takes no broken bars.
    private static BarSeries Storable(BarSeries series) =>
        new(series.Symbol, [.. series.Bars.ToArray().Where(bar => bar.Error() is null)]);

    private static async Task<(int ExitCode, string Text)> RunAsync(
        CliRun cli, Func<CommandHost, Command> create, params string[] args)
    {
        await using var stdout = new StringWriter();
        await using var stderr = new StringWriter();
        var host = new CommandHost(stdout, stderr, cli.Environment);
        var root = new RootCommand { create(host) };
        host.Globals.AddTo(root);
        var exitCode = await root.Parse(["--data", cli.Data, .. args]).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false }, Cancel);
        return (exitCode, stdout.ToString());
    }
}
