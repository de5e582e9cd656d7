using System.Text.Json.Serialization;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;

namespace Trading.Core.Storage;

/// <summary>Which model is in use.</summary>
/// <param name="Promoted">Id of the model that proved itself and may trade; null when none has.</param>
/// <param name="Newest">Id of the model trained last, promoted or not; null before the first.</param>
/// <param name="Reason">Why this model is in use, in a sentence.</param>
/// <param name="DecidedAt">When the decision was made.</param>
public sealed record CurrentModel(string? Promoted, string? Newest, string Reason, Instant DecidedAt)
{
    /// <summary>Id of the model that was in use before; null when there was none. A rollback returns to it.</summary>
    public string? Previous { get; init; }

    /// <summary>The evidence for the recipe in use; null before the first judgement.</summary>
    public RecipeEvidence? Evidence { get; init; }

    /// <summary>The model that learned from old bars alone, and so trades nothing; null when there is none such in use.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OldBars? OldBars { get; init; }

    /// <summary>The answer of a registry without any model.</summary>
    public static CurrentModel None { get; } =
        new(null, null, "No model has been trained yet.", Instant.FromUnixTimeTicks(0));

    /// <summary>The answer of a registry that has models but no record of which is in use: the record was lost, or the first
    /// training stopped before it was written.</summary>
    public static CurrentModel Missing { get; } = None with
    {
        Reason = "Models are stored, but current.json, which says which of them is in use, is missing: nothing is traded until "
            + "the next training writes it.",
    };
}

/// <summary>A model whose newest bars were old when it learned from them.</summary>
/// <param name="ModelId">The model.</param>
/// <param name="Newest">The newest recorded session, New York date.</param>
/// <param name="SessionsBehind">How many sessions of the exchange had closed since.</param>
public sealed record OldBars(string ModelId, LocalDate Newest, int SessionsBehind);

/// <summary>The current model, with the tag that the next change must pass.</summary>
public sealed record CurrentModelVersion(CurrentModel Current, string ETag);

/// <summary>Trained models and which of them is in use.</summary>
public interface IModelRegistry
{
    /// <summary>Stores a model and its card, both or neither. Storing the same id again changes nothing.</summary>
    Task SaveAsync(ModelArtifact artifact, CancellationToken cancel);

    /// <summary>A stored model.</summary>
    /// <exception cref="StorageException">It is missing or damaged; the message names it.</exception>
    Task<ModelArtifact> LoadAsync(string id, CancellationToken cancel);

    /// <summary>
    /// Deletes a model and its card; one that is not stored is no error. A process that dies in between leaves no half model. The
    /// registry does not ask whether the model is in use.
    /// </summary>
    Task DeleteAsync(string id, CancellationToken cancel);

    /// <summary>The cards of all models, oldest first.</summary>
    Task<IReadOnlyList<ModelCard>> GetCardsAsync(CancellationToken cancel);

    /// <summary>
    /// Which model is in use. Before the first decision this is <see cref="CurrentModel.None"/>, or
    /// <see cref="CurrentModel.Missing"/> when models are stored; both have a tag of their own.
    /// </summary>
    Task<CurrentModelVersion> GetCurrentAsync(CancellationToken cancel);

    /// <summary>Changes which model is in use; returns false and changes nothing when another process changed it since
    /// <paramref name="etag"/> was read.</summary>
    Task<bool> TrySetCurrentAsync(CurrentModel current, string etag, CancellationToken cancel);
}
