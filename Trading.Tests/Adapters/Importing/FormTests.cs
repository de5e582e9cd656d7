using System.Text;
using Trading.Adapters.Importing;
using Trading.Adapters.Importing.Reading;
using Trading.Core.Market;
using static Trading.Tests.Adapters.Importing.CaseTests;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.Importing;

/// <summary>Ways to write times, numbers and headers.</summary>
public sealed class FormTests : IDisposable
{
    private const string Ohlcv = ",1.5,2,1,1.25,700";
    private static readonly Instant Opening = Instant.FromUtc(2025, 11, 3, 14, 30);
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("2025-11-03T14:30:00Z")]
    [InlineData("2025-11-03T14:30Z")]
    [InlineData("2025-11-03t14:30:00z")]
    [InlineData("2025-11-03T14:30:00.000000000Z")]
    [InlineData("2025-11-03 14:30:00.000+00:00")]
    [InlineData("2025-11-03 14:30:00 +0000")]
    [InlineData("2025-11-03 14:30:00 UTC")]
    [InlineData("2025-11-03 14:30:00 GMT")]
    [InlineData("2025-11-03T09:30:00-05:00")]
    [InlineData("2025-11-03T09:30:00-0500")]
    [InlineData("2025-11-03T09:30:00-05")]
    [InlineData("2025-11-03 09:30:00 EST")]
    [InlineData("2025-11-03 09:30:00 EDT")]
    [InlineData("2025-11-03 14:30:00 +0000 UTC")]
    [InlineData("2025-11-03 09:30:00 America/New_York")]
    [InlineData("20251103 09:30:00 US/Eastern")]
    [InlineData("20251103 093000 US/Eastern")]
    [InlineData("2025-11-03T09:30-05:00[America/New_York]")]
    [InlineData("20251103T1430Z")]
    [InlineData("20251103T143000Z")]
    [InlineData("2025/11/03 14:30Z")]
    [InlineData("2025.11.03 14:30Z")]
    [InlineData("03.11.2025 14:30:00.000 GMT+0000")]
    [InlineData("03-Nov-2025 14:30Z")]
    [InlineData("3 Nov 2025 2:30 PM UTC")]
    [InlineData("2025-11-03 02:30:00 pm UTC")]
    [InlineData("2025-11-03 2:30PM UTC")]
    [InlineData("\"Nov 3, 2025 14:30 UTC\"")]
    [InlineData("1762180200")]
    [InlineData("1762180200.0")]
    [InlineData("1762180200000")]
    [InlineData("1762180200000000")]
    [InlineData("1762180200000000000")]
    public async Task A_time_that_says_its_zone_is_read(string time)
    {
        var file = await folder.FileAsync($"{ImportFolder.Header}\n{time}{Ohlcv}");
        Assert.Null(file.Error);
        Assert.Equal(new Bar(Opening, 1.5m, 2m, 1m, 1.25m, 700), Assert.Single(await folder.StoredAsync(Monday)).Bars[0]);
    }

    [Theory]
    [InlineData("2025-11-03 09:30:00")]
    [InlineData("2025-11-03T09:30")]
    [InlineData("20251103 093000")]
    [InlineData("20251103T0930")]
    [InlineData("11/3/2025 9:30:00 AM")]
    [InlineData("11/03/2025 09:30")]
    [InlineData("2025.11.03 09:30:00")]
    public async Task A_time_without_a_zone_is_refused_and_read_with_the_option(string time)
    {
        var text = $"{ImportFolder.Header}\n{time}{Ohlcv}";
        var refused = await folder.FileAsync(text);
        Assert.Contains("its times name no time zone", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--time-zone America/New_York", refused.Error, StringComparison.Ordinal);

        Assert.Null((await folder.FileAsync(text, new() { TimeZone = ExchangeTime.Zone })).Error);
        Assert.Equal(Opening, Assert.Single(await folder.StoredAsync(Monday)).Bars[0].Start);
    }

    [Theory]
    [InlineData("45964.604166")]
    [InlineData("1.76218E+12")]
    [InlineData("yesterday")]
    [InlineData("2025-13-03T14:30:00Z")]
    [InlineData("2025-11-03T25:30:00Z")]
    [InlineData("2025-11-03T14:30:00 Mars/Olympus")]
    [InlineData("")]
    public async Task What_is_no_time_is_named_with_its_line(string time)
    {
        var file = await folder.FileAsync($"{ImportFolder.Header}\n2025-11-03T14:29:00Z{Ohlcv}\n{time}{Ohlcv}");
        Assert.StartsWith($"{file.Path}:3: timestamp '{time}' is not a date and time", file.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-03-09 02:30:00")]
    [InlineData("2025-11-02 01:30:00")]
    public async Task A_time_that_the_clocks_skip_or_show_twice_is_named(string time)
    {
        var file = await folder.FileAsync(
            $"{ImportFolder.Header}\n{time}{Ohlcv}", new() { TimeZone = ExchangeTime.Zone });
        Assert.Contains($":2: timestamp '{time}' is skipped or shown twice", file.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_without_a_time_is_a_daily_bar()
    {
        var file = await folder.FileAsync($"Date,Open,High,Low,Close,Adj Close,Volume\n2025-11-03,1,1,1,1,1,5");
        Assert.Contains(":2: timestamp '2025-11-03' has no time of day, as in daily bars", file.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("13/11/2025", "14/11/2025")]
    [InlineData("12/11/2025", "13/11/2025")]
    [InlineData("11/12/2025", "11/13/2025")]
    [InlineData("11-12-2025", "11-13-2025")]
    public async Task Dates_show_by_themselves_whether_the_month_stands_first(string one, string next)
    {
        var file = await folder.FileAsync(
            $"{ImportFolder.Header}\n{one} 15:00:00Z{Ohlcv}\n{next} 15:00:00Z{Ohlcv}");
        Assert.Equal((null, 2, 2), (file.Error, file.Rows, file.Sessions));
        Assert.All(file.First, one => Assert.Equal(11, one.NewYork.Month));
    }

    [Theory]
    [InlineData("500,1;500,9;499,8;500,5;12000")]
    [InlineData("500,1;500,9;499,8;500,5;12.000")]
    [InlineData("0500,10;500,9;499,800;500,5;12000,0")]
    public async Task A_decimal_comma_is_read_where_it_can_be_nothing_else(string figures)
    {
        Assert.Null((await folder.FileAsync($"timestamp;open;high;low;close;volume\n2025-11-03T14:30:00Z;{figures}")).Error);
        Assert.Equal(
            ThreeBars()[0], Assert.Single(await folder.StoredAsync(Monday)).Bars[0]);
    }

    [Theory]
    [InlineData(DecimalMark.Comma, "500.123")]
    [InlineData(DecimalMark.Point, "500123")]
    public async Task A_comma_before_three_digits_is_refused_and_read_with_the_option(DecimalMark mark, string price)
    {
        const string Text = "timestamp;open;high;low;close;volume\n2025-11-03T14:30:00Z;500,123;500,123;500,123;500,123;7";
        var refused = await folder.FileAsync(Text);
        Assert.Contains("the comma in '500,123' may stand before cents or before thousands", refused.Error,
            StringComparison.Ordinal);
        Assert.Contains("--decimal comma", refused.Error, StringComparison.Ordinal);
        Assert.Null((await folder.FileAsync(Text, new() { Mark = mark })).Error);
        Assert.Equal(
            decimal.Parse(price), Assert.Single(await folder.StoredAsync(Monday)).Bars[0].Close);
    }

    [Theory]
    [InlineData("1,500.25", 1500.25)]
    [InlineData("1e3", 1000)]
    [InlineData("$1500.25", 1500.25)]
    [InlineData(" 1500.25 ", 1500.25)]
    [InlineData("1500.2500", 1500.25)]
    [InlineData("1500.25000049", 1500.25)]
    public async Task A_price_is_read_as_people_and_programs_write_it(string price, double dollars)
    {
        var text = $"timestamp\topen\thigh\tlow\tclose\tvolume\n2025-11-03T14:30:00Z\t{price}\t{price}\t{price}\t{price}\t7";
        Assert.Null((await folder.FileAsync(text, name: "SPY.tsv")).Error);
        Assert.Equal((decimal)dollars, Assert.Single(await folder.StoredAsync(Monday)).Bars[0].Open);
    }

    [Theory]
    [InlineData("12000.0", 12000, false)]
    [InlineData("1.2E+04", 12000, false)]
    [InlineData("12000.4", 12000, true)]
    [InlineData("0.5", 1, true)]
    public async Task A_volume_is_rounded_to_whole_shares_and_a_fraction_is_told(string volume, long shares, bool isTold)
    {
        var file = await folder.FileAsync($"{ImportFolder.Header}\n2025-11-03T14:30:00Z,1,1,1,1,{volume}");
        Assert.Equal(isTold ? [ImportNoteKind.FractionsOfShares] : [], file.Notes.Select(note => note.Kind));
        Assert.Equal(shares, Assert.Single(await folder.StoredAsync(Monday)).Bars[0].Volume);
    }

    [Theory]
    [InlineData("2025-11-03T14:31:00Z,1,1,1,1", "the line has 5 columns instead of 6")]
    [InlineData("2025-11-03T14:31:00Z,1,1,1,1,1,1", "the line has 7 columns instead of 6")]
    [InlineData("2025-11-03T14:31:30Z,1,1,1,1,1", "is not the start of a minute")]
    [InlineData("2025-11-03T14:31:00Z,x,1,1,1,1", "open 'x' is not a number")]
    [InlineData("2025-11-03T14:31:00Z,1,1,NaN,1,1", "low 'NaN' is not a number")]
    [InlineData("2025-11-03T14:31:00Z,1,1,1,,1", "close '' is not a number")]
    [InlineData("2025-11-03T14:31:00Z,1,1,1,1,", "volume '' is not a number")]
    [InlineData("2025-11-03T14:31:00Z,1,1,1,1,-5", "volume -5 is negative")]
    [InlineData("2025-11-03T14:31:00Z,1,2,3,1,1", "high 2 is below low 3")]
    [InlineData("2025-11-03T14:31:00Z,0,0,0,0,1", "low 0 is not above zero")]
    [InlineData("2025-11-03T14:31:00Z,5,2,1,1,1", "open 5 is outside 1 to 2")]
    [InlineData("2025-11-03T14:31:00Z,9999999999999,9999999999999,1,1,1", "is above 999999999999")]
    [InlineData("2025-11-03T14:31:00Z,1,1,1,1,1\0", "volume '1\\u0000' is not a number")]
    [InlineData("2025-11-03T14:31:00Z,\"1,2,3\",1,1,1,1", "open '1,2,3' is not a number")]
    [InlineData("2025-11-03T14:30:00Z,1,1,1,1,1", "differs from that of the same minute in line 2; only one can be right")]
    [InlineData("2025-11-08T14:30:00Z,1,1,1,1,1", "the bar of 2025-11-08T14:30:00Z is of 2025-11-08, a day without a session")]
    public async Task A_wrong_line_is_named_with_what_is_wrong(string line, string expected)
    {
        var file = await folder.FileAsync($"{ImportFolder.Header}\n2025-11-03T14:30:00Z{Ohlcv}\n{line}\n");
        Assert.True(file.IsRefused);
        Assert.StartsWith($"{file.Path}:3: ", file.Error, StringComparison.Ordinal);
        Assert.Contains(expected, file.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no last line end")]
    [InlineData("windows")]
    [InlineData("old mac")]
    [InlineData("byte order mark")]
    [InlineData("UTF-16")]
    [InlineData("blank lines")]
    [InlineData("doubled line ends")]
    [InlineData("blanks around cells")]
    [InlineData("a separator too many")]
    [InlineData("bars between cells")]
    [InlineData("gzip")]
    [InlineData("upper-case ending")]
    public async Task The_same_text_in_another_guise_gives_the_same_bars(string guise)
    {
        var text = $"{ImportFolder.Header}\n{ImportFolder.Lines(ThreeBars())}";
        var path = guise switch
        {
            "no last line end" => folder.Write("SPY.csv", text.TrimEnd()),
            "windows" => folder.Write("SPY.csv", text.Replace("\n", "\r\n", StringComparison.Ordinal)),
            "old mac" => folder.Write("SPY.csv", text.Replace('\n', '\r')),
            "byte order mark" => folder.Write("SPY.csv", '\uFEFF' + text),
            "UTF-16" => folder.Write("SPY.txt", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]),
            "blank lines" => folder.Write("SPY.csv", text.Replace("\n", "\n\n", StringComparison.Ordinal)),
            "doubled line ends" => folder.Write("SPY.csv", text.Replace("\n", "\r\r\n", StringComparison.Ordinal)),
            "blanks around cells" => folder.Write("SPY.csv", text.Replace(",", " , ", StringComparison.Ordinal)),
            "a separator too many" => folder.Write("SPY.csv", text.Replace("Z,", "Z,", StringComparison.Ordinal)
                .Replace("00\n", "00,\n", StringComparison.Ordinal)),
            "bars between cells" => folder.Write("SPY.txt", text.Replace(',', '|')),
            "gzip" => folder.Gzip("SPY.csv.gz", text),
            _ => folder.Write("SPY.CSV", text),
        };
        var file = (await folder.ImportAsync(null, path)).Files.Single();
        Assert.Null(file.Error);
        Assert.Equal(ThreeBars(), Assert.Single(await folder.StoredAsync(Monday)).Bars.ToArray());
    }
}
