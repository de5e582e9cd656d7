using System.Text;
using Trading.Adapters.StorageFormats;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// Documents in one file, a line of JSON each. The file is written aside and renamed, one writer at a time among threads and
/// processes.
/// </summary>
/// <typeparam name="T">What a line holds.</typeparam>
/// <param name="folder">Its folder; the first line creates it.</param>
/// <param name="name">The file's name.</param>
internal sealed class JsonLines<T>(string folder, string name) where T : class
{
    /// <summary>Path of the file.</summary>
    public string File { get; } = Path.Combine(folder, name);

    /// <summary>Each line's document; null for a line that cannot be read or does not match its checksum.</summary>
    /// <exception cref="StorageException">The file cannot be read.</exception>
    public async Task<IReadOnlyList<T?>> ReadAsync(CancellationToken cancel) =>
        [.. (await LinesAsync(cancel)).Select(SealedJson.TryReadLine<T>)];

    /// <summary>Adds a line; the others stay as they are.</summary>
    public async Task AddAsync(T document, CancellationToken cancel)
    {
        using var alone = await AtomicFile.GuardAsync(folder, () => FolderLock.TakeAsync(folder, cancel));
        var lines = await LinesAsync(cancel);
        var text = string.Concat(lines.Append(SealedJson.WriteLine(document)).Select(line => $"{line}\n"));
        await AtomicFile.GuardAsync(File, async () =>
        {
            await AtomicFile.ReplaceAsync(File, Encoding.UTF8.GetBytes(text), cancel);
            return true;
        });
    }

    private Task<string[]> LinesAsync(CancellationToken cancel) => AtomicFile.GuardAsync(File, async () =>
        System.IO.File.Exists(File)
            ? (await System.IO.File.ReadAllLinesAsync(File, cancel)).Where(line => line.Length > 0).ToArray()
            : []);
}
