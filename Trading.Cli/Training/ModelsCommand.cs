using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Output;
using Trading.Cli.Reading;
using Trading.Core.Learning;
using Trading.Reporting;

namespace Trading.Cli.Training;

/// <summary><c>trading models</c>: every model with its results on data that it never saw, and which one is in use.</summary>
internal static class ModelsCommand
{
    /// <summary>Creates <c>models</c>, which shows the cards of all models of a book.</summary>
    public static Command Create(CommandHost host) => host.Reads(
        new Command("models",
            "Lists the models, how they did on data they never saw, what the gate said, and which is promoted."),
        ShowAsync);

    private static async Task ShowAsync(CommandContext context, OpenBook book, CancellationToken cancel)
    {
        var cards = await book.Models.GetCardsAsync(cancel);
        var (current, _) = await book.Models.GetCurrentAsync(cancel);
        var title = $"Models ({book.Name} book)";
        var page = cards.Count == 0
            ? new Page(title, new Sentence("There are no models."))
            : new Page(
                title,
                new Listing(
                    "",
                    ["model", "verdict", ">gain", ">accuracy", ">majority", ">signals", ">claimed", ">actual"],
                    [.. cards.Select(Cells)]),
                new Sentence(
                    "All judged on sessions that models of the same recipe had not seen. Gain: how many nats their log-loss "
                    + "is better than the base forecast's.", Tone.Quiet),
                new Facts(new Fact("promoted", current.Promoted ?? "none", current.Promoted is null ? Tone.Caution : Tone.Good),
                    new Fact("why", current.Reason)));
        context.Output.Show(page, new { book = book.Name, current, models = cards });
    }

    private static IReadOnlyList<string> Cells(ModelCard card) =>
    [
        card.Id,
        card.Verdict is { } verdict ? $"{verdict.Decision}" : "not judged",
        FigureText.Number(card.Judged?.BaseLogLoss - card.Judged?.LogLoss, 4, withPlus: true),
        FigureText.Percent(card.Judged?.Accuracy),
        FigureText.Percent(card.Judged?.MajorityClass),
        FigureText.Count(card.Judged?.Signals.Count ?? 0),
        FigureText.Percent(card.Judged?.Signals.Claimed),
        FigureText.Percent(card.Judged?.Signals.Actual),
    ];
}
