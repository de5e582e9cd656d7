using Trading.Core.Learning;

namespace Trading.Core.Storage;

/// <summary>A registry in memory, gone when the process ends: for tests and fast backtests. Safe for use by several
/// threads.</summary>
public sealed class InMemoryModelRegistry : IModelRegistry
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ModelArtifact> models = new(StringComparer.Ordinal);
    private CurrentModel? current;
    private long revision;

    /// <inheritdoc/>
    public Task SaveAsync(ModelArtifact artifact, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var kept = artifact with { Model = artifact.Model.ToArray() };
        lock (gate) models.TryAdd(artifact.Id, kept);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ModelArtifact> LoadAsync(string id, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return models.TryGetValue(id, out var artifact)
                ? Task.FromResult(artifact)
                : Task.FromException<ModelArtifact>(new StorageException($"The model {id} is not stored here."));
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string id, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate) models.Remove(id);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelCard>> GetCardsAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<ModelCard>>([.. models.Values.Select(artifact => artifact.Card)
                .OrderBy(card => card.TrainedAt).ThenBy(card => card.Id, StringComparer.Ordinal)]);
        }
    }

    /// <inheritdoc/>
    public Task<CurrentModelVersion> GetCurrentAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate) return Task.FromResult(
            new CurrentModelVersion(current ?? (models.Count > 0 ? CurrentModel.Missing : CurrentModel.None), $"{revision}"));
    }

    /// <inheritdoc/>
    public Task<bool> TrySetCurrentAsync(CurrentModel current, string etag, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (etag != $"{revision}") return Task.FromResult(false);
            this.current = current;
            revision++;
            return Task.FromResult(true);
        }
    }
}
