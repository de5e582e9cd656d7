using System.Security.Cryptography;
using System.Text;
using Trading.Adapters.StorageFormats;
using Trading.Core.Learning;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// Models in a folder: <c>{id}/model.zip</c> with its checksum beside it (<c>sha256sum -c</c> reads it), <c>{id}/card.json</c>,
/// and <c>current.json</c>. A model's folder appears whole or not at all. Safe for use by several threads and processes.
/// </summary>
/// <param name="folder">The folder; the first write creates it.</param>
public sealed class FolderModelRegistry(string folder) : IModelRegistry
{
    private const string ChecksumFile = $"{ModelFiles.Model}.sha256";
    private const string NoFile = "none";
    private readonly string currentPath = Path.Combine(folder, ModelFiles.Current);

    /// <inheritdoc/>
    public Task SaveAsync(ModelArtifact artifact, CancellationToken cancel) => AtomicFile.GuardAsync(folder, async () =>
    {
        var home = HomeOf(artifact.Id);
        if (Directory.Exists(home)) return false;
        Directory.CreateDirectory(folder);
        var aside = AtomicFile.Aside(folder);
        try
        {
            Directory.CreateDirectory(aside);
            await AtomicFile.WriteAsync(Path.Combine(aside, ModelFiles.Model), artifact.Model, cancel);
            await AtomicFile.WriteAsync(
                Path.Combine(aside, ChecksumFile), Encoding.ASCII.GetBytes(ChecksumLine(artifact.Model.Span)), cancel);
            await AtomicFile.WriteAsync(Path.Combine(aside, ModelFiles.Card), SealedJson.Write(artifact.Card), cancel);
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
        return AtomicFile.GuardAsync(home, async () =>
        {
            if (!Directory.Exists(home)) throw new StorageException($"The model {id} is not stored: there is no folder {home}.");
            var card = await ReadCardAsync(home, cancel);
            var path = Path.Combine(home, ModelFiles.Model);
            var model = await File.ReadAllBytesAsync(path, cancel);
            if (await File.ReadAllTextAsync(Path.Combine(home, ChecksumFile), cancel) != ChecksumLine(model))
                throw new StorageException(
                    $"{path} is damaged: it does not match the checksum beside it; delete its folder and train again.");
            return new ModelArtifact(model, card);
        });
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string id, CancellationToken cancel)
    {
        var home = HomeOf(id);
        return AtomicFile.GuardAsync(home, () =>
        {
            cancel.ThrowIfCancellationRequested();
            // The rename is what deletes the model; a process that dies after it leaves files that no reader looks at.
            var aside = AtomicFile.Aside(folder);
            try
            {
                Directory.Move(home, aside);
            }
            catch (DirectoryNotFoundException)
            {
                return Task.FromResult(false);
            }
            Directory.Delete(aside, recursive: true);
            return Task.FromResult(true);
        });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelCard>> GetCardsAsync(CancellationToken cancel) =>
        AtomicFile.GuardAsync<IReadOnlyList<ModelCard>>(folder, async () =>
        {
            if (!Directory.Exists(folder)) return [];
            var cards = new List<ModelCard>();
            foreach (var home in Directory.EnumerateDirectories(folder))
            {
                if (ModelFiles.IsId(Path.GetFileName(home))) cards.Add(await ReadCardAsync(home, cancel));
            }
            return [.. cards.OrderBy(card => card.TrainedAt).ThenBy(card => card.Id, StringComparer.Ordinal)];
        });

    /// <inheritdoc/>
    public Task<CurrentModelVersion> GetCurrentAsync(CancellationToken cancel) => AtomicFile.GuardAsync(currentPath, async () =>
    {
        var (file, etag) = await ReadCurrentAsync(cancel);
        if (file is not null) return new CurrentModelVersion(file.ToCurrentModel(), etag);
        return new CurrentModelVersion((await GetCardsAsync(cancel)).Count > 0 ? CurrentModel.Missing : CurrentModel.None, etag);
    });

    /// <inheritdoc/>
    public Task<bool> TrySetCurrentAsync(CurrentModel current, string etag, CancellationToken cancel) =>
        AtomicFile.GuardAsync(currentPath, async () =>
        {
            Directory.CreateDirectory(folder);
            using var alone = await FolderLock.TakeAsync(folder, cancel);
            var (_, standing) = await ReadCurrentAsync(cancel);
            if (standing != etag) return false;
            // The tag of the replaced version names the write. A tag is a hash of the content, so no content and no tag ever
            // returns.
            await AtomicFile.ReplaceAsync(currentPath, SealedJson.Write(CurrentModelFile.Of(current, etag)), cancel);
            return true;
        });

    private async Task<(CurrentModelFile? File, string ETag)> ReadCurrentAsync(CancellationToken cancel)
    {
        if (!File.Exists(currentPath)) return (null, NoFile);
        var bytes = await File.ReadAllBytesAsync(currentPath, cancel);
        return (
            SealedJson.Read<CurrentModelFile>(bytes, currentPath, CurrentModelFile.RemedyInFolder),
            Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static async Task<ModelCard> ReadCardAsync(string home, CancellationToken cancel)
    {
        var path = Path.Combine(home, ModelFiles.Card);
        return SealedJson.Read<ModelCard>(await File.ReadAllBytesAsync(path, cancel), path);
    }

    private string HomeOf(string id) => Path.Combine(folder, ModelFiles.RequireId(id));

    private static string ChecksumLine(ReadOnlySpan<byte> model) => $"{ModelFiles.Checksum(model)}  {ModelFiles.Model}\n";
}
