using Trading.Cli.Connecting;
using Trading.Core.Learning;
using Trading.Core.Text;

namespace Trading.Cli.Models;

/// <summary>Finds the model that a person names.</summary>
internal static class StoredModels
{
    /// <summary>The card of the model whose id is this text, or is the only one that begins with it.</summary>
    /// <exception cref="RefusedException">There is none, or there are several.</exception>
    public static async Task<ModelCard> RequireAsync(OpenBook book, string text, CancellationToken cancel)
    {
        var cards = await book.Models.GetCardsAsync(cancel);
        if (cards.FirstOrDefault(card => card.Id == text) is { } exact) return exact;
        var begun = cards.Where(card => text.Length > 0 && card.Id.StartsWith(text, StringComparison.Ordinal)).ToList();
        return begun switch
        {
            [var one] => one,
            [] => throw new RefusedException(
                $"There is no model '{VisibleText.Beginning(text)}' in the {book.Name} book; "
                + $"'trading models --book {book.Name}' lists them."),
            _ => throw new RefusedException(
                $"'{VisibleText.Beginning(text)}' begins the ids of {begun.Count} models, "
                + $"{begun[0].Id} and {begun[1].Id} among them; give more of it."),
        };
    }
}
