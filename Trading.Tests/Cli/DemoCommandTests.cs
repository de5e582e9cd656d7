using System.Text.Json;
using Trading.Cli;
using Trading.Cli.Output;
using Trading.Reporting.Backtests;

namespace Trading.Tests.Cli;

/// <summary>
/// One small demo: a session, after a record of eight sessions. They are too few to prove anything, but enough to say one half
/// of something.
/// </summary>
public sealed class SmallDemo : IAsyncLifetime
{
    internal CliRun Cli { get; } = new();

    internal int ExitCode { get; private set; }

    internal string Error { get; private set; } = "";

    internal JsonElement Summary { get; private set; }

    public async ValueTask InitializeAsync()
    {
        ExitCode = await Cli.RunAsync(
            "demo", "--days", "1", "--json", "--set", "TrainingDays=18", "--set", "ModelType=LightGbm", "--set",
                "Promotion=Always", "--set", "MinConfidence=0.5");
        Summary = Cli.Json();
        Error = Cli.Error;
    }

    public ValueTask DisposeAsync()
    {
        Cli.Dispose();
        return ValueTask.CompletedTask;
    }
}

public class DemoCommandTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    [Fact]
    public void The_summary_is_one_json_document_with_every_field_and_progress_goes_to_stderr()
    {
        Assert.Equal(ExitCode.Fine, demo.ExitCode);
        Assert.All(typeof(BacktestSummary).GetProperties(), p =>
            Assert.True(demo.Summary.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(p.Name), out _), p.Name));
        Assert.Equal(
            ["training the nights' models (10) ...", "learning the past (1) ...", "trading (1) ..."],
            demo.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void It_trades_the_planted_market_without_breaking_a_law()
    {
        Assert.Equal("2025-11-03", demo.Summary.GetProperty("from").GetString());
        Assert.Equal(10 * 390, demo.Summary.GetProperty("bars").GetInt64());
        Assert.Empty(demo.Summary.GetProperty("violations").EnumerateArray());
        Assert.True(demo.Summary.GetProperty("flatAtEveryClose").GetBoolean());
        Assert.True(demo.Summary.GetProperty("trades").GetInt32() > 0);
    }

    [Fact]
    public void The_report_lies_in_the_demo_book()
    {
        var report = demo.Summary.GetProperty("report").GetString()!;

        Assert.Equal(Path.Combine(demo.Cli.Data, "demo", "report.html"), report);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Made_up_bars_stay_out_of_the_archive_of_real_ones()
    {
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(demo.Cli.Data, "demo", "bars"), "*.parquet"));
        Assert.False(Directory.Exists(Path.Combine(demo.Cli.Data, "bars")));
    }

    [Fact]
    public async Task The_reading_commands_find_the_demo_book_and_agree_with_the_summary()
    {
        var trades = await ReadAsync("trades", "--last", "1000");
        Assert.Equal(demo.Summary.GetProperty("trades").GetInt32(), trades.GetProperty("trades").GetArrayLength());
        Assert.Equal(
            demo.Summary.GetProperty("netPnl").GetDecimal(),
            trades.GetProperty("trades").EnumerateArray().Sum(t => t.GetProperty("pnl").GetDecimal()),
            2);

        var predictions = await ReadAsync("predictions", "--last", "7");
        Assert.Equal(7, predictions.GetProperty("predictions").GetArrayLength());
        Assert.Equal(demo.Summary.GetProperty("predictions").GetInt32(), predictions.GetProperty("count").GetInt32());

        var models = (await ReadAsync("models")).GetProperty("models").EnumerateArray().ToList();
        Assert.Equal(demo.Summary.GetProperty("modelsTrained").GetInt32(), models.Count);
        var model = models.MaxBy(m => m.GetProperty("trainedAt").GetDateTimeOffset()).GetProperty("id").GetString();
        var status = await ReadAsync("status", "--set", "Promotion=Always");
        Assert.Equal(model, status.GetProperty("model").GetProperty("id").GetString());
        Assert.Contains(model!, status.GetProperty("model").GetProperty("standing").GetString(), StringComparison.Ordinal);
        Assert.Empty(status.GetProperty("heldByJournal").EnumerateArray());
        Assert.Equal(4, status.GetProperty("jobs").GetArrayLength());

        var day = Assert.Single((await ReadAsync("performance")).GetProperty("days").EnumerateArray());
        Assert.Equal(trades.GetProperty("count").GetInt32(), day.GetProperty("trades").GetInt32());
    }

    [Fact]
    public async Task Predictions_of_the_newest_bars_come_from_the_model_in_use()
    {
        var document = await ReadAsync("predict");

        Assert.Equal("2025-11-03", document.GetProperty("session").GetString());
        Assert.Equal(10, document.GetProperty("predictions").GetArrayLength());
        Assert.All(document.GetProperty("predictions").EnumerateArray(), row =>
        {
            Assert.InRange(row.GetProperty("probability").GetDouble(), 0, 1);
            Assert.Equal("2025-11-03T21:00:00Z", row.GetProperty("minute").GetString());
            Assert.Equal(row.GetProperty("probability").GetDouble() >= 0.65, row.GetProperty("signal").GetBoolean());
            Assert.NotEqual("Entered", row.GetProperty("decision").GetString());
        });
    }

    [Fact]
    public async Task The_lookahead_audit_asks_the_model_in_use_again_and_finds_nothing()
    {
        var document = await ReadAsync("audit", "lookahead", "--every", "40");

        Assert.Equal(10, document.GetProperty("symbols").GetArrayLength());
        Assert.Equal(demo.Summary.GetProperty("to").GetString(), document.GetProperty("to").GetString());
        Assert.True(document.GetProperty("decisions").GetInt32() > 500);
        // Of the decisions those of the last five minutes are not asked about.
        Assert.InRange(
            document.GetProperty("answers").GetInt32(), 500, document.GetProperty("decisions").GetInt32());
        Assert.False(string.IsNullOrEmpty(document.GetProperty("model").GetString()));
        Assert.Equal(0, document.GetProperty("differenceCount").GetInt64());
        Assert.Empty(document.GetProperty("differences").EnumerateArray());
    }

    private async Task<JsonElement> ReadAsync(params string[] args)
    {
        // Several tests read at once, so each has streams of its own.
        using var cli = new CliRun();
        Assert.Equal(
            ExitCode.Fine,
            await cli.RunBareAsync(["--data", demo.Cli.Data, .. args, "--json"], TestContext.Current.CancellationToken));
        Assert.Equal("demo", cli.Json().GetProperty("book").GetString());
        return cli.Json();
    }
}
