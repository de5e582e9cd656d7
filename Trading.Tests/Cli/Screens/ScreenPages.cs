using System.CommandLine;
using System.Text.RegularExpressions;
using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Cli.Backtesting;
using Trading.Cli.Checking;
using Trading.Cli.Evaluating;
using Trading.Cli.Output;
using Trading.Cli.Running;
using Trading.Cli.Simulating;
using Trading.Cli.Training;
using Trading.Core.Evaluation;
using Trading.Core.Evaluation.Tuning;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Statistics;
using Trading.Core.Training;
using Trading.Tests.Core.Evaluation;
using Trading.Tests.Core.Storage;
using Trading.Tests.Reporting;

namespace Trading.Tests.Cli.Screens;

/// <summary>What a command shows: its page, or lines, or the help of System.CommandLine.</summary>
internal sealed record Shown(string Name, Page? Page, IReadOnlyList<Sentence> Lines, Command? Help);

/// <summary>What every command shows, made once: from a small folder where that is read, else from documents made by
/// hand.</summary>
internal static partial class ScreenPages
{
    private const string ShownFolder = "/home/ada/trading data";

    private static readonly (string Name, string Line)[] Run =
    [
        ("status", "status --book demo"), ("trades", "trades --book demo"), ("predictions", "predictions --book demo"),
        ("performance", "performance --book demo"), ("universe", "universe --book demo"), ("settings", "settings"),
        ("models", "models --book demo"), ("models-show", $"models show {SampleFolder.Newest} --book demo"),
        ("models-compare", $"models compare {SampleFolder.Before} {SampleFolder.Newest} --book demo"),
        ("models-prune", "models prune --dry-run --book demo"),
        ("predict", "predict --book demo"), ("explain", "explain FAKEA --book demo"),
        ("audit-lookahead", "audit lookahead --book demo --every 40"), ("audit-warmup", "audit warmup --book demo --every 200"),
        ("models-promote", $"models promote {SampleFolder.Before} --book demo"), ("models-rollback",
            "models rollback --book demo"),
        ("halt", "halt --simulator --reason the_feed_looks_odd"), ("resume", "resume --simulator"),
        ("backup", "backup --book demo"), ("restore-list", "restore --list --book demo"), ("restore", "restore --book demo"),
    ];

    public static Lazy<Task<IReadOnlyList<Shown>>> All { get; } = new(MakeAsync);

    private static async Task<IReadOnlyList<Shown>> MakeAsync()
    {
        using var cli = new CliRun();
        var cancel = CancellationToken.None;
        await SampleFolder.FillAsync(new DataFolder(cli.Data), cancel);
        var shown = new List<Shown>();
        foreach (var (name, line) in Run)
        {
            var capture = new PageCapture();
            await using var stderr = new StringWriter();
            var root = Root(capture, stderr);
            try
            {
                await root.Parse([.. line.Split(' '), "--data", cli.Data])
                    .InvokeAsync(new() { EnableDefaultExceptionHandler = false }, cancel);
            }
            catch (RefusedException e)
            {
                capture.Pages.Add(new Page("Refused", new Sentence(e.Message, Tone.Bad)));
            }
            shown.Add(new(name, Shorn(Assert.Single(capture.Pages), cli.Data), capture.Lines, null));
        }
        shown.AddRange(Samples(await SmallEvaluation.ReportAsync()));
        var help = Root(new PageCapture(), TextWriter.Null);
        shown.Add(new("help", null, [], help));
        shown.AddRange(Tree(help).Select(c => new Shown($"help-{string.Join('-', Path(c))}", null, [], c)));
        return shown;
    }

