using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>The session's feature states in a file, which appears whole or not at all.</summary>
/// <param name="path">The file; the first write creates it and its folder.</param>
public sealed class FileFeatureCheckpointStore(string path) : IFeatureCheckpointStore
{
    /// <inheritdoc/>
    public Task WriteAsync(ReadOnlyMemory<byte> checkpoint, CancellationToken cancel) => AtomicFile.GuardAsync(path, async () =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await AtomicFile.ReplaceAsync(path, checkpoint, cancel);
        return true;
    });

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(CancellationToken cancel) =>
        AtomicFile.GuardAsync<byte[]?>(
            path, async () => File.Exists(path) ? await File.ReadAllBytesAsync(path, cancel) : null);
}
