using Trading.Core.Learning;
using Trading.Core.Storage;

namespace Trading.Cli.Reading;

/// <summary>A registry that is open for reading: every method that writes throws
/// <see cref="InvalidOperationException"/>.</summary>
/// <param name="inner">The registry that is read.</param>
internal sealed class ReadOnlyModels(IModelRegistry inner) : IModelRegistry
{
    public Task<ModelArtifact> LoadAsync(string id, CancellationToken cancel) => inner.LoadAsync(id, cancel);

    public Task<IReadOnlyList<ModelCard>> GetCardsAsync(CancellationToken cancel) => inner.GetCardsAsync(cancel);

    public Task<CurrentModelVersion> GetCurrentAsync(CancellationToken cancel) => inner.GetCurrentAsync(cancel);

    public Task SaveAsync(ModelArtifact artifact, CancellationToken cancel) => throw ReadOnly.Refusal();

    public Task DeleteAsync(string id, CancellationToken cancel) => throw ReadOnly.Refusal();

    public Task<bool> TrySetCurrentAsync(CurrentModel current, string etag, CancellationToken cancel) => throw ReadOnly.Refusal();
}
