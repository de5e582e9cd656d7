using Trading.Adapters.Importing;
using Trading.Core.Market;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.Importing;

/// <summary>Which column is taken for what, and which symbol a file is of.</summary>
public sealed class HeaderTests : IDisposable
{
    private const string Row = "2025-11-03T14:30:00Z,1.5,2,1,1.25,700";
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("TIMESTAMP,OPEN,HIGH,LOW,CLOSE,VOLUME")]
    [InlineData(" Date Time ,Open Price,High_Price,low-price,Close/Last,Vol.")]
    [InlineData("t,o,h,l,c,v")]
    [InlineData("window_start,open,high,low,last,volume")]
    [InlineData("timestamp,1. open,2. high,3. low,4. close,5. volume")]
    [InlineData("<DATETIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>")]
    [InlineData("Datetime (UTC),Open (USD),High (USD),Low (USD),Close (USD),Volume (shares)")]
    [InlineData(",open,high,low,close,volume")]
    [InlineData("Unnamed: 0,open,high,low,close,volume")]
    [InlineData("start,open,high,low,close,volume")]
    [InlineData("#timestamp,open,high,low,close,volume")]
    public async Task A_header_of_any_usual_names_is_understood(string header)
    {
        Assert.Null((await folder.FileAsync($"{header}\n{Row}")).Error);
        Assert.Equal(
            new Bar(Instant.FromUtc(2025, 11, 3, 14, 30), 1.5m, 2m, 1m, 1.25m, 700),
            Assert.Single(await folder.StoredAsync(Monday)).Bars[0]);
    }

    [Theory]
    [InlineData("timestamp_utc,open,high,low,close,volume\n2025-11-03 14:30:00,1.5,2,1,1.25,700")]
    [InlineData("Gmt time,open,high,low,close,volume\n03.11.2025 14:30:00.000,1.5,2,1,1.25,700")]
    [InlineData("Time (ET),open,high,low,close,volume\n2025-11-03 09:30:00,1.5,2,1,1.25,700")]
    [InlineData("date,time,open,high,low,close,volume\n2025-11-03,14:30:00Z,1.5,2,1,1.25,700")]
    [InlineData("unix,date,symbol,open,high,low,close,Volume USD,volume\n1762180200,2025-11-03 14:30:00,SPY,1.5,2,1,1.25,9,700")]
    [InlineData("Datetime,Open,High,Low,Close,Adj Close,Volume\n2025-11-03 09:30:00-05:00,1.5,2,1,1.25,1.1,700")]
    [InlineData("# made by hand, 2025\ntimestamp,open,high,low,close,volume\n2025-11-03T14:30:00Z,1.5,2,1,1.25,700")]
    [InlineData("sep=;\ntimestamp;open;high;low;close;volume\n2025-11-03T14:30:00Z;1.5;2;1;1.25;700")]
    [InlineData("Price,Close,High,Low,Open,Volume\nTicker,SPY,SPY,SPY,SPY,SPY\nDatetime,,,,,\n"
        + "2025-11-03 14:30:00+00:00,1.25,2,1,1.5,700")]
    [InlineData("<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\nSPY.US,1,20251103,143000 "
        + "UTC,1.5,2,1,1.25,700,0")]
    public async Task What_a_header_says_of_zones_and_other_columns_counts(string text)
    {
        Assert.Null((await folder.FileAsync(text)).Error);
        Assert.Equal(
            new Bar(Instant.FromUtc(2025, 11, 3, 14, 30), 1.5m, 2m, 1m, 1.25m, 700),
            Assert.Single(await folder.StoredAsync(Monday)).Bars[0]);
    }

    [Theory]
    [InlineData("timestamp,open,high,low,Adj Close,volume", "has no column for close ('adjusted close' is not taken for close)")]
    [InlineData("timestamp,open,high,low,close,volume (lots)", "has no column for volume in its header")]
    [InlineData("timestamp,open,high,low,close,Volume (000)", "has no column for volume in its header")]
    [InlineData("timestamp,open,high,low,close (adj),volume", "has no column for close")]
    [InlineData("time (end),open,high,low,close,volume", "has no column for timestamp in its header")]
    [InlineData("timestamp,open,high,low,close", "has no column for volume in its header")]
    [InlineData("when,open,high,low,close,volume", "has no column for timestamp in its header 'when,open,high,low,close,volume'")]
    [InlineData("timestamp,open,high,low,close,last,volume", "has more than one column for close")]
    [InlineData("timestamp,datetime,open,high,low,close,volume", "has more than one column for timestamp")]
    public async Task A_header_that_lacks_something_or_says_it_twice_is_refused_with_the_option(string header, string expected)
    {
        var file = await folder.FileAsync($"{header}\n{Row}");
        Assert.Contains(expected, file.Error, StringComparison.Ordinal);
        Assert.Contains("--columns timestamp,", file.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_a_person_names_replace_the_header()
    {
        var file = await folder.FileAsync(
            $"when,low,open,close,high,adj,n,{"\n"}2025-11-03T14:30:00Z,1,1.5,1.25,2,9,700,",
            new() { Columns = CaseTests.Columns("timestamp,low,open,close,high,-,volume") });
        Assert.Null(file.Error);
        Assert.Equal(
            new Bar(Instant.FromUtc(2025, 11, 3, 14, 30), 1.5m, 2m, 1m, 1.25m, 700),
            Assert.Single(await folder.StoredAsync(Monday)).Bars[0]);
    }

    [Fact]
    public async Task Columns_of_another_number_are_refused()
    {
        var file = await folder.FileAsync(
            $"{ImportFolder.Header},more\n{Row},1", new()
            {
                Columns =
                CaseTests.Columns("timestamp,open,high,low,close,volume")
            });
        Assert.Contains("has 7 columns, and --columns names 6", file.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", " is empty;")]
    [InlineData("\n\n", " is empty;")]
    [InlineData("timestamp,open,high,low,close,volume\n", " has a header and no bars.")]
    [InlineData("These are bars that I got from a friend.\n", " holds no bars: its first line is 'These are")]
    [InlineData("<html><body>Not found</body></html>", " holds no bars: its first line is '<html>")]
    public async Task A_file_without_bars_says_so(string text, string expected)
    {
        var file = await folder.FileAsync(text);
        Assert.StartsWith(file.Path + expected, file.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SPY.csv", "SPY")]
    [InlineData("spy.csv", "SPY")]
    [InlineData("BRK.B.csv", "BRK.B")]
    [InlineData("brk-b_1min.csv", "BRK-B")]
    [InlineData("S00001.csv", "S00001")]
    [InlineData("SPY_2025-11.csv", "SPY")]
    [InlineData("SPY-2025-11-03.csv", "SPY")]
    [InlineData("2025-11-03_SPY.csv", "SPY")]
    [InlineData("SPY_1min.csv", "SPY")]
    [InlineData("SPY_full_1min_adjsplit.txt", "SPY")]
    [InlineData("alpaca-py_SPY.csv", "SPY")]
    [InlineData("spy.us.txt", "SPY")]
    [InlineData("table_spy.csv", "SPY")]
    [InlineData("BATS_SPY, 1.csv", "SPY")]
    [InlineData("SPY (1).csv", "SPY")]
    [InlineData("ET_1min.csv", "ET")]
    [InlineData("LOW.csv", "LOW")]
    [InlineData("A.csv", "A")]
    [InlineData("SPY_QQQ.csv", null)]
    [InlineData("data.csv", null)]
    [InlineData("export_2025.csv", null)]
    [InlineData("2025-11-03.csv", null)]
    [InlineData("minute_bars.csv", null)]
    [InlineData("TOOLONGASYMBOL.csv", null)]
    [InlineData("1SPY.csv", null)]
    [InlineData("AAPL.USUSD_Candlestick_1_M_BID.csv", null)]
    public async Task A_files_name_states_its_symbol_or_the_option_does(string name, string? symbol)
    {
        var text = $"{ImportFolder.Header}\n{Row}";
        var file = await folder.FileAsync(text, name: name);
        Assert.Equal(symbol, file.Symbol);
        if (symbol is null)
            Assert.Contains("neither its name nor a column says one symbol; give it as in --symbol SPY.", file.Error,
                StringComparison.Ordinal);
        Assert.Equal("XYZ", (await folder.FileAsync(text, new() { Symbol = "XYZ" }, name)).Symbol);
    }

    [Fact]
    public async Task The_symbol_option_is_for_those_of_many_files_that_do_not_say_theirs()
    {
        var text = $"{ImportFolder.Header}\n{Row}";
        var result = await folder.ImportAsync(
            new() { Symbol = "IWM" }, folder.Write("SPY.csv", text), folder.Write("data.csv", text));
        Assert.Equal(["SPY", "IWM"], result.Files.Select(file => file.Symbol));
    }

    [Theory]
    [InlineData("spy", "SPY")]
    [InlineData("NASDAQ:SPY", "SPY")]
    [InlineData("SPY.US", "SPY")]
    [InlineData("BRK.B", "BRK.B")]
    public async Task A_symbol_in_a_column_is_read_as_markets_write_it(string cell, string symbol) => Assert.Equal(
        symbol, (await folder.FileAsync($"symbol,{ImportFolder.Header}\n{cell},{Row}", name: "all.csv")).Symbol);

    [Fact]
    public async Task Rows_of_symbols_that_no_archive_holds_are_left_out_and_told()
    {
        var file = await folder.FileAsync(
            $"ticker,{ImportFolder.Header}\nSPY,{Row}\nBACpL,{Row}\nBACpM,{Row}", name: "flat.csv");
        Assert.Equal((null, "SPY", 1), (file.Error, file.Symbol, file.Rows));
        Assert.Equal([new(ImportNoteKind.UnusableSymbols, 2, "BACpL")], file.Notes);
    }
}
