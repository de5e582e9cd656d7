using Trading.Core.Journal;

namespace Trading.Adapters.LocalStorage;

/// <summary>Files that appear whole or not at all: written aside, brought to the disk, renamed.</summary>
internal static class WholeFile
{
    /// <summary>What is still being written, or was when its process died, begins with this.</summary>
    public const string AsidePrefix = ".aside-";

    /// <summary>A new name in <paramref name="folder"/> that no reader looks at.</summary>
    public static string Aside(string folder) => Path.Combine(folder, $"{AsidePrefix}{Guid.NewGuid():N}");

    /// <summary>Replaces a file; its folder must exist.</summary>
    public static async Task ReplaceAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var aside = Aside(Path.GetDirectoryName(path)!);
        try
        {
            await WriteAsync(aside, content, cancel);
            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>Writes a new file and waits until the disk has it.</summary>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        await file.WriteAsync(content, cancel);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Runs <paramref name="work"/>; a file system that refuses becomes a <see cref="StorageException"/> that names <paramref name="path"/>.</summary>
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
