using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Trading.Core.Journal;
using Trading.Core.Learning;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// Models in a folder: <c>{id}/model.zip</c> with its checksum beside it (<c>sha256sum -c</c> reads it), <c>{id}/card.json</c>,
/// and <c>current.json</c>. A model's folder appears whole or not at all. Safe for use by several threads and processes.
/// </summary>
/// <param name="folder">The folder; made when first written to.</param>
public sealed partial class FolderModelRegistry(string folder) : IModelRegistry
{
    private const string ModelFile = "model.zip";
    private const string ChecksumFile = "model.zip.sha256";
    private const string CardFile = "card.json";
    private const string Nothing = "none";
    private const string Remedy = "; delete this file, and the next training writes it anew";
    private readonly string currentPath = Path.Combine(folder, "current.json");

    /// <inheritdoc/>
    public Task SaveAsync(ModelArtifact artifact, CancellationToken cancel) => WholeFile.GuardAsync(folder, async () =>
    {
        var home = HomeOf(artifact.Id);
        if (Directory.Exists(home)) return false;
        Directory.CreateDirectory(folder);
        var aside = WholeFile.Aside(folder);
        try
        {
            Directory.CreateDirectory(aside);
            await WholeFile.WriteAsync(Path.Combine(aside, ModelFile), artifact.Model, cancel);
            await WholeFile.WriteAsync(Path.Combine(aside, ChecksumFile), Encoding.ASCII.GetBytes(Checksum(artifact.Model.Span)), cancel);
            await WholeFile.WriteAsync(Path.Combine(aside, CardFile), JsonSerializer.SerializeToUtf8Bytes(artifact.Card, StorageJson.Options), cancel);
            Directory.Move(aside, home);
            return true;
        }
        catch (IOException) when (Directory.Exists(home))
        {
            // Another process has just stored the same model.
            return false;
        }
        finally
        {
            if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        }
    });

    /// <inheritdoc/>
    public Task<ModelArtifact> LoadAsync(string id, CancellationToken cancel)
    {
        var home = HomeOf(id);
        return WholeFile.GuardAsync(home, async () =>
        {
            if (!Directory.Exists(home)) throw new StorageException($"The model {id} is not stored: there is no folder {home}.");
            var card = await ReadJsonAsync<ModelCard>(Path.Combine(home, CardFile), cancel);
            var model = await File.ReadAllBytesAsync(Path.Combine(home, ModelFile), cancel);
            if (await File.ReadAllTextAsync(Path.Combine(home, ChecksumFile), cancel) != Checksum(model))
                throw new StorageException($"{Path.Combine(home, ModelFile)} is damaged: it does not match the checksum beside it; delete its folder and train again.");
            return new ModelArtifact(model, card);
        });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelCard>> GetCardsAsync(CancellationToken cancel) =>
        WholeFile.GuardAsync<IReadOnlyList<ModelCard>>(folder, async () =>
        {
            if (!Directory.Exists(folder)) return [];
            var cards = new List<ModelCard>();
            foreach (var home in Directory.EnumerateDirectories(folder))
            {
                if (ValidId().IsMatch(Path.GetFileName(home))) cards.Add(await ReadJsonAsync<ModelCard>(Path.Combine(home, CardFile), cancel));
            }
            return [.. cards.OrderBy(card => card.TrainedAt).ThenBy(card => card.Id, StringComparer.Ordinal)];
        });

    /// <inheritdoc/>
    public Task<CurrentModelVersion> GetCurrentAsync(CancellationToken cancel) => WholeFile.GuardAsync(currentPath, async () =>
    {
        var (file, etag) = await ReadCurrentAsync(cancel);
        if (file is not null) return new CurrentModelVersion(new(file.Promoted, file.Newest, file.Reason, file.DecidedAt), etag);
        return new CurrentModelVersion((await GetCardsAsync(cancel)).Count > 0 ? CurrentModel.Missing : CurrentModel.None, etag);
    });

    /// <inheritdoc/>
    public Task<bool> TrySetCurrentAsync(CurrentModel current, string etag, CancellationToken cancel) =>
        WholeFile.GuardAsync(currentPath, async () =>
        {
            Directory.CreateDirectory(folder);
            using var alone = await FolderLock.TakeAsync(folder, cancel);
            var (file, stands) = await ReadCurrentAsync(cancel);
            if (stands != etag) return false;
            var next = new CurrentFile((file?.Revision ?? 0) + 1, current.Promoted, current.Newest, current.Reason, current.DecidedAt);
            await WholeFile.ReplaceAsync(currentPath, JsonSerializer.SerializeToUtf8Bytes(next, StorageJson.Options), cancel);
            return true;
        });

    private async Task<(CurrentFile? File, string ETag)> ReadCurrentAsync(CancellationToken cancel)
    {
        if (!File.Exists(currentPath)) return (null, Nothing);
        var bytes = await File.ReadAllBytesAsync(currentPath, cancel);
        return (Parse<CurrentFile>(currentPath, bytes, Remedy), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static async Task<T> ReadJsonAsync<T>(string path, CancellationToken cancel) =>
        Parse<T>(path, await File.ReadAllBytesAsync(path, cancel));

    private static T Parse<T>(string path, byte[] json, string remedy = "")
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, StorageJson.Options) ?? throw new JsonException("It says null.");
        }
        catch (JsonException e)
        {
            throw new StorageException($"{path} is damaged and cannot be understood{remedy}: {e.Message}", e);
        }
    }

    private string HomeOf(string id) => ValidId().IsMatch(id)
        ? Path.Combine(folder, id)
        : throw new ArgumentException($"'{id}' is no model id; an id has letters, digits, dots and hyphens, as 20251103T010000Z-3f9a0c52be17.", nameof(id));

    private static string Checksum(ReadOnlySpan<byte> model) => $"{Convert.ToHexStringLower(SHA256.HashData(model))}  {ModelFile}\n";

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ValidId();

    // The revision makes every change another content, so that its hash is a tag no earlier change ever had.
    private sealed record CurrentFile(long Revision, string? Promoted, string? Newest, string Reason, Instant DecidedAt);
}
