using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Cli.Reading;
using Trading.Core.Learning;
using Trading.Reporting;

namespace Trading.Cli.Models;

/// <summary><c>trading models</c>: every model with its results on data that it never saw, and which one is in use.</summary>
internal static class ModelsCommand
{
    /// <summary>Creates <c>models</c>, which lists the models of a book, with its subcommands.</summary>
    public static Command Create(CommandHost host)
    {
        // One option for all, so that it means the same before and after a subcommand's name.
        var book = BookOption.Create();
        book.Recursive = true;
        var list = new Command("models",
            "Lists the models and how they did on data they never saw, which is in use, and what is proved of it.")
        {
            book,
            ModelShowCommand.Create(host, book),
            ModelCompareCommand.Create(host, book),
            ModelChoiceCommands.Promote(host, book),
            ModelChoiceCommands.RollBack(host, book),
            ModelPruneCommand.Create(host, book),
        };
        return host.Reads(list, book, ShowAsync);
    }

    /// <summary>Makes a command change the book that the option chooses.</summary>
    public static Command Writes(
        CommandHost host, Command command, Option<Book?> asked,
        Func<CommandContext, OpenBook, CancellationToken, Task> write) =>
        host.Runs(command, async (context, cancel) =>
        {
            using var book = OpenBook.ToWrite(context, BookOption.Choose(context.Parsed.GetValue(asked), context.Folder));
            await write(context, book, cancel);
            return ExitCode.Fine;
        });

    private static async Task ShowAsync(CommandContext context, OpenBook book, CancellationToken cancel)
    {
        var cards = await book.Models.GetCardsAsync(cancel);
        var (current, _) = await book.Models.GetCurrentAsync(cancel);
        var use = await ModelUse.OfAsync(context, book, current, cancel);
        var title = $"Models ({book.Name} book)";
        var page = cards.Count == 0
            ? new Page(title, new Sentence("There are no models."))
            : new Page(
                title,
                new Listing(
                    "",
                    [
                        Column.Name("model"), Column.Name("verdict"), Column.Figure("gain"), Column.Figure("accuracy").Below(1),
                        Column.Figure("majority").Below(1), Column.Figure("signals"), Column.Figure("claimed"),
                        Column.Figure("actual"),
                    ],
                    [.. cards.Select(Cells)]),
                new Sentence(
                    "All judged on sessions that models of the same recipe had not seen. Gain: how many nats their log-loss "
                    + "is better than the base forecast's.", Tone.Quiet),
                new Facts([.. use.Facts()]));
        // Each card has nearly the same history; 'models show' gives it.
        var models = cards.Select(card => card with { EvidenceHistory = [] });
        context.Output.Show(page, new { book = book.Name, inUse = use.InUse, standing = use.Standing, current, models });
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
