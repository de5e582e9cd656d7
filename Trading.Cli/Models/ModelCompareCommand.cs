using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Output;
using Trading.Cli.Reading;
using Trading.Core.Learning;
using Trading.Core.Training;
using Trading.Reporting;

namespace Trading.Cli.Models;

/// <summary><c>trading models compare</c>: two models on the same sessions, from which neither learned.</summary>
internal static class ModelCompareCommand
{
    /// <summary>Creates <c>compare</c>.</summary>
    public static Command Create(CommandHost host, Option<Book?> book)
    {
        var first = new Argument<string>("A") { Description = "A model's id, or enough of its beginning." };
        var second = new Argument<string>("B") { Description = "The other model's id." };
        return host.Reads(
            new Command("compare", "Compares two models on the recorded sessions after the last that either learned from.")
            {
                first, second,
            },
            book,
            (context, open, cancel) => CompareAsync(
                context, open, context.Parsed.GetRequiredValue(first), context.Parsed.GetRequiredValue(second), cancel));
    }

    private static async Task CompareAsync(
        CommandContext context, OpenBook book, string first, string second, CancellationToken cancel)
    {
        var (a, b) = (await LoadAsync(book, first, cancel), await LoadAsync(book, second, cancel));
        if (a.Id == b.Id) throw new RefusedException($"{a.Id} is one model; name two to compare.");
        var comparer = new ModelComparer(book.Archive, book.Calendar, context.Settings.Risk.MinConfidence);
        var result = await context.Progress.RunAsync(progress => comparer.CompareAsync(a, b, new Steps(progress), cancel));
        if (result is not { First: { } ofA, Second: { } ofB }) throw NothingToCompare(a.Card, b.Card, result.Symbols);
        context.Output.Show(PageOf(book, a.Card, b.Card, result, ofA, ofB), new
        {
            book = book.Name,
            sessions = result.Sessions.Count,
            first = result.Sessions[0],
            last = result.Sessions[^1],
            result.Symbols,
            sameTrade = a.Card.Label == b.Card.Label,
            models = new[] { new { a.Id, figures = ofA }, new { b.Id, figures = ofB } },
        });
    }

    private static async Task<ModelArtifact> LoadAsync(OpenBook book, string id, CancellationToken cancel)
    {
        var card = await StoredModels.RequireAsync(book, id, cancel);
        return ModelFormat.ErrorOf(card) is { } error
            ? throw new RefusedException($"Model {card.Id} {error}")
            : await book.Models.LoadAsync(card.Id, cancel);
    }

    private static RefusedException NothingToCompare(ModelCard a, ModelCard b, IReadOnlyList<string> symbols)
    {
        var learnedTo = LocalDate.Max(ModelComparer.LearnedTo(a), ModelComparer.LearnedTo(b));
        return new RefusedException(symbols.Count == 0
            ? $"{a.Id} and {b.Id} learned from different symbols, so there is nothing on which both can be judged."
            : $"There is no recorded session of their symbols after {FigureText.Date(learnedTo)}, the last that one of them "
                + "learned from; compare them again when there is one.");
    }

    private static Page PageOf(
        OpenBook book, ModelCard a, ModelCard b, ModelComparison result, Evaluation ofA, Evaluation ofB) => new(
        $"Models compared ({book.Name} book)",
        [
            new Facts(
                new Fact("sessions", $"{FigureText.Counted(result.Sessions.Count, "session")} that neither learned from, "
                    + $"{FigureText.Date(result.Sessions[0])} to {FigureText.Date(result.Sessions[^1])}"),
                new Fact("symbols", FigureText.Names(result.Symbols))),
            .. a.Label == b.Label ? (IEnumerable<Block>)[] :
            [
                new Sentence("They forecast different trades, each judged by its own: their log-loss and Brier score do not "
                    + "compare.", Tone.Caution),
            ],
            new Sentence(a.Id),
            new Facts([.. ModelFacts.Figures(ofA)]),
            new Sentence(b.Id),
            new Facts([.. ModelFacts.Figures(ofB)]),
        ]);

    private sealed class Steps(IProgress<ProgressStep> display) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) =>
            display.Report(new("forecasting later sessions", value.Done, value.Total));
    }
}
