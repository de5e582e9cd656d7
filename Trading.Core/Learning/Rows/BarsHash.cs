using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trading.Core.Market;

namespace Trading.Core.Learning.Rows;

/// <summary>A hash of bars, by which it is noticed that recorded bars have changed.</summary>
public static class BarsHash
{
    private const int Digits = 16;

    /// <summary>The first 16 hexadecimal digits of a SHA-256 over symbols and the hashes of their bars.</summary>
    /// <param name="bars">One series for each symbol, in any order.</param>
    public static string Of(IEnumerable<BarSeries> bars) => Of(bars.Select(series => (series.Symbol, series.Hash, 0)), "");

    /// <summary>As <see cref="Of(IEnumerable{BarSeries})"/>, and over the session's hours.</summary>
    /// <param name="session">The session.</param>
    /// <param name="series">Each symbol with the hash of its bars, and the minutes from the open from which it counts.</param>
    public static string Of(Session session, IEnumerable<(string Symbol, string Hash, int FirstMinute)> series) => Of(
        series,
        string.Create(CultureInfo.InvariantCulture, $"{session.Open.ToUnixTimeSeconds()} {session.Close.ToUnixTimeSeconds()}\n"));

    private static string Of(IEnumerable<(string Symbol, string Hash, int FirstMinute)> series, string hours)
    {
        var text = new StringBuilder(hours);
        foreach (var (symbol, hash, first) in series.OrderBy(one => one.Symbol, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{symbol} {hash} {first}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..Digits];
    }
}
