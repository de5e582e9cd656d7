using System.Text;

namespace Trading.Adapters.Importing.Reading;

/// <summary>The names by which columns go. Case, spaces and punctuation do not count. What stands in brackets may be a unit that
/// means the same; anything else there makes the column another one, such as <c>Volume (lots)</c>.</summary>
public static class HeaderNames
{
    private static readonly Dictionary<string, BarColumn> Columns = new(StringComparer.Ordinal)
    {
        ["timestamp"] = BarColumn.Timestamp,
        ["timestamps"] = BarColumn.Timestamp,
        ["datetime"] = BarColumn.Timestamp,
        ["dateandtime"] = BarColumn.Timestamp,
        ["datetimestamp"] = BarColumn.Timestamp,
        ["t"] = BarColumn.Timestamp,
        ["ts"] = BarColumn.Timestamp,
        ["windowstart"] = BarColumn.Timestamp,
        ["unix"] = BarColumn.Timestamp,
        ["unixtime"] = BarColumn.Timestamp,
        ["unixtimestamp"] = BarColumn.Timestamp,
        ["epoch"] = BarColumn.Timestamp,
        ["opentime"] = BarColumn.Timestamp,
        ["starttime"] = BarColumn.Timestamp,
        ["bartime"] = BarColumn.Timestamp,
        ["localtime"] = BarColumn.Timestamp,
        ["start"] = BarColumn.Timestamp,
        ["begin"] = BarColumn.Timestamp,
        ["begins"] = BarColumn.Timestamp,
        ["beginsat"] = BarColumn.Timestamp,
        ["barstart"] = BarColumn.Timestamp,
        ["tsevent"] = BarColumn.Timestamp,
        ["date"] = BarColumn.Date,
        ["day"] = BarColumn.Date,
        ["tradedate"] = BarColumn.Date,
        ["tradingdate"] = BarColumn.Date,
        ["tradingday"] = BarColumn.Date,
        ["time"] = BarColumn.Time,
        ["minute"] = BarColumn.Time,
        ["timeofday"] = BarColumn.Time,
        ["hhmm"] = BarColumn.Time,
        ["hhmmss"] = BarColumn.Time,
        ["symbol"] = BarColumn.Symbol,
        ["ticker"] = BarColumn.Symbol,
        ["sym"] = BarColumn.Symbol,
        ["s"] = BarColumn.Symbol,
        ["symbols"] = BarColumn.Symbol,
        ["tickersymbol"] = BarColumn.Symbol,
        ["instrument"] = BarColumn.Symbol,
        ["open"] = BarColumn.Open,
        ["o"] = BarColumn.Open,
        ["openprice"] = BarColumn.Open,
        ["priceopen"] = BarColumn.Open,
        ["first"] = BarColumn.Open,
        ["opn"] = BarColumn.Open,
        ["high"] = BarColumn.High,
        ["h"] = BarColumn.High,
        ["highprice"] = BarColumn.High,
        ["pricehigh"] = BarColumn.High,
        ["max"] = BarColumn.High,
        ["hi"] = BarColumn.High,
        ["low"] = BarColumn.Low,
        ["l"] = BarColumn.Low,
        ["lowprice"] = BarColumn.Low,
        ["pricelow"] = BarColumn.Low,
        ["min"] = BarColumn.Low,
        ["lo"] = BarColumn.Low,
        ["close"] = BarColumn.Close,
        ["c"] = BarColumn.Close,
        ["closeprice"] = BarColumn.Close,
        ["priceclose"] = BarColumn.Close,
        ["last"] = BarColumn.Close,
        ["lastprice"] = BarColumn.Close,
        ["closelast"] = BarColumn.Close,
        ["cls"] = BarColumn.Close,
        ["volume"] = BarColumn.Volume,
        ["v"] = BarColumn.Volume,
        ["vol"] = BarColumn.Volume,
        ["totalvolume"] = BarColumn.Volume,
        ["sharevolume"] = BarColumn.Volume,
        ["shares"] = BarColumn.Volume,
        ["tradedvolume"] = BarColumn.Volume,
    };

    // What a name may say of the zone, before or after the name of a time.
    private static readonly (string Word, string Zone)[] Zones =
    [
        ("newyorktime", "America/New_York"), ("americanewyork", "America/New_York"), ("newyork", "America/New_York"),
        ("useastern", "America/New_York"), ("eastern", "America/New_York"), ("et", "America/New_York"),
        ("ny", "America/New_York"),
        ("utc", "UTC"), ("gmt", "UTC"),
    ];

    // What may stand in brackets behind a price or a volume without changing what it is.
    private static readonly HashSet<string> Units = new(StringComparer.Ordinal)
    {
        "", "usd", "us", "dollar", "dollars", "price", "prices", "share", "shares", "raw", "unadjusted", "trade", "trades",
    };

    /// <summary>What the column of a name holds, and the time zone that the name states; null for none.</summary>
    public static (BarColumn Column, string? Zone) Of(string name)
    {
        var plain = Plain(WithoutBrackets(name));
        if (Columns.TryGetValue(plain, out var column))
        {
            var beside = Plain(name)[plain.Length..];
            return IsTime(column)
                ? beside.Contains("end", StringComparison.Ordinal) ? (BarColumn.Ignored, null) : (column, ZoneIn(beside))
                : (Units.Contains(beside) || column == BarColumn.Symbol ? column : BarColumn.Ignored, null);
        }
        foreach (var (word, zone) in Zones)
        {
            if (plain.EndsWith(word, StringComparison.Ordinal) && Columns.TryGetValue(plain[..^word.Length], out column)
                && IsTime(column))
                return (column, zone);
            if (plain.StartsWith(word, StringComparison.Ordinal) && Columns.TryGetValue(plain[word.Length..], out column)
                && IsTime(column))
                return (column, zone);
        }
        return (BarColumn.Ignored, null);
    }

    /// <summary>Whether a name is that of an index without a name, as data-analysis libraries write it.</summary>
    public static bool IsUnnamed(string name) => Plain(name) is "" or "index" or "unnamed" or "unnamed0" or "indexlevel0";

    /// <summary>Whether a name is that of a close that was adjusted for dividends, which is not the price that was
    /// traded.</summary>
    public static bool IsAdjustedClose(string name) =>
        Plain(name) is var plain && plain.Contains("adj", StringComparison.Ordinal)
            && plain.Contains("close", StringComparison.Ordinal);

    private static bool IsTime(BarColumn column) => column is BarColumn.Timestamp or BarColumn.Date or BarColumn.Time;

    private static string? ZoneIn(string rest) => Array.Find(Zones, zone => zone.Word == rest).Zone;

    // A number before a name is its place, as in "1. open".
    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (char.IsLetter(letter) || (char.IsDigit(letter) && plain.Length > 0)) plain.Append(char.ToLowerInvariant(letter));
        }
        return plain.ToString();
    }

    private static string WithoutBrackets(string name)
    {
        var open = name.IndexOfAny(['(', '[']);
        return open > 0 ? name[..open] : name;
    }
}
