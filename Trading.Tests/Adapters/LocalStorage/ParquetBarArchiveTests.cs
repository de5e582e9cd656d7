using CsCheck;
using Trading.Adapters.LocalStorage;
using Trading.Core.Journal;
using Trading.Tests.Core.Journal;
using static Trading.Tests.Core.Journal.Rows;

namespace Trading.Tests.Adapters.LocalStorage;

public sealed class ParquetBarArchiveTests : BarArchiveContract, IDisposable
{
    private readonly TempFolder folder = new();

    protected override IBarArchive Archive => Reopen();

    private string Monday_file => folder["bars/2025-11-03.parquet"];

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
    public async Task A_damaged_file_never_gives_other_bars_than_were_written()
    {
        var bars = SomeBars(Monday, "SPY", 30);
        var whole = await ParquetBars.WriteAsync([bars, SomeBars(Monday, "QQQ", 5)], Cancel);
        await Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).SampleAsync(async (at, flip) =>
        {
            var bytes = whole.ToArray();
            bytes[at] ^= flip;
            try
            {
                var read = await ParquetBars.ReadAsync(bytes, "the file", Cancel);
                return read.Single(series => series.Symbol == "SPY").Bars.SequenceEqual(bars.Bars) && read.Count == 2;
            }
            catch (StorageException e)
            {
                return e.Message.StartsWith("the file is damaged", StringComparison.Ordinal);
            }
        }, iter: 300);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task A_file_that_was_cut_off_is_an_error_that_names_it(int length)
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 50)], Cancel);
        var bytes = await File.ReadAllBytesAsync(Monday_file, Cancel);
        await File.WriteAllBytesAsync(Monday_file, bytes[..length], Cancel);
        var error = await Assert.ThrowsAsync<StorageException>(() => Archive.ReadAsync(Monday, Cancel));
        Assert.Contains(Monday_file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_writer_left_aside_is_never_seen()
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 3)], Cancel);
        await File.WriteAllTextAsync(folder["bars/.aside-0123"], "half a file", Cancel);
        Directory.CreateDirectory(folder["bars/.aside-4567"]);
        File.Copy(Monday_file, folder["bars/.aside-4567/2025-11-04.parquet"]);
        Assert.Equal([Monday], await Archive.GetSessionsAsync(Cancel));
        Assert.Empty(await Archive.ReadAsync(Tuesday, Cancel));
    }

    [Fact]
    public async Task A_batch_whose_writer_was_killed_while_moving_it_is_finished_by_the_next_reader()
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 3)], Cancel);
        Directory.CreateDirectory(folder["bars/.decided"]);
        await File.WriteAllBytesAsync(folder["bars/.decided/2025-11-03.parquet"], await ParquetBars.WriteAsync([SomeBars(Monday, "SPY", 4)], Cancel), Cancel);
        await File.WriteAllBytesAsync(folder["bars/.decided/2025-11-04.parquet"], await ParquetBars.WriteAsync([SomeBars(Tuesday, "SPY", 5)], Cancel), Cancel);

        Assert.Equal(4, Assert.Single(await Archive.ReadAsync(Monday, Cancel)).Count);
        Assert.Equal([Monday, Tuesday], await Archive.GetSessionsAsync(Cancel));
        Assert.False(Directory.Exists(folder["bars/.decided"]));
    }

    [Fact]
    public async Task A_later_write_is_not_undone_by_an_unfinished_batch()
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 3)], Cancel);
        Directory.CreateDirectory(folder["bars/.decided"]);
        File.Copy(Monday_file, folder["bars/.decided/2025-11-03.parquet"]);
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 9)], Cancel);
        Assert.Equal(9, Assert.Single(await Archive.ReadAsync(Monday, Cancel)).Count);
    }
}
