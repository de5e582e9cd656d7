using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// Says that a process uses a book's journal, by a lock that many may share; a restore needs it alone. The operating system
/// releases it when the process dies.
/// </summary>
internal sealed class JournalUse : IDisposable
{
    private readonly FileStream file;

    private JournalUse(FileStream file) => this.file = file;

    /// <summary>Shares the journal with other users.</summary>
    /// <exception cref="StorageException">It is being restored, or the folder cannot be written.</exception>
    public static JournalUse Share(BookFolder folder) =>
        Take(folder, FileShare.Read) ?? throw new StorageException($"{folder.Journal} is being restored; try again.");

    /// <summary>Takes the journal alone; null while another process uses it.</summary>
    /// <exception cref="StorageException">The folder cannot be written.</exception>
    public static JournalUse? TryTakeAlone(BookFolder folder) => Take(folder, FileShare.None);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static JournalUse? Take(BookFolder folder, FileShare share)
    {
        var path = Path.Combine(folder.Path, ".journal.lock");
        try
        {
            Directory.CreateDirectory(folder.Path);
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, share));
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{path} cannot be opened: {e.Message}", e);
        }
    }
}
