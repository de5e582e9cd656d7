using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Trading.Core.Market;

namespace Trading.Core.Learning.Rows;

/// <summary>A hash of bars, by which it is noticed that recorded bars have changed.</summary>
public static class BarsHash
{
    private const int Digits = 16;

    /// <summary>The first 16 hexadecimal digits of a SHA-256 over symbols and bars.</summary>
    /// <param name="bars">One series for each symbol, in any order.</param>
    public static string Of(IEnumerable<BarSeries> bars)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<double> values = stackalloc double[6];
        foreach (var series in bars.OrderBy(series => series.Symbol, StringComparer.Ordinal))
        {
            hash.AppendData(MemoryMarshal.AsBytes($"{series.Symbol} {series.Count}\n".AsSpan()));
            foreach (ref readonly var bar in series.Bars)
            {
                // A decimal's bits depend on its trailing zeros, its double does not.
                values[0] = bar.Start.ToUnixTimeSeconds();
                (values[1], values[2]) = ((double)bar.Open, (double)bar.High);
                (values[3], values[4], values[5]) = ((double)bar.Low, (double)bar.Close, bar.Volume);
                hash.AppendData(MemoryMarshal.AsBytes(values));
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }
}
