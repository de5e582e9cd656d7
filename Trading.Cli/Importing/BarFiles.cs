using Trading.Adapters.Importing.Tables;

namespace Trading.Cli.Importing;

/// <summary>Finds the files that paths, folders and patterns name.</summary>
internal static class BarFiles
{
    /// <summary>The files, each once, and the patterns and folders without any file. A plain path counts as a file even when it
    /// does not exist.</summary>
    public static (IReadOnlyList<string> Files, IReadOnlyList<string> Missing) Find(IEnumerable<string> paths)
    {
        var files = new List<string>();
        var missing = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var found = Expand(path);
            if (found.Count == 0) missing.Add(path);
            files.AddRange(found.Where(f => seen.Add(Path.GetFullPath(f))));
        }
        return (files, missing);
    }

    private static List<string> Expand(string path)
    {
        if (Directory.Exists(path)) return In(path, "*", isDeep: true);
        var pattern = Path.GetFileName(path);
        if (File.Exists(path) || pattern.IndexOfAny(['*', '?']) < 0) return [path];
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        return Directory.Exists(folder) ? In(folder, pattern) : [];
    }

    // Hidden folders, such as the one of the data, are left out.
    private static List<string> In(string folder, string pattern, bool isDeep = false) =>
    [
        .. Directory.EnumerateFiles(folder, pattern, new EnumerationOptions { RecurseSubdirectories = isDeep })
            .Where(BarFileNames.Fits).Order(StringComparer.Ordinal),
    ];
}
