using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Output;
using Trading.Cli.Reading;
using Trading.Core.Learning;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Reporting;

namespace Trading.Cli.Models;

/// <summary><c>trading models show</c>: all that is known of one model.</summary>
internal static class ModelShowCommand
{
    /// <summary>Creates <c>show</c>.</summary>
    public static Command Create(CommandHost host, Option<Book?> book)
    {
        var id = new Argument<string>("ID") { Description = "The model's id, or enough of its beginning." };
        return host.Reads(
            new Command("show", "Shows a model's card: what it learned from, how it did, what is proved of it.") { id }, book,
            (context, open, cancel) => ShowAsync(context, open, context.Parsed.GetRequiredValue(id), cancel));
    }

    private static async Task ShowAsync(CommandContext context, OpenBook book, string id, CancellationToken cancel)
    {
        var card = await StoredModels.RequireAsync(book, id, cancel);
        var (current, _) = await book.Models.GetCurrentAsync(cancel);
        context.Output.Show(
            PageOf(card, current, book),
            new { book = book.Name, inUse = card.Id == ModelChoice.InUse(current), error = ModelFormat.ErrorOf(card), card });
    }

    private static Page PageOf(ModelCard card, CurrentModel current, OpenBook book) => new(
        $"Model {card.Id} ({book.Name} book)",
        [
            .. ModelFormat.ErrorOf(card) is { } error ? (IEnumerable<Block>)[new Sentence($"It {error}", Tone.Bad)] : [],
            new Facts(
            [
                new("use", UseOf(card.Id, current)),
                new("trained at", $"{FigureText.NewYork(card.TrainedAt)} New York, in {FigureText.Number(card.Seconds, 1)} s"),
                .. ModelFacts.Origin(card),
                ModelFacts.Trade(card),
                .. ModelFacts.Record(card),
                ModelFacts.Evidence(card),
                .. card.Verdict is { } night ? (IEnumerable<Fact>)[new("verdict", $"{night.Decision}")] : [],
            ]),
            new Listing(
                "What it looks at", [Column.Name("feature"), Column.Figure("share")],
                [.. card.Importance.Select(f => (IReadOnlyList<string>)[f.Feature, FigureText.Percent(f.Share)])]),
        ]);

    private static string UseOf(string id, CurrentModel current) =>
        id == ModelChoice.InUse(current) ? "in use" : id == current.Previous ? "was in use before the one in use" : "not in use";
}
