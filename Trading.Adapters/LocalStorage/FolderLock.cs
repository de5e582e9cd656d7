using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// One writer at a time in a folder, among threads and processes. The operating system releases the lock when the process dies,
/// so a lock file that stays behind blocks no one.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private const int Attempts = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock; waits for it for about ten seconds at most.</summary>
    /// <exception cref="StorageException">Another process held it all that time.</exception>
    public static async Task<FolderLock> TakeAsync(string folder, CancellationToken cancel, string name = ".lock")
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException e) when (e.GetType() == typeof(IOException))
            {
                if (attempt == Attempts)
                    throw new StorageException(
                        $"{path} has been held by another process for {Attempts * Pause.TotalSeconds:0} seconds; stop that "
                            + $"process or try again.", e);
                await Task.Delay(Pause, cancel);
            }
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => file.Dispose();
}
