using Parquet;
using Parquet.Schema;
using Trading.Adapters.StorageFormats;
using Trading.Core.Market;
using static Trading.Tests.Adapters.Importing.CaseTests;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.Importing;

/// <summary>Files in files, and Parquet.</summary>
public sealed class PackedFileTests : IDisposable
{
    private static readonly string Text = $"{ImportFolder.Header}\n{ImportFolder.Lines(ThreeBars())}";
    private readonly ImportFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_file_of_an_archive_is_a_file_of_its_own()
    {
        var path = folder.Zip(
            "bars.zip", ("bars/SPY.csv", Text), ("bars/QQQ.csv", $"{Text}rubbish\n"), ("README.md", "not bars"),
            ("__MACOSX/._SPY.csv", "x"), ("IWM.txt", Text));
        var result = await folder.ImportAsync(null, path);
        Assert.Equal(
            [("bars/SPY.csv", false), ("bars/QQQ.csv", true), ("README.md", true), ("IWM.txt", false)],
            result.Files.Select(file => (file.Path[(path.Length + 1)..], file.IsRefused)));
        Assert.StartsWith($"{path}/bars/QQQ.csv:5: ", result.Files[1].Error, StringComparison.Ordinal);
        Assert.Equal(["IWM", "SPY"], (await folder.StoredAsync(Monday)).Select(series => series.Symbol));
    }

    [Fact]
    public async Task The_only_file_of_an_archive_may_be_named_by_the_archive() => Assert.Equal(
        "SPY", Assert.Single((await folder.ImportAsync(null, folder.Zip("SPY.zip", ("data.csv", Text)))).Files).Symbol);

    [Fact]
    public async Task What_is_no_readable_archive_or_text_says_so()
    {
        var zipped = await File.ReadAllBytesAsync(folder.Gzip("whole.csv.gz", Text), Cancel);
        foreach (var length in new[] { 5, zipped.Length / 2, zipped.Length - 4 })
        {
            await RefusedAsync(
                folder.Write("SPY.csv.gz", zipped[..length]),
                    " is not a readable gzip file of one piece; it may have been cut off.");
        }
        await RefusedAsync(
            folder.Write("SPY.csv", zipped), " is not UTF-8 text; if it is compressed, its name must end in .gz or .zip.");
        await RefusedAsync(folder.Write("SPY.zip", zipped), " is not a readable zip file; it may have been cut off.");
        await RefusedAsync(folder.Write("SPY.parquet", zipped), " is not a readable Parquet file: ");
        await RefusedAsync(folder["NONE.csv"], " does not exist.");
        await RefusedAsync(folder.Write("SPY.xlsx", zipped), " is no file of bars; it may be .csv, ");
    }

    [Theory]
    [InlineData(false, DateTimeTimeUnit.Micros)]
    [InlineData(true, DateTimeTimeUnit.Micros)]
    [InlineData(false, DateTimeTimeUnit.Nanos)]
    [InlineData(true, DateTimeTimeUnit.Nanos)]
    public async Task A_Parquet_file_of_a_data_frame_is_read_as_text_would_be(bool isUtc, DateTimeTimeUnit unit)
    {
        var time = new DateTimeDataField("timestamp", DateTimeFormat.Timestamp, isUtc, unit, true);
        DataField[] prices = [.. ((string[])["Open", "High", "Low", "Close", "Volume"]).Select(name =>
            new DataField<double?>(name))];
        var bars = ThreeBars();
        var bytes = new MemoryStream();
        await using (var file = await ParquetWriter.CreateAsync(new ParquetSchema([time, .. prices]), bytes,
            cancellationToken: Cancel))
        {
            using var group = file.CreateRowGroup();
            var local = isUtc ? Duration.Zero : Duration.FromHours(5);
            await group.WriteAsync<DateTime>(
                time, bars.Select(bar =>
                    (DateTime?)(bar.Start - local).ToDateTimeUtc()).ToArray().AsMemory(), cancellationToken: Cancel);
            foreach (var (price, figure) in prices.Zip<DataField, Func<Bar, decimal>>(
                [bar => bar.Open, bar => bar.High, bar => bar.Low, bar => bar.Close, bar => bar.Volume]))
            {
                await group.WriteAsync<double>(
                    price, bars.Select(bar => (double?)(double)figure(bar)).ToArray().AsMemory(), cancellationToken: Cancel);
            }
        }
        var path = folder.Write("SPY.parquet", bytes.ToArray());
        var imported = Assert.Single((await folder.ImportAsync(isUtc ? null
            : new() { TimeZone = ExchangeTime.Zone }, path)).Files);
        Assert.Null(imported.Error);
        Assert.Equal(bars, Assert.Single(await folder.StoredAsync(Monday)).Bars.ToArray());
        if (!isUtc)
            Assert.Contains("name no time zone", Assert.Single((await folder.ImportAsync(null, path)).Files).Error,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_archive_is_read()
    {
        var bytes = await ParquetBars.WriteAsync([new("QQQ", ThreeBars(100)), new("SPY", ThreeBars())], Cancel);
        var file = Assert.Single((await folder.ImportAsync(null, folder.Write("2025-11-03.parquet", bytes))).Files);
        Assert.Equal((null, 2, 6), (file.Error, file.Symbols, file.Rows));
        Assert.Equal(ThreeBars(), (await folder.StoredAsync(Monday))[1].Bars.ToArray());
    }

    private async Task RefusedAsync(string path, string expected)
    {
        var file = Assert.Single((await folder.ImportAsync(null, path)).Files);
        Assert.StartsWith(path + expected, file.Error, StringComparison.Ordinal);
        Assert.True(file.IsRefused);
    }
}
