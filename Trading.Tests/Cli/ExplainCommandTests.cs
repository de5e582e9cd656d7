using System.Net;
using System.Text.Json;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Core.Features;
using Trading.Reporting.Explanation;

namespace Trading.Tests.Cli;

/// <summary>What <c>explain</c> says of the demo's session, which is of a Monday and is sold at 15:55.</summary>
public sealed class ExplainCommandTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    private const double MinConfidence = 0.65;

    private static readonly LocalDate Day = new(2025, 11, 3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10:31")]
    [InlineData("2025-11-03T14:02")]
    public async Task It_explains_the_probability_that_the_journal_remembers(string at)
    {
        using var stores = TradingStores.Local(new DataFolder(demo.Cli.Data), Book.Demo);
        var time = LocalTime.FromMinutesSinceMidnight(at.EndsWith("31", StringComparison.Ordinal) ? 631 : 842);
        var minute = Trading.Core.Market.ExchangeTime.At(Day, time);
        var remembered = (await stores.Journal.GetPredictionsAsync(Day, "FAKEB", Cancel)).Single(p => p.Minute == minute);

        var document = await ExplainAsync("fakeb", "--at", at);

        var explained = document.GetProperty("explanation");
        Assert.Equal("FAKEB", explained.GetProperty("symbol").GetString());
        Assert.Equal(remembered.ModelId, explained.GetProperty("modelId").GetString());
        Assert.Equal(remembered.Probability, (float)explained.GetProperty("probability").GetDouble());
        Assert.Equal(remembered.Probability, (float)document.GetProperty("recorded").GetProperty("probability").GetDouble());
        Assert.False(document.GetProperty("isOfLearnedSession").GetBoolean());
    }

    [Fact]
    public async Task The_document_has_every_step_and_its_contributions_add_up()
    {
        var explained = (await ExplainAsync("FAKEA")).GetProperty("explanation");

        Assert.Equal("2025-11-03T20:54:00Z", explained.GetProperty("minute").GetString());
        Assert.Equal(1, explained.GetProperty("base").GetProperty("minutesToExit").GetInt32());
        var trees = explained.GetProperty("trees");
        var features = trees.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(FeatureSchema.Names.Order(), features.Select(f => f.GetProperty("feature").GetString()!).Order());
        Assert.Equal(
            trees.GetProperty("rawScore").GetDouble(),
            trees.GetProperty("expected").GetDouble() + features.Sum(f => f.GetProperty("logits").GetDouble()));
        var steps = explained.GetProperty("calibration");
        var levelled = steps.GetProperty("baseLogOdds").GetDouble() + steps.GetProperty("level").GetDouble();
        var logOdds = levelled + (steps.GetProperty("trust").GetDouble() * (steps.GetProperty("score").GetDouble() - levelled));
        Assert.Equal(1 / (1 + Math.Exp(-logOdds)), explained.GetProperty("probability").GetDouble());
        Assert.Equal(MinConfidence, explained.GetProperty("threshold").GetProperty("minConfidence").GetDouble());
    }

    [Fact]
    public async Task Each_trade_has_a_page_with_its_chart_and_the_forecast_behind_it_as_it_was_claimed()
    {
        using var stores = TradingStores.Local(new DataFolder(demo.Cli.Data), Book.Demo);
        var trade = (await stores.Journal.GetTradesAsync(Day, Day, Cancel))[0];
        using var run = InterruptibleRun.In(demo.Cli.Data, "dashboard", "--book", "demo", "--port", "0", "--json");
        await run.Out.WaitForAsync("}");
        using var http =
            new HttpClient { BaseAddress = new Uri(JsonElement.Parse(run.Out.ToString()).GetProperty("url").GetString()!) };

        Assert.Contains($"href=\"?trade={trade.EntryId}\"", await http.GetStringAsync("/", Cancel), StringComparison.Ordinal);
        var page = await http.GetStringAsync($"/?trade={trade.EntryId}", Cancel);
        var none = await http.GetStringAsync("/?trade=<b>", Cancel);

        Assert.Contains($"Price of {trade.Symbol} on 2025-11-03: entry at", page, StringComparison.Ordinal);
        Assert.Contains(
            $"New York: {ExplanationText.Probability(trade.Probability)}. The base forecast", page, StringComparison.Ordinal);
        Assert.Contains("What it would take", page, StringComparison.Ordinal);
        Assert.Contains("no trade with the entry id '&lt;b&gt;'", none, StringComparison.Ordinal);
        await run.StopAsync();
    }

    [Fact]
    public async Task A_session_that_no_prediction_was_made_of_is_explained_by_the_model_in_use_which_learned_from_it()
    {
        var document = await ExplainAsync("FAKEA", "--at", "2025-10-30T11:00");

        Assert.Equal(JsonValueKind.Null, document.GetProperty("recorded").ValueKind);
        Assert.True(document.GetProperty("isOfLearnedSession").GetBoolean());
        using var cli = await RunAsync("FAKEA", "--at", "2025-10-30T11:00");
        Assert.Contains("The model learned from this session", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_begins_with_the_sentence_that_says_it_all_and_writes_nothing()
    {
        var before = demo.Cli.Files().Keys.Order();

        using var cli = await RunAsync("FAKEA", "--at", "11:15");

        Assert.StartsWith(
            "FAKEA at 2025-11-03 11:15 New York: 0.", cli.Out.Split('\n')[1], StringComparison.Ordinal);
        Assert.All(
            ["The base forecast says 0.", "(mean of training)", "(score)", "levelled base", "the threshold 0.65"],
            part => Assert.Contains(part, cli.Out, StringComparison.Ordinal));
        Assert.Equal(before, demo.Cli.Files().Keys.Order());
    }

    [Theory]
    [InlineData("NVDA", "", "'NVDA' is not a symbol of the model in use; it knows FAKEA, FAKEB,")]
    [InlineData("FAKEA", "09:45", "At 09:45 of 2025-11-03 the indicators of FAKEA still warm up, which takes 34 bars; its first "
        + "minute with a forecast is 10:04.")]
    [InlineData("FAKEA", "09:30", "FAKEA has no bar that ends at 09:30 of 2025-11-03; the nearest minute with a "
        + "forecast is 10:04.")]
    [InlineData("FAKEA", "15:55", "At 15:55 of 2025-11-03 nothing is forecast, because every position is sold at 15:55; the last "
        + "minute of FAKEA with a forecast is 15:54.")]
    [InlineData("FAKEA", "2025-11-02T10:31", "There are no recorded bars of 2025-11-02, a day without a session; the nearest "
        + "session that has some is 2025-11-03.")]
    [InlineData("FAKEA", "2025-12-03T10:31", "There are no recorded bars of 2025-12-03; the nearest session that has some is "
        + "2025-11-03.")]
    public async Task What_cannot_be_explained_is_named_with_what_can(string symbol, string at, string sentence)
    {
        using var cli = new CliRun();
        List<string> line = ["--data", demo.Cli.Data, "explain", symbol, "--book", "demo"];
        if (at.Length > 0) line.AddRange(["--at", at]);

        Assert.Equal(ExitCode.Failed, await cli.RunBareAsync([.. line], Cancel));

        Assert.StartsWith(sentence, Assert.Single(cli.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Empty(cli.Out);
    }

    [Fact]
    public async Task The_dashboard_explains_the_same_forecast_and_names_a_symbol_that_it_does_not_know()
    {
        using var run = InterruptibleRun.In(demo.Cli.Data, "dashboard", "--port", "0", "--json", "--book", "demo");
        await run.Out.WaitForAsync("}");
        using var http =
            new HttpClient { BaseAddress = new Uri(JsonElement.Parse(run.Out.ToString()).GetProperty("url").GetString()!) };
        using var cli = await RunAsync("FAKEA", "--at", "11:15");

        var page = await http.GetStringAsync("/explain?symbol=fakea&at=11:15", Cancel);
        using var unknown = await http.GetAsync("/explain?symbol=%3Cb%3E", Cancel);

        Assert.Contains(
            cli.Out.Split('\n')[1].Trim(), page.Replace("−", "-", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.StartsWith(
            "'<B>' is not a symbol", await unknown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("text/plain", unknown.Content.Headers.ContentType!.MediaType);
        Assert.Contains("/explain?symbol=FAKEA", await http.GetStringAsync("/", Cancel), StringComparison.Ordinal);
        await run.StopAsync();
    }

    private async Task<JsonElement> ExplainAsync(params string[] arguments)
    {
        using var cli = await RunAsync([.. arguments, "--json"]);
        return cli.Json();
    }

    private async Task<CliRun> RunAsync(params string[] arguments)
    {
        var cli = new CliRun();
        var exitCode = await cli.RunBareAsync(["--data", demo.Cli.Data, "explain", .. arguments, "--book", "demo"], Cancel);
        Assert.True(exitCode == ExitCode.Fine, cli.Error);
        return cli;
    }
}
