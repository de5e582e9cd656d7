namespace Trading.Core.Features;

/// <summary>A fingerprint of a feature row, so that one run can be compared with another.</summary>
public static class FeatureHash
{
    /// <summary>
    /// 64-bit FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) over the bits of each value, lowest byte first. Rows that
    /// differ in a single bit, such as 0 and -0, have different hashes.
    /// </summary>
    public static ulong Of(ReadOnlySpan<float> row)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var value in row)
        {
            var bits = BitConverter.SingleToUInt32Bits(value);
            for (var shift = 0; shift < 32; shift += 8)
            {
                hash = unchecked((hash ^ (byte)(bits >> shift)) * 0x100000001b3UL);
            }
        }
        return hash;
    }
}
