using CsCheck;
using Trading.Adapters.LocalStorage;
using Trading.Adapters.StorageFormats;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.LocalStorage;

public sealed class ParquetBarArchiveTests : BarArchiveContract, IDisposable
{
    private readonly TempFolder folder = new();

    protected override IBarArchive Archive => Reopen();

    private string MondayFile => folder["bars/2025-11-03.parquet"];

    protected override IBarArchive Reopen() => new ParquetBarArchive(folder["bars"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_price_prints_after_reading_as_it_did_before()
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 1, 659.475m)], Cancel);
        var bar = Assert.Single(await Archive.ReadAsync(Monday, Cancel)).Bars[0];
        Assert.Equal(["659.475", "659.49", "659.4749"], [$"{bar.Open}", $"{bar.High}", $"{bar.Low}"]);
    }

    [Fact]
    public async Task Every_price_that_can_be_stored_is_read_as_it_was_written()
    {
        // The mantissa's low half has its highest bit set in half of them.
        await Gen.Select(Gen.Long[1, (long)JournalRules.HighestPrice], Gen.Int[0, 6]).SampleAsync(async (mantissa, scale) =>
        {
            var price = new decimal((int)mantissa, (int)(mantissa >> 32), 0, false, (byte)scale);
            var written = new BarSeries("SPY", [new Bar(Minute(Monday, 0), price, price, price, price, 1)]);
            var read = await ParquetBars.ReadAsync(await ParquetBars.WriteAsync([written], Cancel), "the file", Cancel);
            return Assert.Single(read).Bars[0] == written.Bars[0];
        }, iter: 200);
    }

    [Fact]
    public async Task A_file_with_any_byte_changed_is_an_error_that_names_it()
    {
        var whole = await ParquetBars.WriteAsync([SomeBars(Monday, "SPY", 30), SomeBars(Monday, "QQQ", 5)], Cancel);
        await Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).SampleAsync(async (at, flip) =>
        {
            var bytes = whole.ToArray();
            bytes[at] ^= flip;
            var error = await Assert.ThrowsAsync<StorageException>(() => ParquetBars.ReadAsync(bytes, "the file", Cancel));
            return error.Message.StartsWith("the file is damaged", StringComparison.Ordinal);
        }, iter: 300);
    }

    [Fact]
    public async Task The_checksum_does_not_keep_others_from_reading_the_file()
    {
        using var file = new MemoryStream(
            await ParquetBars.WriteAsync([SomeBars(Monday, "QQQ", 5), SomeBars(Monday, "SPY", 30)], Cancel));
        await using var reader = await Parquet.ParquetReader.CreateAsync(file, cancellationToken: Cancel);
        Assert.Equal(
            ["symbol", "start", "open", "high", "low", "close", "volume"], reader.Schema.Fields.Select(field => field.Name));
        Assert.Equal([35], reader.RowGroups.Select(group => (int)group.RowCount));
        using var group = reader.OpenRowGroupReader(0);
        var (starts, symbols, opens) = (new DateTime[35], new string[35], new decimal[35]);
        await group.ReadAsync<DateTime>(reader.Schema.DataFields[1], starts, cancellationToken: Cancel);
        await group.ReadAsync(reader.Schema.DataFields[0], symbols, cancellationToken: Cancel);
        await group.ReadAsync<decimal>(reader.Schema.DataFields[2], opens, cancellationToken: Cancel);
        Assert.Equal(new DateTime(2025, 11, 3, 14, 59, 0, DateTimeKind.Utc), starts[34]);
        Assert.Equal(["QQQ", "SPY"], symbols.Distinct());
        Assert.Equal(SomeBars(Monday, "SPY", 1).Bars[0].Open, opens[5]);
    }

    [Fact]
    public async Task A_damaged_group_keeps_nobody_from_reading_the_others()
    {
        BarSeries[] bars = [.. Enumerable.Range(0, 200).Select(i => SomeBars(Monday, $"S{i:000}", 300))];
        await Archive.WriteAsync(Monday, bars, Cancel);
        var bytes = await File.ReadAllBytesAsync(MondayFile, Cancel);
        bytes[1_000] ^= 1;
        await File.WriteAllBytesAsync(MondayFile, bytes, Cancel);
        await Assert.ThrowsAsync<StorageException>(() => Archive.ReadAsync(Monday, Cancel));
        var read = await Archive.StreamAsync(Monday, new HashSet<string>(["S199"]), Cancel).SingleAsync(Cancel);
        Assert.Equal(bars[199].Hash, read.Hash);
        Assert.Equal(bars.Select(StoredSeries.Of), await Archive.ListAsync(Monday, Cancel));
    }

    [Fact]
    public async Task A_file_of_an_older_program_is_read_and_a_merge_makes_a_new_one_of_it()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Adapters", "LocalStorage", "older-bars.parquet");
        Directory.CreateDirectory(folder["bars"]);
        File.Copy(path, MondayFile);
        BarSeries[] bars = [SomeBars(Monday, "QQQ", 5), SomeBars(Monday, "SPY", 30, 659.475m)];
        Assert.Equal(bars.Select(StoredSeries.Of), await Archive.ListAsync(Monday, Cancel));
        Assert.Equal(bars.Select(StoredSeries.Of), (await Archive.ReadAsync(Monday, Cancel)).Select(StoredSeries.Of));
        Assert.Equal("659.475", $"{(await Archive.ReadAsync(Monday, Cancel))[1].Bars[0].Open}");
        await Archive.MergeAllAsync([new(Monday, [SomeBars(Monday, "AAA", 2)])], Cancel);
        Assert.Equal(["AAA", "QQQ", "SPY"], (await Archive.ListAsync(Monday, Cancel)).Select(series => series.Symbol));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task A_file_that_was_cut_off_is_an_error_that_names_it(int length)
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 50)], Cancel);
        var bytes = await File.ReadAllBytesAsync(MondayFile, Cancel);
        await File.WriteAllBytesAsync(MondayFile, bytes[..length], Cancel);
        var error = await Assert.ThrowsAsync<StorageException>(() => Archive.ReadAsync(Monday, Cancel));
        Assert.Contains(MondayFile, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_writer_left_aside_is_never_seen()
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 3)], Cancel);
        await File.WriteAllTextAsync(folder["bars/.aside-0123"], "half a file", Cancel);
        Directory.CreateDirectory(folder["bars/.aside-4567"]);
        File.Copy(MondayFile, folder["bars/.aside-4567/2025-11-04.parquet"]);
        Assert.Equal([Monday], await Archive.GetSessionsAsync(Cancel));
        Assert.Empty(await Archive.ReadAsync(Tuesday, Cancel));
    }

    [Fact]
    public async Task A_batch_whose_writer_was_killed_while_moving_it_is_finished_by_the_next_reader()
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 3)], Cancel);
        Directory.CreateDirectory(folder["bars/.decided"]);
        await File.WriteAllBytesAsync(folder["bars/.decided/2025-11-03.parquet"], await ParquetBars.WriteAsync(
            [SomeBars(Monday, "SPY", 4)], Cancel), Cancel);
        await File.WriteAllBytesAsync(folder["bars/.decided/2025-11-04.parquet"], await ParquetBars.WriteAsync(
            [SomeBars(Tuesday, "SPY", 5)], Cancel), Cancel);

        Assert.Equal(4, Assert.Single(await Archive.ReadAsync(Monday, Cancel)).Count);
        Assert.Equal([Monday, Tuesday], await Archive.GetSessionsAsync(Cancel));
        Assert.False(Directory.Exists(folder["bars/.decided"]));
    }

    [Fact]
    public async Task A_later_write_is_not_undone_by_an_unfinished_batch()
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 3)], Cancel);
        Directory.CreateDirectory(folder["bars/.decided"]);
        File.Copy(MondayFile, folder["bars/.decided/2025-11-03.parquet"]);
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 9)], Cancel);
        Assert.Equal(9, Assert.Single(await Archive.ReadAsync(Monday, Cancel)).Count);
    }
}
