using System.CommandLine;
using Trading.Cli.Output;
using Trading.Reporting;
using Trading.Simulation.Auditing;

namespace Trading.Cli.Auditing;

/// <summary><c>trading audit lookahead</c>: decides again on bars that end at each decision, and fails on a difference.</summary>
internal static class LookaheadCommand
{
    private const string Name = "lookahead";

    /// <summary>Creates <c>lookahead</c>, which audits the rows that are traded on and learned from.</summary>
    public static Command Create(CommandHost host) => Create(host, context => (
        new LiveRows(), new LearnedRows(context.Settings.Plan)));

    /// <summary>Creates it over other rows, so that a test can hand in rows with a fault.</summary>
    public static Command Create(CommandHost host, Func<CommandContext, (IRowSource Live, IRowSource Training)> sources)
    {
        var options = new AuditOptionSet(1, "Audits each Nth decision of a symbol.");
        var command = new Command(
            Name, "Decides again on bars that are cut after each decision; fails if any feature or answer of the model differs.");
        return host.Runs(options.AddTo(command), async (context, cancel) =>
        {
            using var book = options.Open(context);
            var subject = await options.ReadAsync(context, book, cancel);
            var answers = await ModelAnswers.LoadAsync(book, context.Settings, cancel);
            var (live, training) = sources(context);
            var audit = new LookaheadAudit(live, training, answers.Answer);
            var result = await context.Progress.RunAsync(progress => audit.RunAsync(
                subject.Sessions, subject.Every, new SessionProgress(progress, subject.Sessions.Count), cancel));
            context.Output.Show(PageOf(subject, answers.Model, result), new
            {
                book = book.Name,
                from = subject.From,
                to = subject.To,
                symbols = subject.Symbols,
                every = subject.Every,
                model = answers.Model,
                sessions = result.Sessions,
                decisions = result.Decisions,
                trainingRows = result.TrainingRows,
                answers = result.Answers,
                differenceCount = result.DifferenceCount,
                differences = result.Differences.Select(DifferenceText.Document),
            });
            return result.DifferenceCount == 0 ? ExitCode.Fine : ExitCode.Failed;
        });
    }

    private static Page PageOf(AuditSubject subject, string? model, LookaheadResult result) => new(
        $"Lookahead audit ({subject.Text})",
        [
            Verdict(result),
            new Facts(
                new("sessions", FigureText.Count(result.Sessions)),
                new("decisions made again", Decisions(subject, result)),
                new("training rows compared", FigureText.Count(result.TrainingRows)),
                new("model asked again", model is null
                    ? "no model is in use"
                    : $"{model}, about {FigureText.Counted(result.Answers, "decision")}")),
            .. DifferenceText.Listing(result.Differences, result.DifferenceCount, "cut", "with the future"),
        ]);

    private static Sentence Verdict(LookaheadResult result) => result switch
    {
        { DifferenceCount: > 0 } => new(
            $"Decisions use the future: {FigureText.Counted(result.DifferenceCount, "value")} "
            + $"{(result.DifferenceCount == 1 ? "depends" : "depend")} on what came after the minute of a decision.", Tone.Bad),
        { Decisions: 0 } => new("There was no decision to audit: no symbol has enough bars in a session.", Tone.Caution),
        _ => new(
            "No decision and no training row depends on what came after its minute: all are the same to the bit.", Tone.Good),
    };

    private static string Decisions(AuditSubject subject, LookaheadResult result) =>
        FigureText.Count(result.Decisions) + (subject.Every == 1 ? "" : $" (1 in {subject.Every})");
}
