using System.Text.RegularExpressions;

namespace Trading.Adapters.Importing.Reading;

/// <summary>Finds the symbol in a file's name or in a cell.</summary>
public static partial class SymbolText
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "ADJ", "ADJSPLIT", "ADJUSTED", "ALL", "ALPACA", "AMEX", "APR", "ARCA", "ASK", "AUG", "BACKUP", "BAR", "BARS",
        "BATS", "BID", "BOOK", "CANDLE", "CANDLES", "CANDLESTICK", "CHART", "CLEAN", "COPY", "CSV", "DAILY", "DATA",
        "DATASET", "DAY", "DAYS", "DEC", "DOWNLOAD", "EASTERN", "EST", "ET", "ETF", "ETFS", "ETH", "EXPORT",
        "EXTENDED", "FEB", "FEED", "FILE", "FINAL", "FROM", "FULL", "HIST", "HISTORICAL", "HISTORY", "HOUR", "HOURLY",
        "IBKR", "IEX", "INFO", "INTRADAY", "JAN", "JUL", "JUN", "LAST", "LOCAL", "LOG", "MAR", "MAY", "MIN", "MINS",
        "MINUTE", "MINUTELY", "MINUTES", "MONTH", "NASDAQ", "NEW", "NOTE", "NOTES", "NOV", "NY", "NYSE", "OCT",
        "OHLC", "OHLCV", "OLD", "OUT", "OUTPUT", "PART", "POLYGON", "PRICE", "PRICES", "QUOTES", "RAW", "README",
        "REGULAR", "RESULT", "RESULTS", "RTH", "SAMPLE", "SEP", "SHEET", "SIP", "SPLIT", "STOCK", "STOCKS", "STOOQ",
        "TABLE", "TEST", "TICK", "TICKS", "TIME", "TO", "TRADES", "UNADJUSTED", "US", "USA", "UTC", "WEEK", "YAHOO",
        "YEAR", "YFINANCE",
        "A", "AN", "DUMP", "EQUITIES", "EQUITY", "EXCEL", "EXPORTS", "FILES", "FOO", "H1", "IMPORT", "IN", "INPUT", "INPUTS",
        "LIST", "M1", "M5", "MARKET", "MARKETS", "MY", "MYBARS", "MYDATA", "NYSEARCA", "OF", "QUOTE", "SYMBOL", "SYMBOLS", "TEMP",
        "THE", "TICKER", "TICKERS", "TMP", "TODAY", "TRADE", "WATCH", "YOUR",
    };

    /// <summary>The symbol that a file's name states; null when it states none, or more than one.</summary>
    /// <param name="name">The name without its ending.</param>
    public static string? InName(string name)
    {
        // A file that is called after nothing but its symbol, as SPY.csv or BRK.B.csv.
        if (Upper().IsMatch(name) && !EndsInNumber().IsMatch(name)) return name;
        var all = name.Split(['_', ' ', ',', '(', ')', '[', ']', '+', '@', '='], StringSplitOptions.RemoveEmptyEntries)
            .Select(Bare).Distinct(StringComparer.Ordinal).ToList();
        // What begins like a ticker and is none, as a currency pair, makes every other guess one.
        if (all.Exists(part => part.Length > 1 && char.IsAsciiLetterUpper(part[0]) && char.IsAsciiLetterUpper(part[1])
            && !Shape().IsMatch(part)))
            return null;
        var parts = all.Where(part => Shape().IsMatch(part)).ToList();
        var named = parts.Where(part => !Words.Contains(part)).ToList();
        var upper = named.Where(part => Upper().IsMatch(part)).ToList();
        if (upper.Count > 0) return upper is [var only] ? only : null;
        // Some tickers are words too: ALL, ET, LOW.
        var words = parts.Where(part => Words.Contains(part) && Upper().IsMatch(part)).ToList();
        if (named is [var lower] && words.Count == 0) return lower.ToUpperInvariant();
        return named.Count == 0 && words is [var word] ? word : null;
    }

    /// <summary>The symbol of a cell; null when it is none that an archive can hold.</summary>
    public static string? InCell(ReadOnlySpan<char> cell)
    {
        // As in NASDAQ:AAPL.
        if (cell.IndexOf(':') is >= 0 and var colon) cell = cell[(colon + 1)..];
        var text = WithoutCountry(cell.ToString());
        var isLower = text.All(letter => !char.IsAsciiLetterUpper(letter));
        return Upper().IsMatch(isLower ? text.ToUpperInvariant() : text) ? isLower ? text.ToUpperInvariant() : text : null;
    }

    // Without the country, and without what follows a dash and is a date or a word, as in SPY-2025-11 and SPY-1min.
    private static string Bare(string part)
    {
        part = WithoutCountry(part);
        var dash = part.IndexOf('-');
        while (dash > 0)
        {
            var rest = part[(dash + 1)..].Split('-')[0];
            if (Words.Contains(rest) || (rest.Length > 0 && char.IsAsciiDigit(rest[0]))) return part[..dash];
            dash = part.IndexOf('-', dash + 1);
        }
        return part;
    }

    private static string WithoutCountry(string text) =>
        text.EndsWith(".US", StringComparison.OrdinalIgnoreCase) && text.Length > 3 ? text[..^3] : text;

    [GeneratedRegex(@"^[A-Z][A-Z0-9.\-]{0,9}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Upper();

    [GeneratedRegex(@"[.\-][0-9]|\.US\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex EndsInNumber();

    // Of letters, with a class of shares at most: five letters, or what is written in capitals.
    [GeneratedRegex(
        @"^([A-Z][A-Z0-9]{0,9}|[A-Za-z]{1,5})([.\-][A-Za-z]{1,3})?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
