using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// Writes files that appear whole or not at all: the content goes into a file beside, the disk confirms it, and a rename puts it
/// in place.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Unfinished files and folders begin with this, also those that a killed process has left.</summary>
    public const string AsidePrefix = ".aside-";

    /// <summary>A new path in <paramref name="folder"/> that no reader looks at.</summary>
    public static string Aside(string folder) => Path.Combine(folder, $"{AsidePrefix}{Guid.NewGuid():N}");

    /// <summary>Creates or replaces a file; its folder must exist.</summary>
    public static Task ReplaceAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        ReplaceAsync(path, file => file.WriteAsync(content, cancel).AsTask());

    /// <summary>Creates or replaces a file with what <paramref name="write"/> writes; its folder must exist.</summary>
    public static async Task ReplaceAsync(string path, Func<Stream, Task> write)
    {
        var aside = Aside(Path.GetDirectoryName(path)!);
        try
        {
            await WriteAsync(aside, write);
            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>Writes a new file and waits until the disk has it.</summary>
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        WriteAsync(path, file => file.WriteAsync(content, cancel).AsTask());

    /// <summary>Writes a new file with what <paramref name="write"/> writes, and waits until the disk has it.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await write(file);
        file.Flush(flushToDisk: true);
    }

    /// <summary>
    /// Runs <paramref name="work"/>; an error of the file system becomes a <see cref="StorageException"/> that names
    /// <paramref name="path"/>.
    /// </summary>
    public static async Task<T> GuardAsync<T>(string path, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{path} could not be read or written: {e.Message}", e);
        }
    }
}
