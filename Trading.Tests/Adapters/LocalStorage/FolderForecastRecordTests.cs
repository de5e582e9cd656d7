using CsCheck;
using Trading.Adapters.LocalStorage;
using Trading.Adapters.StorageFormats;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.LocalStorage;

public sealed class FolderForecastRecordTests : ForecastRecordContract, IDisposable
{
    private readonly TempFolder folder = new();

    protected override IForecastRecord Record => Reopen();

    private string MondayFile => folder[$"record/{Recipe}/2025-11-03.parquet"];

    protected override IForecastRecord Reopen() => new FolderForecastRecord(folder["record"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_with_any_byte_changed_is_an_error_that_names_it()
    {
        var whole = await ParquetRecord.WriteAsync(ARecord(Monday, 30), Cancel);
        await Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).SampleAsync(async (at, flip) =>
        {
            var bytes = whole.ToArray();
            bytes[at] ^= flip;
            var error = await Assert.ThrowsAsync<StorageException>(() => ParquetRecord.ReadAsync(bytes, "the file", Cancel));
            return error.Message.StartsWith("the file is damaged", StringComparison.Ordinal);
        }, iter: 300);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task A_file_that_was_cut_off_is_named_and_may_be_written_again(int length)
    {
        await Record.WriteAsync(Recipe, ARecord(Monday, 50), Cancel);
        await File.WriteAllBytesAsync(MondayFile, (await File.ReadAllBytesAsync(MondayFile, Cancel))[..length], Cancel);
        var error = await Assert.ThrowsAsync<StorageException>(() => Record.ReadAsync(Recipe, Monday, Cancel));
        Assert.StartsWith(MondayFile, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("The next night makes it anew.", error.Message, StringComparison.Ordinal);

        await Record.WriteAsync(Recipe, ARecord(Monday, 50), Cancel);
        Assert.Equal(50, (await Record.ReadAsync(Recipe, Monday, Cancel))!.Rows.Count);
    }

    [Fact]
    public async Task A_whole_file_of_bars_is_no_session_of_a_record()
    {
        var bars = await ParquetBars.WriteAsync([SomeBars(Monday, "SPY", 3)], Cancel);
        await Assert.ThrowsAsync<StorageException>(() => ParquetRecord.ReadAsync(bars, "the file", Cancel));
    }

    [Fact]
    public async Task Other_programs_read_the_columns()
    {
        using var file = new MemoryStream(await ParquetRecord.WriteAsync(ARecord(Monday, 30), Cancel));
        await using var reader = await Parquet.ParquetReader.CreateAsync(file, cancellationToken: Cancel);
        Assert.Equal(
            ["symbol", "minute", "endMinute", "score", "baseLogOdds", "netReturn", "profit"],
            reader.Schema.Fields.Select(field => field.Name));
        Assert.Equal("2025-11-03", reader.CustomMetadata["session"]);
        using var group = reader.OpenRowGroupReader(0);
        var minutes = new int[30];
        await group.ReadAsync<int>(reader.Schema.DataFields[1], minutes, cancellationToken: Cancel);
        Assert.Equal(49, minutes[29]);
    }

    [Fact]
    public async Task What_a_killed_writer_left_aside_is_never_seen()
    {
        await Record.WriteAsync(Recipe, ARecord(Monday, 3), Cancel);
        await File.WriteAllTextAsync(folder[$"record/{Recipe}/.aside-0123"], "half a file", Cancel);
        Assert.Equal([Monday], await Record.GetSessionsAsync(Recipe, Cancel));
    }

    [Theory]
    [InlineData("../3f9a")]
    [InlineData("")]
    [InlineData("3F9A")]
    [InlineData("3f9a\n")]
    public async Task A_recipe_that_leads_elsewhere_is_refused(string recipe) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Record.ReadAsync(recipe, Monday, Cancel));
}
