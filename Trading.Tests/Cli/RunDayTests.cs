using System.Text.Json;
using Trading.Cli;
using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Markets;

namespace Trading.Tests.Cli;

/// <summary>Two terminals, one day: the exchange, and <c>run</c> over HTTP from before the bell to after the night's
/// training.</summary>
public sealed class DayAtTheExchange : IAsyncLifetime
{
    internal static readonly string[] Settings =
        [
            "--set", "TrainingDays=25", "--set", "ModelType=LightGbm", "--set", "Promotion=Always", "--set", "TrainTime=16:00",
            "--set", "MinConfidence=0.5",
        ];

    internal CliRun Cli { get; } = new();

    internal SimulatorServer Exchange { get; private set; } = null!;

    internal int ExitCode { get; private set; }

    internal IReadOnlyList<JsonElement> Lines { get; private set; } = [];

    internal string Error { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Exchange = await TestExchange.StartAsync(
            new(2025, 11, 28), new(9, 20), new ClockPace.FollowsClient(), SyntheticMarketKind.Planted, symbols: 4,
            first: new(2025, 11, 3));
        ExitCode = await Cli.RunAsync(
            ["run", "--simulator", Exchange.Address(), "--until", "2025-11-28T16:03", "--json", .. Settings]);
        Lines = [.. Cli.Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Error = Cli.Error;
    }

    public async ValueTask DisposeAsync()
    {
        await Exchange.DisposeAsync();
        Cli.Dispose();
    }
}

public class RunDayTests(DayAtTheExchange day) : IClassFixture<DayAtTheExchange>
{
    [Fact]
    public void It_stops_by_itself_with_every_line_a_document_and_only_the_training_s_progress_on_stderr()
    {
        Assert.Equal(ExitCode.Fine, day.ExitCode);
        Assert.All(
            day.Error.TrimEnd().Split('\n'),
            line => Assert.Matches("^2025-11-28 (09:20|16:0\\d)  (collecting|forecasting|training) .*$", line));
        Assert.Equal("Started", Event(day.Lines[0]));
        Assert.Equal("Stopping", Event(day.Lines[^1]));
        Assert.DoesNotContain(day.Lines, line => Event(line) == "Trouble");
    }

    [Fact]
    public void It_trades_and_is_flat_after_the_close()
    {
        Assert.Contains(day.Exchange.Fills, f => f.Side == OrderSide.Buy);
        Assert.Empty(day.Exchange.Exchange.Positions);
        Assert.DoesNotContain(day.Exchange.Exchange.Orders(Instant.MaxValue), o => !o.Status.IsFinal());
        Assert.Contains(day.Lines, line => Text(line) == "EndOfDayClose: Flat after the close.");
    }

    [Fact]
    public async Task The_journal_agrees_with_the_exchange_to_the_last_digit()
    {
        var trades = (await ReadAsync("trades", "--last", "1000")).GetProperty("trades").EnumerateArray().ToList();

        Assert.Equal(Shares(OrderSide.Buy), trades.Sum(t => t.GetProperty("quantity").GetInt32()));
        Assert.Equal(
            day.Exchange.Exchange.Account.Equity - 100_000m,
            trades.Sum(t => t.GetProperty("pnl").GetDecimal()));
        Assert.Equal(Shares(OrderSide.Buy), Shares(OrderSide.Sell));
    }

    [Fact]
    public void Every_purchase_and_every_sale_has_a_line()
    {
        Assert.Equal(Shares(OrderSide.Buy), Told("Bought"));
        Assert.Equal(Shares(OrderSide.Sell), Told("Sold"));

        int Told(string what) =>
            day.Lines.Where(l => Event(l) == what).Sum(l => l.GetProperty("detail").GetProperty("quantity").GetInt32());
    }

