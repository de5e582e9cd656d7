using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Trading.Core.Learning;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// Trained models in a folder, a file a key: a SHA-256 checksum and then the model. A file that is cut or damaged reads as
/// absent. Of too many the least recently used are deleted. Every failure of the file system is silent, because losing a model
/// costs only the time to train it again. Safe for use by several threads and processes.
/// </summary>
/// <param name="folder">The folder; the first write creates it.</param>
/// <param name="mostFiles">Most models that are kept.</param>
/// <param name="mostBytes">Most bytes that they may take.</param>
public sealed partial class FolderModelCache(
    string folder, int mostFiles = FolderModelCache.MostFiles, long mostBytes = FolderModelCache.MostBytes) : IModelCache
{
    /// <summary>Most models that are kept unless another number is given.</summary>
    public const int MostFiles = 4_000;

    /// <summary>Most bytes that they may take unless another number is given.</summary>
    public const long MostBytes = 500_000_000;

    // Listing the folder takes longer than storing a model, so it is done for one write in many.
    private const int WritesBetweenChecks = 100;
    private int writes = WritesBetweenChecks - 1;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Get(string key)
    {
        var path = PathOf(key);
        try
        {
            var file = File.ReadAllBytes(path);
            if (file.Length < SHA256.HashSizeInBytes) return null;
            var model = file.AsMemory(SHA256.HashSizeInBytes);
            if (!SHA256.HashData(model.Span).AsSpan().SequenceEqual(file.AsSpan(0, SHA256.HashSizeInBytes))) return null;
            Touch(path);
            return model;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Put(string key, ReadOnlyMemory<byte> model)
    {
        var path = PathOf(key);
        var aside = AtomicFile.Aside(folder);
        try
        {
            Directory.CreateDirectory(folder);
            // The disk is not waited for: after a power cut the checksum tells a file that never reached it.
            using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(SHA256.HashData(model.Span));
                file.Write(model.Span);
            }
            File.Move(aside, path, overwrite: true);
            if (Interlocked.Increment(ref writes) % WritesBetweenChecks == 0) Shrink();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard(aside);
        }
    }

    // The time of the last write serves as the time of the last use; many file systems do not keep the latter.
    private static void Touch(string path)
    {
        try
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            File.SetLastWriteTimeUtc(file.SafeFileHandle, TimeProvider.System.GetUtcNow().UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It counts as less recently used than it is.
        }
    }

    private void Shrink()
    {
        // Files that a killed process left unfinished count as well, and grow old.
        var files = new DirectoryInfo(folder).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).ToList();
        var bytes = 0L;
        for (var i = 0; i < files.Count; i++)
        {
            bytes += files[i].Length;
            if (i >= mostFiles || bytes > mostBytes) Discard(files[i].FullName);
        }
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next check tries again.
        }
    }

    private string PathOf(string key) => Key().IsMatch(key)
        ? Path.Combine(folder, key)
        : throw new ArgumentException($"'{key}' is not a key of hexadecimal digits.", nameof(key));

    // \z and not $, which also matches before a line feed at the end.
    [GeneratedRegex(@"^[0-9a-f]{1,128}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
