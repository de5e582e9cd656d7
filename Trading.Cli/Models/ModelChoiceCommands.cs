using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Reporting;

namespace Trading.Cli.Models;

/// <summary><c>trading models promote</c> and <c>rollback</c>: a person chooses the model in use, until the next night.</summary>
internal static class ModelChoiceCommands
{
    private delegate ModelChoiceResult Choice(ModelCard card, CurrentModel current, TradingMode mode, Instant now);

    /// <summary>Creates <c>promote</c>.</summary>
    public static Command Promote(CommandHost host, Option<Book?> book)
    {
        var id = new Argument<string>("ID") { Description = "The model's id, or enough of its beginning." };
        return ModelsCommand.Writes(
            host,
            new Command("promote", "Puts a model to use until the next night; with real money only a proven one.") { id },
            book,
            async (context, open, cancel) =>
            {
                var card = await StoredModels.RequireAsync(open, context.Parsed.GetRequiredValue(id), cancel);
                await ChangeAsync(context, open, card, await open.Models.GetCurrentAsync(cancel), ModelChoice.Promote, cancel);
            });
    }

    /// <summary>Creates <c>rollback</c>.</summary>
    public static Command RollBack(CommandHost host, Option<Book?> book) => ModelsCommand.Writes(
        host, new Command("rollback", "Goes back to the model that was in use before, until the next night."), book,
        async (context, open, cancel) =>
        {
            var version = await open.Models.GetCurrentAsync(cancel);
            if (version.Current.Previous is not { } previous)
            {
                throw new RefusedException(
                    $"No model was in use before the one of the {open.Name} book; there is none to go back to.");
            }
            var card = await StoredModels.RequireAsync(open, previous, cancel);
            await ChangeAsync(context, open, card, version, ModelChoice.RollBack, cancel);
        });

    private static async Task ChangeAsync(
        CommandContext context, OpenBook book, ModelCard card, CurrentModelVersion version, Choice choice,
        CancellationToken cancel)
    {
        var now = (await book.OwnClockAsync(cancel)).GetCurrentInstant();
        var result = choice(card, version.Current, book.Mode, now);
        if (result.Next is not { } next) throw new RefusedException(Sentence(result.Refusal!.Value, card));
        if (!await book.Models.TrySetCurrentAsync(next, version.ETag, cancel))
        {
            throw new RefusedException(
                "Another process has just changed which model is in use; look at it with 'trading models'.");
        }
        var (was, use) = (
            await ModelUse.OfAsync(context, book, version.Current, cancel), await ModelUse.OfAsync(context, book, next, cancel));
        context.Output.Show(
            new Page(
                $"Model in use ({book.Name} book)",
                new Facts(
                    new Fact("was", $"{was.InUse ?? "none"}, {FigureText.Words($"{was.Standing}")}"),
                    new Fact("is", $"{use.InUse}, {FigureText.Words($"{use.Standing}")}"),
                    new Fact("evidence", EvidenceText.Of(next.Evidence?.Last))),
                new Sentence("The next night decides anew.", Tone.Caution)),
            new { book = book.Name, was = version.Current, @is = next, standing = use.Standing });
    }

    private static string Sentence(ModelChoiceRefusal refusal, ModelCard card) => refusal switch
    {
        ModelChoiceRefusal.InUse => $"{card.Id} is in use already.",
        ModelChoiceRefusal.Unusable => $"Model {card.Id} {ModelFormat.ErrorOf(card)}",
        ModelChoiceRefusal.LearnedFromOldBars =>
            $"{card.Id} is not used: the newest session that it learned from is {card.Training.Last:uuuu-MM-dd}; "
                + "train on newer bars.",
        ModelChoiceRefusal.NotProven =>
            $"{card.Id} is not used: the money is real, and its recipe {card.Recipe} is not proven by the record.",
        ModelChoiceRefusal.ProofIsOld =>
            $"{card.Id} is not used: the money is real, and no night has renewed the proof of its recipe for a week; let the "
                + "nightly training run first.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "There is no sentence for this refusal."),
    };
}
