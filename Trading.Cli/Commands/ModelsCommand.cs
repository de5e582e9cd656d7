using System.CommandLine;
using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Simulation.Reports;

namespace Trading.Cli.Commands;

/// <summary><c>trading models</c>: every model with what it was worth on data it never saw, and which is in use.</summary>
internal static class ModelsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandHost host) => host.Reads(
        new Command("models", "Lists the models, how they did on data they never saw, what the gate said, and which is promoted."),
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
                    ["model", ">accuracy", ">majority", ">log-loss", ">base", ">signals", ">claimed", ">actual", "verdict"],
                    [.. cards.Select(Cells)]),
                new Sentence("Judged on sessions that no part of the model has seen; base: the log-loss of the base rate by time of day.", Tone.Quiet),
                new Facts(new Fact("promoted", current.Promoted ?? "none", current.Promoted is null ? Tone.Caution : Tone.Good), new Fact("why", current.Reason)));
        context.Output.Show(page, new { book = book.Name, current, models = cards });
    }

    private static IReadOnlyList<string> Cells(ModelCard card) =>
    [
        card.Id,
        FigureText.Percent(card.Judged.Accuracy),
        FigureText.Percent(card.Judged.MajorityClass),
        FigureText.Number(card.Judged.LogLoss, 4),
        FigureText.Number(card.Judged.BaseLogLoss, 4),
        FigureText.Count(card.Judged.Signals.Count),
        FigureText.Percent(card.Judged.Signals.Claimed),
        FigureText.Percent(card.Judged.Signals.Actual),
        card.Verdict is { } verdict ? $"{verdict.Decision}" : "not judged",
    ];
}
