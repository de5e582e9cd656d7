using Trading.Adapters.Importing;
using Trading.Adapters.Importing.Reading;
using Trading.Core.Collecting.Content;
using Trading.Core.Market;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.Importing;

/// <summary>Files in the forms in which people have them, each with what is right for it.</summary>
public sealed class CaseTests : IDisposable
{
    private static readonly string[] NewYork = ["2025-11-03 09:30:00", "2025-11-03 09:31:00", "2025-11-03 09:32:00"];
    private static readonly DateTimeZone NewYorkZone = ExchangeTime.Zone;
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static Bar[] ThreeBars(decimal more = 0) =>
    [
        new(Instant.FromUtc(2025, 11, 3, 14, 30), 500.1m + more, 500.9m + more, 499.8m + more, 500.5m + more, 12000),
        new(Instant.FromUtc(2025, 11, 3, 14, 31), 500.5m + more, 500.7m + more, 500.2m + more, 500.3m + more, 8000),
        new(Instant.FromUtc(2025, 11, 3, 14, 32), 500.3m + more, 501.0m + more, 500.3m + more, 500.95m + more, 9500),
    ];

    public static TheoryData<string, string> Accepted => new()
    {
        { "header-case_SPY.csv", """
            Timestamp,Open,High,Low,Close,Volume
            2025-11-03T14:30:00Z,500.1,500.9,499.8,500.5,12000
            2025-11-03T14:31:00Z,500.5,500.7,500.2,500.3,8000
            2025-11-03T14:32:00Z,500.3,501.0,500.3,500.95,9500
            """ },
        { "alpaca-py_SPY.csv", """
            symbol,timestamp,open,high,low,close,volume,trade_count,vwap
            SPY,2025-11-03 14:30:00+00:00,500.1,500.9,499.8,500.5,12000.0,81.0,500.31
            SPY,2025-11-03 14:31:00+00:00,500.5,500.7,500.2,500.3,8000.0,60.0,500.44
            SPY,2025-11-03 14:32:00+00:00,500.3,501.0,500.3,500.95,9500.0,66.0,500.7
            """ },
        { "broker-offset_SPY.csv", """
            date,open,high,low,close,volume,average,barCount
            2025-11-03 09:30:00-05:00,500.1,500.9,499.8,500.5,12000.0,500.31,81
            2025-11-03 09:31:00-05:00,500.5,500.7,500.2,500.3,8000.0,500.44,60
            2025-11-03 09:32:00-05:00,500.3,501.0,500.3,500.95,9500.0,500.7,66
            """ },
        { "columns-reordered_SPY.csv", """
            time,close,open,low,high,volume
            2025-11-03T14:30:00.000Z,500.5,500.1,499.8,500.9,12000
            2025-11-03T14:31:00.000Z,500.3,500.5,500.2,500.7,8000
            2025-11-03T14:32:00.000Z,500.95,500.3,500.3,501.0,9500
            """ },
        { "epoch-milliseconds_SPY.csv", """
            timestamp,open,high,low,close,volume
            1762180200000,500.1,500.9,499.8,500.5,12000
            1762180260000,500.5,500.7,500.2,500.3,8000
            1762180320000,500.3,501.0,500.3,500.95,9500
            """ },
        { "epoch-seconds_SPY.csv", """
            time,open,high,low,close,Volume
            1762180200,500.1,500.9,499.8,500.5,12000
            1762180260,500.5,500.7,500.2,500.3,8000
            1762180320,500.3,501.0,500.3,500.95,9500
            """ },
        { "semicolons_SPY.csv", "timestamp;open;high;low;close;volume\r\n2025-11-03T14:30:00Z;500.1;500.9;499.8;500.5;12000\r\n"
            + "2025-11-03T14:31:00Z;500.5;500.7;500.2;500.3;8000\r\n2025-11-03T14:32:00Z;500.3;501.0;500.3;500.95;9500\r\n" },
        { "newest-first_SPY.csv", """
            timestamp,open,high,low,close,volume
            2025-11-03T14:32:00Z,500.3,501.0,500.3,500.95,9500
            2025-11-03T14:31:00Z,500.5,500.7,500.2,500.3,8000
            2025-11-03T14:30:00Z,500.1,500.9,499.8,500.5,12000
            """ },
        { "quoted_SPY.csv", """
            "timestamp","open","high","low","close","volume"
            "2025-11-03T14:30:00Z","500.1","500.9","499.8","500.5","12,000"
            "2025-11-03T14:31:00Z","500.5","500.7","500.2","500.3","8,000"
            "2025-11-03T14:32:00Z","500.3","501.0","500.3","500.95","9,500"
            """ },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task A_file_that_says_all_gives_its_bars_to_the_last_digit(string name, string text)
    {
        var file = await folder.FileAsync(text, name: name);
        Assert.Null(file.Error);
        Assert.Equal(("SPY", 3, 1), (file.Symbol, file.Rows, file.Sessions));
        Assert.Equal(ThreeBars(), Assert.Single(await folder.StoredAsync(Monday)).Bars.ToArray());
    }

    [Fact]
    public async Task A_file_of_many_symbols_gives_each_its_bars()
    {
        var file = await folder.FileAsync("""
            ticker,volume,open,close,high,low,window_start,transactions
            SPY,12000,500.1,500.5,500.9,499.8,1762180200000000000,81
            SPY,8000,500.5,500.3,500.7,500.2,1762180260000000000,60
            SPY,9500,500.3,500.95,501.0,500.3,1762180320000000000,66
            QQQ,12000,600.1,600.5,600.9,599.8,1762180200000000000,81
            QQQ,8000,600.5,600.3,600.7,600.2,1762180260000000000,60
            QQQ,9500,600.3,600.95,601.0,600.3,1762180320000000000,66
            """, name: "flat-file-nanoseconds.csv");
        Assert.Equal((null, null, 2, 6), (file.Error, file.Symbol, file.Symbols, file.Rows));
        var stored = await folder.StoredAsync(Monday);
        Assert.Equal(["QQQ", "SPY"], stored.Select(series => series.Symbol));
        Assert.Equal(ThreeBars(100), stored[0].Bars.ToArray());
        Assert.Equal(ThreeBars(), stored[1].Bars.ToArray());
    }

    [Fact]
    public async Task A_file_without_header_and_zone_names_both_options_and_is_imported_with_them()
    {
        var text = string.Join('\n', NewYork.Zip(ThreeBars(), (time, bar) => $"{time},{Figures(bar)}"));
        var refused = await folder.FileAsync(text);
        Assert.Contains(
            "it has no header, and its times name no time zone; give it as in --columns timestamp,open,high,low,close,volume "
                + "--time-zone America/New_York.", refused.Error, StringComparison.Ordinal);
        Assert.Empty(await folder.Archive.GetSessionsAsync(TestContext.Current.CancellationToken));

        var file = await folder.FileAsync(text, new()
        {
            Columns = Columns("timestamp,open,high,low,close,volume"),
            TimeZone = NewYorkZone,
        });
        Assert.Null(file.Error);
        Assert.Equal(ThreeBars(), Assert.Single(await folder.StoredAsync(Monday)).Bars.ToArray());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(DateOrder.MonthFirst)]
    public async Task A_date_that_may_begin_with_the_day_names_its_option_too(DateOrder? dates)
    {
        var text = string.Join('\n', ThreeBars().Select((bar, i) => $"11/03/2025,09:3{i},{Figures(bar)}"));
        var refused = await folder.FileAsync(text);
        Assert.Contains("it has no header, its times name no time zone, and '11/03/2025' may begin with the month or the day",
            refused.Error, StringComparison.Ordinal);
        Assert.Contains("--columns date,time,open,high,low,close,volume --time-zone America/New_York --dates month-first",
            refused.Error, StringComparison.Ordinal);

        // In New York's own time the month stands first; that it was taken so is told.
        var file = await folder.FileAsync(text, new()
        {
            Columns = Columns("date,time,open,high,low,close,volume"),
            TimeZone = NewYorkZone,
            Dates = dates,
        });
        Assert.Null(file.Error);
        Assert.Equal(dates is null ? [ImportNoteKind.MonthFirstTaken] : [], file.Notes.Select(note => note.Kind));
        Assert.Equal(ThreeBars(), Assert.Single(await folder.StoredAsync(Monday)).Bars.ToArray());
    }

    [Fact]
    public async Task A_file_with_an_impossible_bar_is_named_with_its_line_and_the_others_are_imported()
    {
        var result = await folder.ImportAsync(null,
            folder.Write("one-bar-of-1999_SPY.csv", $"{ImportFolder.Header}\n1999-12-31T15:00:00Z,146,146.5,145.9,146.2,1000\n"),
            folder.Write("one-bar-of-9999_SPY.csv", $"{ImportFolder.Header}\n9999-12-31T15:00:00Z,146,146.5,145.9,146.2,1000\n"),
            folder.Write("nul-in-price_SPY.csv",
                $"{ImportFolder.Header}\n2025-11-03T14:30:00Z,500.1\0,500.9,499.8,500.5,12000\n"),
            folder.Write("good_SPY.csv", $"{ImportFolder.Header}\n{ImportFolder.Lines(ThreeBars())}"));
        Assert.Equal([true, true, true, false], result.Files.Select(file => file.IsRefused));
        Assert.Contains(
            ":2: the bar of 1999-12-31T15:00:00Z is from before 2001", result.Files[0].Error, StringComparison.Ordinal);
        Assert.Contains(
            ":2: the bar of 9999-12-31T15:00:00Z is from the future", result.Files[1].Error, StringComparison.Ordinal);
        Assert.Contains(@":2: open '500.1\u0000' is not a number", result.Files[2].Error, StringComparison.Ordinal);
        Assert.Equal(ThreeBars(), Assert.Single(await folder.StoredAsync(Monday)).Bars.ToArray());
    }

    [Fact]
    public async Task New_York_time_that_is_labelled_UTC_is_refused_with_its_zone_and_imported_with_it()
    {
        var text = Day(minute => Instant.FromUtc(2025, 11, 3, 9, 30) + Duration.FromMinutes(minute), 390);
        var refused = await folder.FileAsync(text);
        var found = Assert.IsType<WrongTimeZone>(Assert.Single(refused.Findings));
        Assert.Equal(("America/New_York", 1.0, true), (found.Zone, found.Inside, refused.IsRefused));
        Assert.Equal(0.77, found.Outside, 2);

        var file = await folder.FileAsync(text, new() { TimeZone = NewYorkZone });
        Assert.Equal((false, 390, 1), (file.IsRefused, file.Rows, file.Sessions));
        Assert.Equal([ImportNoteKind.LabelReplaced], file.Notes.Select(note => note.Kind));
        Assert.Equal(
            Instant.FromUtc(2025, 11, 3, 14, 30), Assert.Single(await folder.StoredAsync(Monday)).Bars[0].Start);
    }

    [Fact]
    public async Task Five_minute_bars_are_refused_and_imported_only_on_request()
    {
        var text = Day(bar => Instant.FromUtc(2025, 11, 3, 14, 30) + Duration.FromMinutes(5 * bar), 78);
        var refused = await folder.FileAsync(text);
        Assert.Equal((new WrongStep(5), true), (Assert.Single(refused.Findings), refused.IsRefused));
        Assert.Equal(78, (await folder.FileAsync(text, new() { Anyway = true })).Rows);
    }

    [Fact]
    public async Task Bars_that_carry_the_end_of_their_minute_are_refused_and_imported_with_the_option()
    {
        var text = Day(minute => Instant.FromUtc(2025, 11, 3, 14, 31) + Duration.FromMinutes(minute), 390);
        var refused = await folder.FileAsync(text);
        Assert.Equal((new StampedAtEnd(1, 1), true), (Assert.Single(refused.Findings), refused.IsRefused));

        Assert.Equal(390, (await folder.FileAsync(text, new() { Stamped = BarStamp.End })).Rows);
        Assert.Equal(
            Instant.FromUtc(2025, 11, 3, 14, 30), Assert.Single(await folder.StoredAsync(Monday)).Bars[0].Start);
    }

    [Fact]
    public async Task A_day_of_UTC_adds_to_the_session_before_and_loses_nothing()
    {
        var first = await folder.FileAsync(Day(minute =>
            Instant.FromUtc(2025, 11, 3, 14, 30) + Duration.FromMinutes(minute), 390));
        var second = await folder.FileAsync(ImportFolder.Header + "\n" + ImportFolder.Lines(
            Enumerable.Range(0, 5).Select(minute => At(Instant.FromUtc(2025, 11, 4, 0, 0), minute))
                .Concat(Enumerable.Range(0, 390).Select(minute => At(Instant.FromUtc(2025, 11, 4, 14, 30), minute)))));
        Assert.Equal((390, 395, 2), (first.Rows, second.Rows, second.Sessions));
        Assert.Equal(395, Assert.Single(await folder.StoredAsync(Monday)).Count);
        Assert.Equal(390, Assert.Single(await folder.StoredAsync(Tuesday)).Count);
    }

    internal static IReadOnlyList<BarColumn> Columns(string names) =>
        [.. names.Split(',').Select(name => HeaderNames.Of(name).Column)];

    private static string Day(Func<int, Instant> start, int bars) => ImportFolder.Header + "\n" + ImportFolder.Lines(
        Enumerable.Range(0, bars).Select(i => At(start(i), 0) with { Volume = 1000 + i }));

    private static Bar At(Instant first, int minute) => new(
        first + Duration.FromMinutes(minute), 500m + (minute / 100m), 500.5m + (minute / 100m), 499.5m + (minute / 100m),
        500.2m + (minute / 100m), 1000 + minute);

    private static string Figures(Bar bar) => $"{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume}";
}
