using Trading.Core.Learning;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>
/// Deletes old models. What is in use stays, and its predecessor, the newest models, and every model that is younger than a
/// number of days.
/// </summary>
public static class ModelPruning
{
    /// <summary>How many of the newest models stay, however old they are.</summary>
    public const int KeptNewest = 30;

    /// <summary>The models that may be deleted, oldest first; none while it is not known which model is in use.</summary>
    /// <param name="cards">All models.</param>
    /// <param name="current">Which model is in use.</param>
    /// <param name="now">The moment from which days are counted back.</param>
    /// <param name="keepDays">How many calendar days of 24 hours a model stays.</param>
    public static IReadOnlyList<ModelCard> Removable(
        IReadOnlyList<ModelCard> cards, CurrentModel current, Instant now, int keepDays) =>
        current is { Promoted: null, Newest: null }
            ? []
            :
            [
                .. cards.OrderBy(card => card.TrainedAt).ThenBy(card => card.Id, StringComparer.Ordinal)
                    .SkipLast(KeptNewest)
                    .Where(card => now - card.TrainedAt > Duration.FromDays(keepDays) && !IsNeeded(card.Id, current)),
            ];

    /// <summary>Deletes the models that are no longer needed and tells how many they were.</summary>
    /// <param name="registry">The models.</param>
    /// <param name="now">The moment from which days are counted back.</param>
    /// <param name="keepDays">How many calendar days of 24 hours a model stays.</param>
    /// <param name="cancel">Stops after a whole deletion; the next call goes on.</param>
    public static async Task<int> PruneAsync(IModelRegistry registry, Instant now, int keepDays, CancellationToken cancel)
    {
        var (current, _) = await registry.GetCurrentAsync(cancel);
        var deleted = 0;
        foreach (var card in Removable(await registry.GetCardsAsync(cancel), current, now, keepDays))
        {
            // A person may have put an old model to use since.
            if (IsNeeded(card.Id, (await registry.GetCurrentAsync(cancel)).Current)) continue;
            await registry.DeleteAsync(card.Id, cancel);
            deleted++;
        }
        return deleted;
    }

    private static bool IsNeeded(string id, CurrentModel current) =>
        id == current.Promoted || id == current.Newest || id == current.Previous;
}
