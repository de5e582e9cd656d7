using System.Globalization;
using System.IO.Compression;
using Trading.Core.Market;

namespace Trading.Tests.Core.Market;

/// <summary>
/// The recorded one-minute bars that may stand beside the project, in <c>shared/data/bars</c>. The calling test is skipped
/// when they are not there.
/// </summary>
internal static class RecordedBars
{
    private static readonly string? Folder = Find();

    /// <summary>The symbols recorded, sorted.</summary>
    public static IReadOnlyList<string> Symbols() =>
        [.. Directory.EnumerateFiles(FolderOrSkip(), "*.csv.gz")
            .Select(path => Path.GetFileName(path).Split('.')[0])
            .Order(StringComparer.Ordinal)];

    /// <summary>A symbol's bars in time order.</summary>
    public static List<Bar> Read(string symbol)
    {
        using var file = File.OpenRead(Path.Combine(FolderOrSkip(), symbol + ".csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        Assert.Equal("timestamp,open,high,low,close,volume", reader.ReadLine());
        var bars = new List<Bar>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            bars.Add(new Bar(
                Time(cells[0]),
                Price(cells[1]), Price(cells[2]), Price(cells[3]), Price(cells[4]),
                long.Parse(cells[5], CultureInfo.InvariantCulture)));
        }
        return bars;
    }

    // 2025-09-15T14:02:00Z; NodaTime's patterns take several times as long over these third of a million rows.
    private static Instant Time(string cell) =>
        Instant.FromUtc(Number(cell, 0, 4), Number(cell, 5, 2), Number(cell, 8, 2), Number(cell, 11, 2), Number(cell, 14, 2));

    private static int Number(string cell, int start, int length) =>
        int.Parse(cell.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);

    private static decimal Price(string cell) => decimal.Parse(cell, CultureInfo.InvariantCulture);

    private static string FolderOrSkip()
    {
        if (Folder is null) Assert.Skip("There are no recorded bars: no folder shared/data/bars stands above the tests.");
        return Folder;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var bars = Path.Combine(folder.FullName, "shared", "data", "bars");
            if (Directory.Exists(bars)) return bars;
        }
        return null;
    }
}
