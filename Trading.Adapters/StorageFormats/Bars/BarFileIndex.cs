using System.Globalization;
using System.Text;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats.Bars;

/// <summary>A row group of a file of bars.</summary>
/// <param name="Offset">Where its bytes begin in the file.</param>
/// <param name="Length">How many bytes there are.</param>
/// <param name="Checksum">SHA-256 of the bytes, hexadecimal.</param>
/// <param name="Series">Its series, sorted by symbol.</param>
internal sealed record BarGroup(long Offset, int Length, string Checksum, IReadOnlyList<StoredSeries> Series);

/// <summary>
/// What a file of bars holds, in the file's metadata under the key <c>series</c>: a line <c>offset length checksum</c> a row
/// group, each followed by a line <c>symbol bars hash</c> a series. The group's line begins with a blank.
/// </summary>
internal static class BarFileIndex
{
    /// <summary>The index's key in the file's metadata.</summary>
    public const string Key = "series";

    /// <summary>The index as it stands in the file.</summary>
    public static string Write(IEnumerable<BarGroup> groups)
    {
        var text = new StringBuilder();
        foreach (var group in groups)
        {
            text.Append(CultureInfo.InvariantCulture, $" {group.Offset} {group.Length} {group.Checksum}\n");
            foreach (var series in group.Series)
                text.Append(CultureInfo.InvariantCulture, $"{series.Symbol} {series.Bars} {series.Hash}\n");
        }
        return text.ToString();
    }

    /// <summary>Reads an index.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static IReadOnlyList<BarGroup> Read(string text)
    {
        var groups = new List<BarGroup>();
        var series = new List<StoredSeries>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 3) throw new FormatException("its index cannot be read.");
            if (line[0] == ' ')
            {
                series = [];
                groups.Add(new(
                    long.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture),
                    parts[2], series));
            }
            else
            {
                series.Add(new(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]));
            }
        }
        return groups;
    }
}
