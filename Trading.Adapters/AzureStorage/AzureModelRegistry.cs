using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure;
using Trading.Adapters.LocalStorage;
using Trading.Core.Journal;
using Trading.Core.Learning;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// Models in the container <c>models</c>: <c>{id}/model.zip</c> with its checksum in the blob's metadata, <c>{id}/card.json</c>, and
/// <c>current.json</c>, which is changed only under its ETag. The card is written last and makes the model exist, so that a process
/// that dies in between leaves no model. Safe for use by several threads and processes.
/// </summary>
public sealed partial class AzureModelRegistry : IModelRegistry
{
    private const string Current = "current.json";
    private const string CardEnding = "/card.json";
    private const string Checksum = "sha256";
    private const string NoBlob = "none";
    private const string Remedy = "; restore an earlier version of this blob, or delete it, and the next training writes it anew";

    // A model's card never changes; a version that was read once need not be read again.
    private readonly ConcurrentDictionary<string, (ETag Tag, ModelCard Card)> cards = new(StringComparer.Ordinal);
    private readonly BlobFolder folder;

    /// <summary>Makes the registry; nothing is asked before the first call.</summary>
    public AzureModelRegistry(AzureStorageAccount account) => folder = account.Blobs("models");

    /// <inheritdoc/>
    public async Task SaveAsync(ModelArtifact artifact, CancellationToken cancel)
    {
        var (model, card) = (ModelBlob(artifact.Id), CardBlob(artifact.Id));
        // The id is a hash of the content: a model that is there already, by another process or one that died, is this one.
        await folder.TryAddAsync(model, artifact.Model, new Dictionary<string, string>(StringComparer.Ordinal) { [Checksum] = Hash(artifact.Model.Span) }, cancel);
        await folder.TryAddAsync(card, JsonSerializer.SerializeToUtf8Bytes(artifact.Card, StorageJson.Options), null, cancel);
    }

    /// <inheritdoc/>
    public async Task<ModelArtifact> LoadAsync(string id, CancellationToken cancel)
    {
        var name = ModelBlob(id);
        var card = await folder.FindAsync(CardBlob(id), cancel)
            ?? throw new StorageException($"The model {id} is not stored: there is no blob {folder.Address(CardBlob(id))}.");
        var model = await folder.FindAsync(name, cancel)
            ?? throw new StorageException($"The model {id} is damaged: there is no blob {folder.Address(name)}; delete its card and train again.");
        if (!model.Metadata.TryGetValue(Checksum, out var noted) || noted != Hash(model.Content))
            throw new StorageException($"{folder.Address(name)} is damaged: it does not match the checksum in its metadata; delete its folder and train again.");
        return new(model.Content, Parse<ModelCard>(CardBlob(id), card.Content));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelCard>> GetCardsAsync(CancellationToken cancel)
    {
        var found = new ConcurrentBag<ModelCard>();
        var listed = await folder.ListAsync(CardEnding, cancel);
        await Parallel.ForEachAsync(
            listed.Where(blob => ValidId().IsMatch(blob.Name[..^CardEnding.Length])),
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
        if (await folder.FindAsync(Current, cancel) is not { } blob)
            return new((await folder.ListAsync(CardEnding, cancel)).Count > 0 ? CurrentModel.Missing : CurrentModel.None, NoBlob);
        var file = Parse<CurrentFile>(Current, blob.Content);
        return new(new(file.Promoted, file.Newest, file.Reason, file.DecidedAt), blob.Tag.ToString());
    }

    /// <inheritdoc/>
    public async Task<bool> TrySetCurrentAsync(CurrentModel current, string etag, CancellationToken cancel)
    {
        var write = Guid.NewGuid().ToString("N");
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new CurrentFile(current.Promoted, current.Newest, current.Reason, current.DecidedAt, write), StorageJson.Options);
        var changed = etag == NoBlob
            ? await folder.TryAddAsync(Current, content, null, cancel)
            : await folder.TryReplaceAsync(Current, content, new ETag(etag), cancel);
        // When an answer was lost, the SDK's repetition is refused for this very write's sake; the write's name tells.
        return changed || (await folder.FindAsync(Current, cancel) is { } blob && Parse<CurrentFile>(Current, blob.Content).Write == write);
    }

    private async Task<ModelCard?> CardAsync(string name, ETag tag, CancellationToken cancel)
    {
        if (cards.TryGetValue(name, out var known) && known.Tag == tag) return known.Card;
        if (await folder.FindAsync(name, cancel) is not { } blob) return null;
        var card = Parse<ModelCard>(name, blob.Content);
        cards[name] = (tag, card);
        return card;
    }

    private T Parse<T>(string name, byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, StorageJson.Options) ?? throw new JsonException("It says null.");
        }
        catch (JsonException e)
        {
            throw new StorageException($"{folder.Address(name)} is damaged and cannot be understood{(name == Current ? Remedy : "")}: {e.Message}", e);
        }
    }

    private static string ModelBlob(string id) => $"{Valid(id)}/model.zip";

    private static string CardBlob(string id) => Valid(id) + CardEnding;

    private static string Valid(string id) => ValidId().IsMatch(id)
        ? id
        : throw new ArgumentException($"'{id}' is no model id; an id has letters, digits, dots and hyphens, as 20251103T010000Z-3f9a0c52be17.", nameof(id));

    private static string Hash(ReadOnlySpan<byte> model) => Convert.ToHexStringLower(SHA256.HashData(model));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ValidId();

    // The name of the write makes it known again.
    private sealed record CurrentFile(string? Promoted, string? Newest, string Reason, Instant DecidedAt, string? Write = null);
}
