using System.Text.Json;
using CsCheck;
using Trading.Adapters.LocalStorage;
using Trading.Adapters.StorageFormats;
using Trading.Cli.Output;
using Trading.Core.Learning.Record;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.LocalStorage;

/// <summary>One bit of one of a book's files has changed.</summary>
public sealed class DamagedFilesTests : IDisposable
{
    private const int Samples = 60;
    private const string Recipe = "3f9a0c52be17";
    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whatever_bit_of_any_file_is_flipped_every_reading_is_the_same_or_tells_damage()
    {
        await WriteAsync();
        var whole = await ReadAsync();
        Assert.DoesNotContain(whole, reading => reading is null);
        var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).Length > 0).Order(StringComparer.Ordinal).ToArray();
        Assert.InRange(files.Length, 6, 20);
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file, Cancel);
            await Gen.Int[0, (bytes.Length * 8) - 1].SampleAsync(async bit =>
            {
                var flipped = (byte[])bytes.Clone();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                await File.WriteAllBytesAsync(file, flipped, Cancel);
                var read = await ReadAsync();
                return read.Zip(whole).All(pair => pair.First is null || pair.First == pair.Second);
            }, iter: Samples, threads: 1, print: bit => $"bit {bit} of {file}");
            await File.WriteAllBytesAsync(file, bytes, Cancel);
        }
    }

    [Fact]
    public async Task A_document_of_an_older_version_has_no_checksum_and_is_read()
    {
        var registry = new FolderModelRegistry(folder["models"]);
        Directory.CreateDirectory(folder["models"]);
        await File.WriteAllTextAsync(
            folder["models/current.json"],
            """{ "promoted": null, "newest": "m1", "reason": "why", "decidedAt": "2025-11-03T14:30:00Z" }""", Cancel);
        var (current, etag) = await registry.GetCurrentAsync(Cancel);
        Assert.Equal("m1", current.Newest);
        Assert.True(await registry.TrySetCurrentAsync(current with { Reason = "again" }, etag, Cancel));
        Assert.Contains("checksum", await File.ReadAllTextAsync(folder["models/current.json"], Cancel), StringComparison.Ordinal);
        Assert.Equal("again", (await registry.GetCurrentAsync(Cancel)).Current.Reason);
    }

    private async Task WriteAsync()
    {
        var registry = new FolderModelRegistry(folder["models"]);
        await registry.SaveAsync(AModel("m1"), Cancel);
        await registry.TrySetCurrentAsync(
            new("m1", "m1", "It proved itself.", Minute(Monday, 0)), (await registry.GetCurrentAsync(Cancel)).ETag, Cancel);
        await new ParquetBarArchive(folder["bars"]).WriteAsync(Monday, [SomeBars(Monday, "SPY", 20)], Cancel);
        await new FolderForecastRecord(folder["record"]).WriteAsync(
            Recipe, new(Monday, "bars", ["SPY"], [new OutOfSampleRow(0, 35, 40, 0.25f, -0.01f, true, 0.001f)]), Cancel);
        await new FileTrialLog(folder["evaluations"]).AddAsync(ATrial(0.6), Cancel);
        await new FileTrialLog(folder["evaluations"]).AddAsync(ATrial(0.7), Cancel);
    }

    // What each question answers; null where the answer is that something is damaged.
    private async Task<string?[]> ReadAsync()
    {
        var registry = new FolderModelRegistry(folder["models"]);
        return
        [
            await Answer(async () => (await registry.GetCurrentAsync(Cancel)).Current),
            await Answer(() => registry.GetCardsAsync(Cancel)),
            await Answer(async () => Convert.ToHexString((await registry.LoadAsync("m1", Cancel)).Model.Span)),
            await Answer(async () => (await new ParquetBarArchive(folder["bars"]).ReadAsync(Monday, Cancel))
                .SelectMany(series => series.Bars.ToArray()).ToArray()),
            await Answer(() => new FolderForecastRecord(folder["record"]).ReadAsync(Recipe, Monday, Cancel)),
            await Answer(async () => await new FileTrialLog(folder["evaluations"]).ReadAsync(Cancel) is { Unreadable: 0 } all
                ? all.Trials : throw new StorageException("A trial is damaged.")),
        ];
    }

    private static async Task<string?> Answer<T>(Func<Task<T>> question)
    {
        try
        {
            return JsonSerializer.Serialize(await question(), StorageJson.Options);
        }
        catch (StorageException)
        {
            return null;
        }
    }

    private static Trial ATrial(double threshold) => new()
    {
        Recipe = Recipe,
        MinConfidence = threshold,
        Description = "a forest",
        From = Monday,
        To = Wednesday,
        Sessions = 3,
        SharpePerSession = 0.5,
        Evidence = null,
        At = Minute(Monday, 0),
    };
}