    [Fact]
    public void A_scan_in_which_nothing_happened_has_no_line_and_the_heartbeat_comes_every_half_hour()
    {
        Assert.True(day.Lines.Count(l => Text(l).StartsWith("MinuteScan", StringComparison.Ordinal)) < 210);
        Assert.Equal(
            ["09:30", "10:00", "10:30", "11:00", "11:30", "12:00", "12:30"],
            day.Lines.Where(l => Event(l) == "Heartbeat").Select(l => l.GetProperty("newYork").GetString()![^5..]));
    }

    [Fact]
    public async Task It_learns_before_the_day_and_after_it()
    {
        Assert.Equal(2, (await ReadAsync("models")).GetProperty("models").GetArrayLength());
        Assert.Equal(
            ["2025-11-28 09:20", "2025-11-28 16:00"],
            day.Lines.Where(l => Text(l).StartsWith("NightlyRetrain", StringComparison.Ordinal)).Select(
                l => l.GetProperty("newYork").GetString()!));
    }

    [Fact]
    public async Task Its_bars_and_its_book_lie_apart_from_the_live_ones()
    {
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(day.Cli.Data, "simulator", "bars"), "*.parquet"));
        Assert.False(Directory.Exists(Path.Combine(day.Cli.Data, "bars")));
        Assert.False(File.Exists(Path.Combine(day.Cli.Data, "journal.db")));
        Assert.Equal("simulator", (await ReadAsync("performance")).GetProperty("book").GetString());
    }

    [Fact]
    public async Task Status_tells_the_story_of_the_day()
    {
        var status = await ReadAsync("status");
        var story = status.GetProperty("day");

        Assert.Equal(JsonValueKind.Null, status.GetProperty("halt").ValueKind);
        Assert.Equal("2025-11-28", story.GetProperty("session").GetString());
        Assert.Equal(day.Exchange.Exchange.Account.Equity - 100_000m, story.GetProperty("pnl").GetDecimal());
        Assert.Equal(
            story.GetProperty("predictions").GetInt32(),
            story.GetProperty("byReason").EnumerateObject().Sum(r => r.Value.GetInt32()));
        Assert.Equal(
            story.GetProperty("trades").GetArrayLength(), story.GetProperty("byReason").GetProperty("Entered").GetInt32());
    }

    [Fact]
    public async Task The_feed_is_asked_for_the_newest_bars_when_there_is_a_connection_and_the_archive_when_there_is_none()
    {
        var live = await ReadAsync(["predict", "--simulator", day.Exchange.Address(), .. DayAtTheExchange.Settings]);
        var recorded = await ReadAsync(["predict", "--book", "simulator", .. DayAtTheExchange.Settings]);

        Assert.Equal("the simulator's feed", live.GetProperty("source").GetString());
        Assert.Equal("recorded bars", recorded.GetProperty("source").GetString());
        Assert.Equal(4, live.GetProperty("predictions").GetArrayLength());
        Assert.Equal(live.GetProperty("predictions").ToString(), recorded.GetProperty("predictions").ToString());
    }

    [Fact]
    public async Task A_simulator_that_starts_anew_does_not_get_the_book_of_a_later_day()
    {
        await using var anew = await TestExchange.StartAsync(TestExchange.Monday, new(9, 20), new ClockPace.FollowsClient());
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Failed, await RunAsync(cli, "run", "--simulator", anew.Address()));
        Assert.Contains("2025-11-28 16:0", cli.Error, StringComparison.Ordinal);
        Assert.Contains("--from 2025-11-29", cli.Error, StringComparison.Ordinal);
    }

    private static string Event(JsonElement line) => line.GetProperty("event").GetString()!;

    private static string Text(JsonElement line) => line.GetProperty("text").GetString()!;

    private int Shares(OrderSide side) => day.Exchange.Fills.Where(f => f.Side == side).Sum(f => f.Shares);

    private Task<int> RunAsync(CliRun cli, params string[] args) =>
        cli.RunBareAsync(["--data", day.Cli.Data, .. args], TestContext.Current.CancellationToken);

    private async Task<JsonElement> ReadAsync(params string[] args)
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Fine, await RunAsync(cli, [.. args, "--json"]));
        return cli.Json();
    }
}
