using Trading.Adapters.LocalStorage;
using Trading.Core.Storage;

namespace Trading.Cli.Checking;

/// <summary>Looks at the data folder: whether it takes files, has room, and who else uses it.</summary>
internal sealed class FolderChecks(DataFolder folder)
{
    private const long Gigabyte = 1L << 30;
    private const double LittleRoom = 1;
    private const double NoRoom = 0.05;
    private readonly string root = Path.GetFullPath(folder.Root);

    /// <summary>Whether it is there, is one that this program understands, and can be written.</summary>
    public async Task<CheckResult> FolderAsync(CancellationToken cancel)
    {
        const string name = "data folder";
        try
        {
            new DataFolderVersion(folder).Check();
            await ProbeAsync(root, cancel);
            return Directory.Exists(root)
                ? CheckResult.Good(name, $"{root} takes files")
                : CheckResult.Good(name, $"{root} does not exist yet; the first command that writes makes it");
        }
        catch (StorageException e)
        {
            return CheckResult.Bad(name, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Bad(
                name, $"{root} cannot be written: {e.Message} Give this account the right to write there, or choose another "
                    + $"folder "
                    + "with --data.");
        }
    }

    /// <summary>How much room is left.</summary>
    public CheckResult Disk()
    {
        const string name = "disk";
        try
        {
            var free = new DriveInfo(Existing(root)).AvailableFreeSpace / (double)Gigabyte;
            var text = FormattableString.Invariant($"{free:0.0} GB free where {root} is");
            return free < NoRoom ? CheckResult.Bad(name, $"{text}: make room before anything is written.")
                : free < LittleRoom ? CheckResult.Caution(name, $"{text}: make room soon.")
                : CheckResult.Good(name, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return CheckResult.Caution(name, $"how much is free where {root} is cannot be read: {e.Message}");
        }
    }

    /// <summary>Which other processes use it. That is no fault, but tells a locked folder from one that cannot be
    /// written.</summary>
    public CheckResult Use()
    {
        const string name = "in use";
        var locks = Enum.GetValues<Book>().Select(book => (
                What: $"the {book.ToString().ToLowerInvariant()} book", Path: Path.Combine(folder.Book(book).Path,
                    ".journal.lock")))
            .Prepend((What: "the folder", Path: Path.Combine(root, ".lock")))
            .DistinctBy(one => Path.GetFullPath(one.Path))
            .Where(one => FileHolders.IsHeld(one.Path)).ToList();
        return locks.Count == 0
            ? CheckResult.Good(name, "by no other process")
            : CheckResult.Caution(name, string.Join("; ", locks.Select(one => $"{one.What} by {FileHolders.Of(one.Path)}"))
                + ": the folder can be read meanwhile; 'restore' needs it alone.");
    }

    /// <summary>Writes an empty file where a folder is, or would be made, and deletes it.</summary>
    public static async Task ProbeAsync(string folder, CancellationToken cancel)
    {
        // Looking leaves no trace, so a folder that is not there yet is tried in the nearest one that is.
        var probe = Path.Combine(Existing(folder), $".check-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(probe, "", cancel);
        File.Delete(probe);
    }

    private static string Existing(string path)
    {
        var place = Path.GetFullPath(path);
        while (!Directory.Exists(place) && Path.GetDirectoryName(place) is { } parent)
        {
            if (File.Exists(place)) throw new IOException($"{place} is a file where a folder is needed.");
            place = parent;
        }
        return place;
    }
}
