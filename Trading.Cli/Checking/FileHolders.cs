using System.Globalization;

namespace Trading.Cli.Checking;

/// <summary>Which processes hold a lock file.</summary>
internal static class FileHolders
{
    /// <summary>Whether another process holds it; looking neither makes nor changes the file.</summary>
    public static bool IsHeld(string path)
    {
        if (!File.Exists(path)) return false;
        try
        {
            using var alone = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            // Another account's file says nothing about who uses it.
            return false;
        }
    }

    /// <summary>The processes in words, where the system tells: Linux does for those of the same account.</summary>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var found = !OperatingSystem.IsLinux() ? []
            : Directory.EnumerateDirectories("/proc").Where(process => Holds(process, full)).Select(Named).ToList();
        return found.Count == 0 ? "another process" : string.Join(", ", found);
    }

    private static bool Holds(string process, string path)
    {
        if (!int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out var id) || id == Environment.ProcessId)
            return false;
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(file => new FileInfo(file).LinkTarget == path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Named(string process)
    {
        try
        {
            return $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {Path.GetFileName(process)})";
        }
        catch (IOException)
        {
            return $"process {Path.GetFileName(process)}";
        }
    }
}
