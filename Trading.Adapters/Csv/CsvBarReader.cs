using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime.Text;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Core.Text;

namespace Trading.Adapters.Csv;

/// <summary>
/// Reads one-minute bars from <c>SYMBOL.csv</c> or <c>SYMBOL.csv.gz</c>, header <c>timestamp,open,high,low,close,volume</c>: the
/// minute's start in UTC as <c>2025-09-15T13:30:00Z</c>, dollars, shares; sorted, each minute once. Prices are rounded to a
/// millionth of a dollar.
/// </summary>
public static partial class CsvBarReader
{
    /// <summary>The first line that every file must have.</summary>
    public const string Header = "timestamp,open,high,low,close,volume";

    private const int Columns = 6;
    private const NumberStyles Price = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    /// <summary>Reads and checks a whole file; with a calendar, also that every bar's New York date has a session.</summary>
    public static async Task<CsvBarFile> ReadAsync(string path, IMarketCalendar? calendar, CancellationToken cancel)
    {
        var name = FileName().Match(Path.GetFileName(path));
        if (Directory.Exists(path)) return Refused("is a folder; name the files in it.");
        if (!File.Exists(path)) return Refused("does not exist.");
        if (!name.Success) return Refused("is not named after its symbol; it must be called like SPY.csv or SPY.csv.gz.");
        var symbol = name.Groups["symbol"].Value;
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancel);
            using var text = name.Groups["gz"].Success ? Unzipped(bytes) : new MemoryStream(bytes);
            using var reader = new StreamReader(
                text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true));
            var (bars, error) = ReadRows(reader, calendar);
            return error is null ? new(path, new BarSeries(symbol, [.. bars]), null) : Refused(error);
        }
        catch (InvalidDataException)
        {
            return Refused("is not a readable gzip file of one piece; it may have been cut off.");
        }
        catch (DecoderFallbackException)
        {
            return Refused("is not UTF-8 text; if it is compressed, its name must end in .csv.gz.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused($"cannot be read: {e.Message}");
        }

        CsvBarFile Refused(string what) => new(path, null, what.StartsWith(':') ? $"{path}{what}" : $"{path} {what}");
    }

    // GZipStream reads a file that was cut off without an error; the length in the last four bytes reveals it.
    private static MemoryStream Unzipped(byte[] bytes)
    {
        var text = new MemoryStream();
        using (var zip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)) zip.CopyTo(text);
        if (bytes.Length < sizeof(uint)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan()[^sizeof(uint)..]) != (uint)text.Length)
            throw new InvalidDataException();
        text.Position = 0;
        return text;
    }

    private static (List<Bar> Bars, string? Error) ReadRows(StreamReader reader, IMarketCalendar? calendar)
    {
        var bars = new List<Bar>();
        var header = reader.ReadLine();
        if (header is null) return (bars, $"is empty; its first line must be {Header}.");
        if (header != Header) return (bars, $":1: the header is '{VisibleText.Beginning(header)}'; it must be {Header}.");
        var sessions = new SessionCheck(calendar);
        var blank = 0;
        for (var line = 2; reader.ReadLine() is { } row; line++)
        {
            if (row.Length == 0)
            {
                if (blank == 0) blank = line;
                continue;
            }
            if (blank > 0) return (bars, $":{blank}: the line is blank, and more lines follow.");
            var error = Parse(row, out var bar) ?? OutOfOrder(bars, bar) ?? sessions.ErrorOf(bar.Start);
            if (error is not null) return (bars, $":{line}: {error}.");
            bars.Add(bar);
        }
        return (bars, bars.Count == 0 ? "has a header and no bars." : null);
    }

    private static string? Parse(string row, out Bar bar)
    {
        bar = default;
        var text = row.AsSpan();
        Span<Range> cells = stackalloc Range[Columns + 1];
        if (text.Split(cells, ',') is var count && count != Columns)
            return $"the line has {(count > Columns ? $"more than {Columns}" : $"{count}")} columns instead of {Columns}";
        if (!TryTime(text[cells[0]], out var start))
            return $"timestamp '{Shown(text[cells[0]])}' is not a UTC time such as 2025-09-15T13:30:00Z";
        if (Number(text[cells[1]], "open", out var open) is { } badOpen) return badOpen;
        if (Number(text[cells[2]], "high", out var high) is { } badHigh) return badHigh;
        if (Number(text[cells[3]], "low", out var low) is { } badLow) return badLow;
        if (Number(text[cells[4]], "close", out var close) is { } badClose) return badClose;
        if (!long.TryParse(text[cells[5]], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var volume))
            return $"volume '{Shown(text[cells[5]])}' is not a whole number";
        bar = new(start, open, high, low, close, volume);
        return bar.Error();
    }

    // Almost every time is written in this one way; NodaTime decides about the others.
    private static bool TryTime(ReadOnlySpan<char> cell, out Instant time)
    {
        if (DateTime.TryParseExact(
            cell, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc))
        {
            time = Instant.FromDateTimeUtc(utc);
            return true;
        }
        return InstantPattern.General.Parse(cell.ToString()).TryGetValue(Instant.MinValue, out time);
    }

    private static string Shown(ReadOnlySpan<char> cell) => VisibleText.Beginning(cell.ToString());

    private static string? Number(ReadOnlySpan<char> cell, string column, out decimal number)
    {
        if (!decimal.TryParse(cell, Price, CultureInfo.InvariantCulture, out number))
            return $"{column} '{Shown(cell)}' is not a number";
        if (number > JournalRules.HighestPrice) return $"{column} {number} is above {JournalRules.HighestPrice}";
        if (number.Scale > JournalRules.PriceDecimals) number = decimal.Round(
            number, JournalRules.PriceDecimals, MidpointRounding.AwayFromZero);
        return null;
    }

    private static string? OutOfOrder(List<Bar> bars, in Bar bar)
    {
        if (bars.Count == 0 || bar.Start > bars[^1].Start) return null;
        return bar.Start == bars[^1].Start
            ? $"the bar of {bar.Start} stands twice"
            : $"the bar of {bar.Start} stands after that of {bars[^1].Start}; bars must be sorted by time";
    }

    [GeneratedRegex(
        @"^(?<symbol>[A-Z][A-Z0-9.\-]{0,9})\.csv(?<gz>\.gz)?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();

    private sealed class SessionCheck(IMarketCalendar? calendar)
    {
        private Instant from;
        private Instant to;

        public string? ErrorOf(Instant start)
        {
            if (calendar is null || (start >= from && start < to)) return null;
            var date = start.InNewYork().Date;
            if (calendar.SessionOn(date) is null)
                return $"the bar of {start} is of {date:uuuu-MM-dd}, a day without a session";
            (from, to) = (ExchangeTime.At(date, LocalTime.Midnight), ExchangeTime.At(date.PlusDays(1), LocalTime.Midnight));
            return null;
        }
    }
}
