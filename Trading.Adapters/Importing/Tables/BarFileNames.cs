namespace Trading.Adapters.Importing.Tables;

/// <summary>The names of files that may hold bars.</summary>
public static class BarFileNames
{
    private static readonly string[] Texts = [".csv", ".tsv", ".txt"];

    /// <summary>What the name of such a file ends with, in any case.</summary>
    public static IReadOnlyList<string> Endings { get; } =
        [.. Texts, .. Texts.Select(text => $"{text}.gz"), ".zip", ".parquet"];

    /// <summary>Whether a file may hold bars by its name.</summary>
    public static bool Fits(string path) =>
        Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>A name without its folder and its ending.</summary>
    internal static string Stem(string path)
    {
        var name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        var ending = Endings.Where(ending => EndsWith(name, ending)).MaxBy(ending => ending.Length);
        return ending is null ? name : name[..^ending.Length];
    }

    /// <summary>Whether a name ends so.</summary>
    internal static bool EndsWith(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
