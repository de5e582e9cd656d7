using NodaTime.Text;

namespace Trading.Adapters.StorageFormats;

/// <summary>The names of the files of recorded bars: <c>{yyyy-MM-dd}.parquet</c>, one a session.</summary>
internal static class BarFiles
{
    /// <summary>What every name ends with.</summary>
    public const string Extension = ".parquet";

    /// <summary>The name of a session's file.</summary>
    public static string NameOf(LocalDate session) => LocalDatePattern.Iso.Format(session) + Extension;

    /// <summary>The sessions that have a file among these names, in order; other names are skipped.</summary>
    public static IReadOnlyList<LocalDate> SessionsOf(IEnumerable<string> names) =>
    [
        .. names.Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => LocalDatePattern.Iso.Parse(name[..^Extension.Length]))
            .Where(date => date.Success)
            .Select(date => date.Value)
            .Order(),
    ];
}
