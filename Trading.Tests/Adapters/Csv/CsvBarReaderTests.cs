using System.IO.Compression;
using System.Text;
using Trading.Adapters.Csv;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Adapters.Csv;

public sealed class CsvBarReaderTests : IDisposable
{
    private const string First = "2025-11-03T14:30:00Z,100,101.5,99.25,100.125,700";
    private const string Second = "2025-11-03T14:31:00Z,100.125,100.2,100,100.1,0";
    private static readonly string Good = $"{CsvBarReader.Header}\n{First}\n{Second}\n";
    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("no last line end")]
    [InlineData("windows")]
    [InlineData("byte order mark")]
    [InlineData("blank last lines")]
    [InlineData("gzip")]
    public async Task A_good_file_gives_its_bars(string how)
    {
        var path = how switch
        {
            "no last line end" => Plain(Good.TrimEnd()),
            "windows" => Plain(Good.Replace("\n", "\r\n", StringComparison.Ordinal)),
            "byte order mark" => Plain('\uFEFF' + Good),
            "blank last lines" => Plain(Good + "\n\n"),
            "gzip" => Zipped(Good),
            _ => Plain(Good),
        };
        var file = await CsvBarReader.ReadAsync(path, null, Cancel);
        Assert.Null(file.Error);
        Assert.Equal("SPY", file.Bars!.Symbol);
        Assert.Equal(
            [
                new(Instant.FromUtc(2025, 11, 3, 14, 30), 100m, 101.5m, 99.25m, 100.125m, 700),
                new(Instant.FromUtc(2025, 11, 3, 14, 31), 100.125m, 100.2m, 100m, 100.1m, 0),
            ], file.Bars.Bars.ToArray());
    }

    [Fact]
    public async Task A_price_is_rounded_to_a_millionth_of_a_dollar()
    {
        var file = await CsvBarReader.ReadAsync(
            Plain($"{CsvBarReader.Header}\n2025-11-03T14:30:00Z,130.27999877929688,131,130,130.0000005,1"), null, Cancel);
        Assert.Equal((130.279999m, 130.000001m), (file.Bars!.Bars[0].Open, file.Bars.Bars[0].Close));
    }

    [Theory]
    [InlineData("2025-11-03T14:31:00Z,1,1,1,1", "has 5 columns instead of 6")]
    [InlineData("2025-11-03T14:31:00Z,1,1,1,1,1,1", "has more than 6 columns instead of 6")]
    [InlineData("2025-11-03 14:31:00,1,1,1,1,1", "timestamp '2025-11-03 14:31:00' is not a UTC time")]
    [InlineData("2025-11-03T14:31:00+01:00,1,1,1,1,1", "timestamp '2025-11-03T14:31:00+01:00' is not a UTC time")]
    [InlineData("2025-11-03T14:31:30Z,1,1,1,1,1", "is not the start of a minute")]
    [InlineData("2025-11-03T14:31:00Z,x,1,1,1,1", "open 'x' is not a number")]
    [InlineData("2025-11-03T14:31:00Z,1,1e3,1,1,1", "high '1e3' is not a number")]
    [InlineData("2025-11-03T14:31:00Z,1,1,NaN,1,1", "low 'NaN' is not a number")]
    [InlineData("2025-11-03T14:31:00Z,1,1,1,,1", "close '' is not a number")]
    [InlineData("2025-11-03T14:31:00Z,1,1,1,1,1.5", "volume '1.5' is not a whole number")]
    [InlineData("2025-11-03T14:31:00Z,1,1,1,1,-5", "volume -5 is negative")]
    [InlineData("2025-11-03T14:31:00Z,1,2,3,1,1", "high 2 is below low 3")]
    [InlineData("2025-11-03T14:31:00Z,0,0,0,0,1", "low 0 is not above zero")]
    [InlineData("2025-11-03T14:31:00Z,5,2,1,1,1", "open 5 is outside 1 to 2")]
    [InlineData("2025-11-03T14:31:00Z,9999999999999,9999999999999,1,1,1", "is above 999999999999")]
    [InlineData("2025-11-03T14:30:00Z,1,1,1,1,1", "the bar of 2025-11-03T14:30:00Z stands twice")]
    [InlineData("2025-11-03T14:29:00Z,1,1,1,1,1", "the bar of 2025-11-03T14:29:00Z stands after that of 2025-11-03T14:30:00Z")]
    public async Task A_wrong_line_is_named_with_what_is_wrong(string line, string expected)
    {
        var path = Plain($"{CsvBarReader.Header}\n{First}\n{line}\n");
        var file = await CsvBarReader.ReadAsync(path, null, Cancel);
        Assert.Null(file.Bars);
        Assert.StartsWith($"{path}:3: ", file.Error, StringComparison.Ordinal);
        Assert.Contains(expected, file.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blank_line_in_the_middle_is_named() =>
        await RefusedAsync(
            Plain($"{CsvBarReader.Header}\n{First}\n\n{Second}\n"), ":3: the line is blank, and more lines follow.");

    [Theory]
    [InlineData("", " is empty;")]
    [InlineData("timestamp,open,high,low,close,volume\n", " has a header and no bars.")]
    [InlineData(
        "time,open,high,low,close,volume\n",
        ":1: the header is 'time,open,high,low,close,volume'; it must be timestamp,open")]
    public async Task A_file_without_header_or_bars_says_so(string text, string expected) =>
        await RefusedAsync(Plain(text), expected);

    [Fact]
    public async Task What_is_no_readable_gzip_says_so()
    {
        await RefusedAsync(Plain(Good, "SPY.csv.gz"), " is not a readable gzip file of one piece; it may have been cut off.");
        var zipped = await File.ReadAllBytesAsync(Zipped(Good), Cancel);
        foreach (var length in new[] { 5, zipped.Length / 2, zipped.Length - 4 })
        {
            await File.WriteAllBytesAsync(folder["SPY.csv.gz"], zipped[..length], Cancel);
            await RefusedAsync(folder["SPY.csv.gz"], " is not a readable gzip file of one piece; it may have been cut off.");
        }
        await File.WriteAllBytesAsync(folder["SPY.csv"], zipped, Cancel);
        await RefusedAsync(folder["SPY.csv"], " is not UTF-8 text; if it is compressed, its name must end in .csv.gz.");
    }

    [Fact]
    public async Task A_missing_file_and_a_folder_say_so()
    {
        await RefusedAsync(folder["SPY.csv"], " does not exist.");
        await RefusedAsync(folder.Path, " is a folder; name the files in it.");
    }

    [Theory]
    [InlineData("spy.csv")]
    [InlineData("SPY.txt")]
    [InlineData("TOOLONGASYMBOL.csv")]
    [InlineData("1SPY.csv")]
    public async Task A_file_that_is_not_named_after_a_symbol_says_so(string name) =>
        await RefusedAsync(Plain(Good, name), " is not named after its symbol");

    [Fact]
    public async Task A_symbol_may_have_a_dot() =>
        Assert.Equal("BRK.B", (await CsvBarReader.ReadAsync(Plain(Good, "BRK.B.csv"), null, Cancel)).Bars!.Symbol);

    [Fact]
    public async Task A_bar_on_a_day_without_a_session_is_named()
    {
        var path = Plain(Good + "2025-11-04T14:30:00Z,1,1,1,1,1\n");
        var file = await CsvBarReader.ReadAsync(path, new OneDay(new(2025, 11, 3)), Cancel);
        Assert.Equal($"{path}:4: the bar of 2025-11-04T14:30:00Z is of 2025-11-04, a day without a session.", file.Error);
    }

    [Fact]
    public async Task A_bar_of_the_evening_belongs_to_the_New_York_day()
    {
        var path = Plain($"{CsvBarReader.Header}\n2025-11-04T00:59:00Z,1,1,1,1,1\n");
        Assert.Null((await CsvBarReader.ReadAsync(path, new OneDay(new(2025, 11, 3)), Cancel)).Error);
    }

    private static async Task RefusedAsync(string path, string expected)
    {
        var file = await CsvBarReader.ReadAsync(path, null, Cancel);
        Assert.Null(file.Bars);
        Assert.StartsWith(path + expected, file.Error, StringComparison.Ordinal);
    }

    private string Plain(string text, string name = "SPY.csv")
    {
        File.WriteAllText(folder[name], text);
        return folder[name];
    }

    private string Zipped(string text)
    {
        using var file = new GZipStream(File.Create(folder["SPY.csv.gz"]), CompressionLevel.Fastest);
        file.Write(Encoding.UTF8.GetBytes(text));
        return folder["SPY.csv.gz"];
    }

    private sealed class OneDay(LocalDate day) : IMarketCalendar
    {
        public Session? SessionOn(LocalDate date) => date == day
            ? new(date, ExchangeTime.At(date, new LocalTime(9, 30)), ExchangeTime.At(date, new LocalTime(16, 0)))
            : null;
    }
}
