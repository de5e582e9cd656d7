using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Trading.Core.Market;

/// <summary>A hash of one symbol's bars.</summary>
internal static class SeriesHash
{
    private const int Digits = 16;
    private const int Columns = 6;

    /// <summary>The first 16 hexadecimal digits of a SHA-256 over the bars: start, prices and volume.</summary>
    public static string Of(ReadOnlySpan<Bar> bars)
    {
        var values = new double[bars.Length * Columns];
        for (var i = 0; i < bars.Length; i++)
        {
            ref readonly var bar = ref bars[i];
            var row = values.AsSpan(i * Columns, Columns);
            // A decimal's bits depend on its trailing zeros, its double does not.
            row[0] = bar.Start.ToUnixTimeSeconds();
            (row[1], row[2]) = ((double)bar.Open, (double)bar.High);
            (row[3], row[4], row[5]) = ((double)bar.Low, (double)bar.Close, bar.Volume);
        }
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(values)))[..Digits];
    }
}
