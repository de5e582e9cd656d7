using Trading.Core.Learning;

namespace Trading.Core.Storage;

/// <summary>Which model is in use.</summary>
/// <param name="Promoted">Id of the model that proved itself and may trade; null when none has.</param>
/// <param name="Newest">Id of the model trained last, promoted or not; null before the first.</param>
/// <param name="Reason">Why it is so, in a sentence.</param>
/// <param name="DecidedAt">When that was decided.</param>
public sealed record CurrentModel(string? Promoted, string? Newest, string Reason, Instant DecidedAt)
{
    /// <summary>What a registry without any model says.</summary>
    public static CurrentModel None { get; } =
        new(null, null, "No model has been trained yet.", Instant.FromUnixTimeTicks(0));

    /// <summary>What a registry says that has models and no word about which is in use: that was lost, or the first training died.</summary>
    public static CurrentModel Missing { get; } = None with
    {
        Reason = "Models are stored, but current.json, which says which of them is in use, is missing: nothing is traded until the next training writes it.",
    };
}

/// <summary>The current model with the tag that its next change must name.</summary>
public sealed record CurrentModelVersion(CurrentModel Current, string ETag);

/// <summary>Trained models and which of them is in use.</summary>
public interface IModelRegistry
{
    /// <summary>Stores a model with its card; both or neither. Storing the same id again changes nothing.</summary>
    Task SaveAsync(ModelArtifact artifact, CancellationToken cancel);

    /// <summary>A stored model.</summary>
    /// <exception cref="StorageException">It is missing or damaged; the message names it.</exception>
    Task<ModelArtifact> LoadAsync(string id, CancellationToken cancel);

    /// <summary>The cards of all models, oldest first.</summary>
    Task<IReadOnlyList<ModelCard>> GetCardsAsync(CancellationToken cancel);

    /// <summary>
    /// Which model is in use; before the first <see cref="CurrentModel.None"/>, or <see cref="CurrentModel.Missing"/> when there are
    /// models all the same, with a tag of its own.
    /// </summary>
    Task<CurrentModelVersion> GetCurrentAsync(CancellationToken cancel);

    /// <summary>Changes which model is in use; false, changing nothing, when somebody else did since <paramref name="etag"/>.</summary>
    Task<bool> TrySetCurrentAsync(CurrentModel current, string etag, CancellationToken cancel);
}
