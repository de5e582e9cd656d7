using System.IO.Compression;
using System.Text;
using NodaTime.Testing;
using Trading.Adapters.Importing;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Adapters.Importing;

/// <summary>A folder of files to import, and an archive in memory that they go into.</summary>
internal sealed class ImportFolder : IDisposable
{
    public const string Header = "timestamp,open,high,low,close,volume";

    /// <summary>A day after all bars of the tests.</summary>
    public static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);

    private readonly TempFolder folder = new();

    public InMemoryBarArchive Archive { get; } = new();

    public IMarketCalendar? Calendar { get; init; } = new NyseCalendar();

    public string this[string name] => folder[name];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.WriteAllText(folder[name], text);
        return folder[name];
    }

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(folder[name], bytes);
        return folder[name];
    }

    public string Gzip(string name, string text)
    {
        using var file = new GZipStream(File.Create(folder[name]), CompressionLevel.Fastest);
        file.Write(Encoding.UTF8.GetBytes(text));
        return folder[name];
    }

    public string Zip(string name, params (string Name, string Text)[] entries)
    {
        using var zip = ZipFile.Open(folder[name], ZipArchiveMode.Create);
        foreach (var entry in entries)
        {
            using var writer = new StreamWriter(zip.CreateEntry(entry.Name).Open());
            writer.Write(entry.Text);
        }
        return folder[name];
    }

    public BarImporter Importer(ImportOptions? options = null, IBarArchive? archive = null) =>
        new(archive ?? Archive, Calendar, new FakeClock(Now), options);

    public Task<ImportResult> ImportAsync(ImportOptions? options, params string[] paths) =>
        Importer(options).ImportAsync(paths, Cancel);

    /// <summary>Imports one file of this text.</summary>
    public async Task<ImportedFile> FileAsync(string text, ImportOptions? options = null, string name = "SPY.csv") =>
        (await ImportAsync(options, Write(name, text))).Files.Single();

    /// <summary>All that is stored.</summary>
    public async Task<IReadOnlyList<BarSeries>> StoredAsync(LocalDate session) => await Archive.ReadAsync(session, Cancel);

    /// <summary>One bar a line, in UTC.</summary>
    public static string Lines(IEnumerable<Bar> bars) => string.Concat(bars.Select(bar =>
        $"{bar.Start:uuuu-MM-dd'T'HH:mm:ss'Z'},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume}\n"));

    public void Dispose() => folder.Dispose();
}