    private static IEnumerable<Shown> Samples(EvaluationReport evaluation)
    {
        var summary = SampleResults.Normal().Summary with { Report = $"{ShownFolder}/demo/report.html" };
        yield return Of("demo", SummaryPage.Of(summary, "", $"Next: open the report, or look closer with 'trading trades "
            + $"--data \"{ShownFolder}\"'."));
        yield return Of("backtest", SummaryPage.Of(
            SampleResults.Bad().Summary, "No model was trained: 2 of the 20 sessions of the window are recorded.",
                "Next: nothing."));
        yield return Of("evaluate", Shorn(EvaluationPage.Of(evaluation), ShownFolder));
        yield return Of("tune", TuningPage.Of(Tuning(evaluation.Recipe)));
        var card = SampleCards.Card(SampleFolder.Newest, Rows.Minute(Rows.Monday, 0), 0.66, new(Decision.Keep, "Not proven."));
        yield return Of("train", TrainCommand.PageOf(
            card, new TrainingOutcome(null, card.Verdict, "Not proven. Evidence that it beats the base forecast 3.2 : 1."),
            $" --data {ShellWord.Of(ShownFolder)}"));
        CheckResult[] checks =
        [
            CheckResult.Good("credentials", "both keys are set"),
            CheckResult.Caution(
                "clock", "2025-11-03 10:00 New York, open; this machine's clock is 7.4 s behind: trading goes by the "
                    + "exchange's, but "
                    + "let a time service set this one."),
            CheckResult.Bad(
                "storage", $"{ShownFolder}/live/journal.db has been kept busy by another process for 10 seconds; stop that "
                    + $"process or "
                    + "try again. Choose another folder with --data, or free this one."),
        ];
        yield return Of("check", CheckPage.Of("Check (live book)", checks));
        yield return Of("doctor", CheckPage.Of("Doctor (live book)",
            [CheckResult.Good("time zone", "2025-11-03 15:00:00 UTC is 2025-11-03 10:00 New York"), .. checks]));
        var trade = SampleResults.Normal(1).Trades[0];
        var capture = new PageCapture();
        foreach (var line in new[]
        {
            TradeLines.Bought(trade), TradeLines.Sold(trade),
            new RunLine(trade.EntryAt, RunEvent.Trouble, "exchange: The broker did not answer within 10 seconds; it is asked "
                + "again in "
                + "a moment, and what is held keeps its stops at the broker.", Tone.Bad),
        }) line.TellTo(capture);
        yield return new("run", null, capture.Lines, null);
        var simulated = new PageCapture();
        new ExchangeLines(simulated).Tell("The simulated exchange listens at http://127.0.0.1:5100; in another terminal: "
            + "'trading run "
            + $"--simulator --data {ShellWord.Of(ShownFolder)}'. Ctrl-C ends it.", new { });
        yield return new("simulate", null, simulated.Lines, null);
    }

    private static TuningReport Tuning(Recipe recipe)
    {
        var figures = new RecipeFigures
        {
            First = Rows.Monday,
            Last = Rows.Monday.PlusDays(60),
            Sessions = 42,
            Evidence = SampleCards.Evidence[^1] with { OverBase = 2.53, OverTrivial = 2.77 },
            GainOverBase = new SessionMean(0.00123, 0.00045, 42),
            Signals = new ThresholdRow(
                0.65, 1_204, 40, 0.684, new SessionRatio(0.671, 0.012, 40), null, new SessionRatio(4.1, 2.2, 40),
                new SessionMean(12.4, 6.7, 40)),
            SharpePerSession = 0.2,
        };
        return new TuningReport
        {
            Conclusion = "Nothing beats the present recipe: no other has proved that it knows something and that knowing it "
                + "pays.",
            Notes = ["2 lines of the trial log cannot be read; they count as trials without a trade."],
            Outcome = TuningOutcome.Proven,
            SettingLines = ["Trading__TakeProfit=0.01", "Trading__TrainingDays=45"],
            Search = new(Rows.Monday, Rows.Monday.PlusDays(60), 42, 1, 16, 24, 31, SearchEnd.TimeIsUp),
            Best =
            [
                new(3, "0123456789ab", ["Trading__TakeProfit=0.01", "Trading__TrainingDays=45", "Trading__ModelType=LightGbm"],
                    true, figures),
                new(0, "ba9876543210", [], true, null),
            ],
            Winner = new(3, recipe, RecipeStanding.Proven, 0.71, new HoldOutReport(1, figures)),
            Seconds = 601.2,
        };
    }

    private static Shown Of(string name, Page page) => new(name, page, [], null);

    public static RootCommand Root(PageCapture capture, TextWriter stderr) => RootCommandBuilder.Build(
        new CommandHost(TextWriter.Null, stderr, new Dictionary<string, string>(StringComparer.Ordinal)) { Answers = capture });

    private static IEnumerable<Command> Tree(Command command) => command.Subcommands.SelectMany(c => Tree(c).Prepend(c));

    /// <summary>The words that name a command.</summary>
    public static IEnumerable<string> Path(Command command) =>
        command is RootCommand ? [] : command.Parents.OfType<Command>().SelectMany(Path).Append(command.Name);

    /// <summary>Without what differs from machine to machine: the folder's path, and how long something took.</summary>
    private static Page Shorn(Page page, string folder)
    {
        return new Page(Text(page.Title), [.. page.Blocks.Select(Cut)]);

        Block Cut(Block block) => block switch
        {
            Sentence s => s with { Text = Text(s.Text) },
            Facts f => new Facts([.. f.Items.Select(i => i with { Value = Text(i.Name == "took" ? Seconds().Replace(i.Value,
                "1.2 s") : i.Value) })]),
            Listing l => new Listing(Text(l.Title), l.Columns, [.. l.Rows.Select(r =>
                (IReadOnlyList<string>)[.. r.Select(Text)])]),
            _ => block,
        };

        string Text(string text) => Now().Replace(text.Replace(folder, ShownFolder, StringComparison.Ordinal),
            "2025-11-04T21-00-00");
    }

    [GeneratedRegex(@"[\d.,]+ s\b", RegexOptions.NonBacktracking)]
    private static partial Regex Seconds();

    [GeneratedRegex(@"20(2[6-9]|[3-9]\d)-?\d\d-?\d\d[T-][\d:-]+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Now();
}
