using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Training;
using Trading.Reporting;

namespace Trading.Cli.Models;

/// <summary><c>trading models prune</c>: deletes models that are no longer needed.</summary>
internal static class ModelPruneCommand
{
    /// <summary>Creates <c>prune</c>.</summary>
    public static Command Create(CommandHost host, Option<Book?> book)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would be deleted and deletes nothing." };
        var command = new Command(
            "prune", "Deletes models older than KeepModelsDays; never one that is in use, its predecessor, or the newest 30.")
        {
            dryRun,
        };
        return host.Runs(command, async (context, cancel) =>
        {
            var which = BookOption.Choose(context.Parsed.GetValue(book), context.Folder);
            var isDry = context.Parsed.GetValue(dryRun);
            using var open = isDry ? OpenBook.ToRead(context, which) : OpenBook.ToWrite(context, which);
            await PruneAsync(context, open, isDry, cancel);
            return ExitCode.Fine;
        });
    }

    private static async Task PruneAsync(CommandContext context, OpenBook book, bool isDry, CancellationToken cancel)
    {
        var days = context.Settings.Learning.KeepModelsDays;
        var cards = await book.Models.GetCardsAsync(cancel);
        var (current, _) = await book.Models.GetCurrentAsync(cancel);
        // A book without models has no clock of its own that must be read.
        var now = cards.Count == 0 ? Instant.MinValue : (await book.OwnClockAsync(cancel)).GetCurrentInstant();
        var old = ModelPruning.Removable(cards, current, now, days);
        var deleted = isDry ? 0 : await ModelPruning.PruneAsync(book.Models, now, days, cancel);
        var said = isDry
            ? $"{FigureText.Counted(old.Count, "model")} would be deleted"
            : $"{FigureText.Counted(deleted, "model")} deleted";
        context.Output.Show(
            new Page(
                $"Models pruned ({book.Name} book)",
                [
                    new Sentence($"{said}, {cards.Count - (isDry ? old.Count : deleted)} kept."),
                    .. old.Count == 0 ? (IEnumerable<Block>)[] :
                    [
                        new Listing("", [Column.Name("model"), Column.Name("trained (New York)")],
                            [.. old.Select(card => (IReadOnlyList<string>)[card.Id, FigureText.NewYork(card.TrainedAt)])]),
                    ],
                ]),
            new { book = book.Name, dryRun = isDry, deleted, old = old.Select(card => card.Id) });
    }
}
