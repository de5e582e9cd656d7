using System.Text.Json;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// The version of a data folder's layout, which <see cref="DataFolder.VersionFile"/> states. The files in the folder have
/// versions of their own: an older journal is migrated when it is opened, older bars and models are read as they are.
/// </summary>
/// <param name="folder">The data folder; it need not exist.</param>
public sealed class DataFolderVersion(DataFolder folder)
{
    /// <summary>The version that this program reads and writes. A folder that states none is of version 1.</summary>
    public const int Current = 1;

    /// <summary>Checks that this program understands the folder.</summary>
    /// <exception cref="StorageException">A later program wrote the folder, or the statement cannot be read.</exception>
    public void Check()
    {
        if (Read() is not { Version: > Current } later) return;
        throw new StorageException(
            $"The data folder {folder.Root} has version {later.Version}, which trading {later.WrittenBy} wrote; this program "
                + $"reads versions up to {Current}: install trading {later.WrittenBy} or later, or name another folder with "
                + "--data.");
    }

    /// <summary>States the version in a folder that exists and states none.</summary>
    /// <param name="program">The version of the program that writes, for people to read.</param>
    /// <exception cref="StorageException">The statement cannot be written.</exception>
    public void State(string program)
    {
        var path = folder.VersionFile;
        var place = Path.GetDirectoryName(path)!;
        if (File.Exists(path) || !Directory.Exists(place)) return;
        var aside = AtomicFile.Aside(place);
        try
        {
            using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(JsonSerializer.SerializeToUtf8Bytes(new Statement(Current, program), JsonSerializerOptions.Web));
                file.Flush(flushToDisk: true);
            }
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{path}, the version of the data folder, cannot be written: {e.Message}", e);
        }
    }

    private Statement? Read()
    {
        var path = folder.VersionFile;
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize<Statement>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
                : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"{path} states the version of the data folder and cannot be read; delete it when no later program has used "
                    + $"the folder. ({e.Message})", e);
        }
    }

    private sealed record Statement(int Version, string WrittenBy);
}
