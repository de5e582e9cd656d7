using System.CommandLine;
using Trading.Cli.Output;
using Trading.Reporting;
using Trading.Simulation.Auditing;

namespace Trading.Cli.Auditing;

/// <summary><c>trading audit warmup</c>: shows how rows depend on where the data begins, and fails where they depend on earlier
/// sessions.</summary>
internal static class WarmUpCommand
{
    private const string Name = "warmup";

    /// <summary>Creates <c>warmup</c>, which audits the rows that are traded on and learned from.</summary>
    public static Command Create(CommandHost host) => Create(host, context => (
        new LiveRows(), new LearnedRows(context.Settings.Plan)));

    /// <summary>Creates it over other rows, so that a test can hand in rows with a fault.</summary>
    public static Command Create(CommandHost host, Func<CommandContext, (IRowSource Live, IRowSource Training)> sources)
    {
        var options = new AuditOptionSet(
            10, "Measures missing minutes on each Nth row of a symbol; earlier sessions are put in front of every row.");
        var command = new Command(
            Name, "Shows how each feature depends on where the data begins; fails if a row depends on earlier sessions.");
        return host.Runs(options.AddTo(command), async (context, cancel) =>
        {
            using var book = options.Open(context);
            var subject = await options.ReadAsync(context, book, cancel);
            var (live, training) = sources(context);
            var audit = new WarmUpAudit(live, training);
            var result = await context.Progress.RunAsync(progress => audit.RunAsync(
                subject.Sessions, subject.Every, new SessionProgress(progress, subject.Sessions.Count), cancel));
            context.Output.Show(PageOf(subject, result), new
            {
                book = book.Name,
                from = subject.From,
                to = subject.To,
                symbols = subject.Symbols,
                every = subject.Every,
                sessions = result.Sessions,
                comparisons = result.Comparisons,
                differenceCount = result.DifferenceCount,
                differences = result.Differences.Select(DifferenceText.Document),
                lateStarts = result.LateStarts,
            });
            return result.DifferenceCount == 0 ? ExitCode.Fine : ExitCode.Failed;
        });
    }

    private static Page PageOf(AuditSubject subject, WarmUpResult result) => new(
        $"Warm-up audit ({subject.Text})",
        [
            Verdict(result),
            .. DifferenceText.Listing(result.Differences, result.DifferenceCount, "alone", "earlier too"),
            new Sentence(
                "Rows do depend on the bars since the open of their session. The table shows by how much they move when the "
                + "first minutes have no bar. That is no fault: trading fetches each session from its open, so it happens only "
                + "where the feed itself lacks those bars."),
            Table(result.LateStarts),
            new Sentence(
                "Median/largest difference in standard deviations of the feature; = is no difference, 0.00 less than 0.005.",
                Tone.Quiet),
        ]);

    private static Sentence Verdict(WarmUpResult result) => result switch
    {
        { DifferenceCount: > 0 } => new(
            $"Rows depend on earlier sessions: {FigureText.Counted(result.DifferenceCount, "value")} "
            + $"{(result.DifferenceCount == 1 ? "differs" : "differ")} when those are put in front.", Tone.Bad),
        { Comparisons: 0 } => new(
            "Whether rows depend on earlier sessions was not audited: there is no earlier session with rows to compare.",
            Tone.Caution),
        _ => new(
            $"No row depends on earlier sessions: with 1 and with 5 of them in front rows were made again "
            + $"{FigureText.Count(result.Comparisons)} times, the same to the bit.", Tone.Good),
    };

    private static Listing Table(IReadOnlyList<LateStart> starts) => new(
        "Rows when the first minutes are missing",
        [Column.Name("feature"), .. starts.Select(s => Column.Figure($"{s.MissingMinutes} min"))],
        [
            ["(rows left)", .. starts.Select(RowsLeft)],
            .. starts[0].Features.Select((feature, i) =>
                (IReadOnlyList<string>)[feature.Feature, .. starts.Select(s => Shift(s.Features[i]))]),
        ]);

    private static string RowsLeft(LateStart start) =>
        start.Rows == 0 ? FigureText.None : FigureText.Percent(start.RowsLeft / (double)start.Rows);

    private static string Shift(FeatureShift shift) => shift switch
    {
        { Largest: null } => FigureText.None,
        { Largest: 0 } => "=",
        { Deviation: > 0 } => $"{Number(shift.Median / shift.Deviation)}/{Number(shift.Largest / shift.Deviation)}",
        _ => FigureText.None,
    };

    private static string Number(double? value) => FigureText.Number(value, value >= 100 ? 0 : 2);
}
