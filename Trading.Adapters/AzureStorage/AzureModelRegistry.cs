using System.Collections.Concurrent;
using Azure;
using Trading.Adapters.StorageFormats;
using Trading.Core.Learning;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// Models in the container <c>models</c>: <c>{id}/model.zip</c> with its checksum in the blob's metadata, <c>{id}/card.json</c>,
/// and <c>current.json</c>, which is changed only under its ETag. The card is written last and makes the model exist, so that a
/// process that dies in between leaves no model. Safe for use by several threads and processes.
/// </summary>
public sealed class AzureModelRegistry : IModelRegistry
{
    private const string CardEnding = $"/{ModelFiles.Card}";
    private const string Checksum = "sha256";
    private const string NoBlob = "none";

    // A model's card never changes; a version that was read once need not be read again.
    private readonly ConcurrentDictionary<string, (ETag Tag, ModelCard Card)> cards = new(StringComparer.Ordinal);
    private readonly BlobFolder folder;

    /// <summary>Makes the registry; the first call sends the first request.</summary>
    public AzureModelRegistry(AzureStorageAccount account) => folder = account.Blobs("models");

    /// <inheritdoc/>
    public async Task SaveAsync(ModelArtifact artifact, CancellationToken cancel)
    {
        var (model, card) = (ModelBlob(artifact.Id), CardBlob(artifact.Id));
        // The id contains a hash of the content: a model that another process has already stored under this id is the same.
        var checksum = new Dictionary<string, string>(
            StringComparer.Ordinal)
        { [Checksum] = ModelFiles.Checksum(artifact.Model.Span) };
        await folder.TryAddAsync(model, artifact.Model, checksum, cancel);
        await folder.TryAddAsync(card, SealedJson.Write(artifact.Card), null, cancel);
    }

    /// <inheritdoc/>
    public async Task<ModelArtifact> LoadAsync(string id, CancellationToken cancel)
    {
        var name = ModelBlob(id);
        var card = await folder.FindAsync(CardBlob(id), cancel)
            ?? throw new StorageException($"The model {id} is not stored: there is no blob {folder.Address(CardBlob(id))}.");
        var model = await folder.FindAsync(name, cancel)
            ?? throw new StorageException(
                $"The model {id} is damaged: there is no blob {folder.Address(name)}; delete its card and train again.");
        if (!model.Metadata.TryGetValue(Checksum, out var checksum) || checksum != ModelFiles.Checksum(model.Content))
            throw new StorageException(
                $"{folder.Address(name)} is damaged: it does not match the checksum in its metadata; delete its folder and "
                    + $"train again.");
        return new(model.Content, ParseCard(CardBlob(id), card));
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string id, CancellationToken cancel)
    {
        // The card makes the model exist. A process that dies in between leaves bytes that only a save or a deletion of the same
        // id finds.
        await folder.DeleteAsync(CardBlob(id), cancel);
        await folder.DeleteAsync(ModelBlob(id), cancel);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelCard>> GetCardsAsync(CancellationToken cancel)
    {
        var found = new ConcurrentBag<ModelCard>();
        var listed = await folder.ListAsync(CardEnding, cancel);
        await Parallel.ForEachAsync(
            listed.Where(blob => ModelFiles.IsId(blob.Name[..^CardEnding.Length])),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancel },
            async (blob, stop) =>
            {
                if (await CardAsync(blob.Name, blob.Tag, stop) is { } card) found.Add(card);
            });
        return [.. found.OrderBy(card => card.TrainedAt).ThenBy(card => card.Id, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<CurrentModelVersion> GetCurrentAsync(CancellationToken cancel)
    {
        if (await folder.FindAsync(ModelFiles.Current, cancel) is { } blob) return new(
            ParseCurrent(blob).ToCurrentModel(), blob.Tag.ToString());
        return new((await folder.ListAsync(CardEnding, cancel)).Count > 0 ? CurrentModel.Missing : CurrentModel.None, NoBlob);
    }

    /// <inheritdoc/>
    public async Task<bool> TrySetCurrentAsync(CurrentModel current, string etag, CancellationToken cancel)
    {
        var file = CurrentModelFile.Of(current, Guid.NewGuid().ToString("N"));
        var changed = etag == NoBlob
            ? await folder.TryAddAsync(ModelFiles.Current, SealedJson.Write(file), null, cancel)
            : await folder.TryReplaceAsync(ModelFiles.Current, SealedJson.Write(file), new ETag(etag), cancel);
        // The SDK repeats a write whose answer was lost, and the repetition is refused although the first one succeeded.
        return changed
            || (await folder.FindAsync(ModelFiles.Current, cancel) is { } blob && ParseCurrent(blob).Write == file.Write);
    }

    private async Task<ModelCard?> CardAsync(string name, ETag tag, CancellationToken cancel)
    {
        if (cards.TryGetValue(name, out var known) && known.Tag == tag) return known.Card;
        if (await folder.FindAsync(name, cancel) is not { } blob) return null;
        var card = ParseCard(name, blob);
        cards[name] = (tag, card);
        return card;
    }

    private ModelCard ParseCard(string name, StoredBlob blob) => SealedJson.Read<ModelCard>(blob.Content, folder.Address(name));

    private CurrentModelFile ParseCurrent(StoredBlob blob) =>
        SealedJson.Read<CurrentModelFile>(blob.Content, folder.Address(ModelFiles.Current), CurrentModelFile.RemedyInBlob);

    private static string ModelBlob(string id) => $"{ModelFiles.RequireId(id)}/{ModelFiles.Model}";

    private static string CardBlob(string id) => ModelFiles.RequireId(id) + CardEnding;
}
