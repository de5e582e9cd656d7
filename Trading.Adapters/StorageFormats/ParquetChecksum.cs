using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trading.Adapters.StorageFormats;

/// <summary>
/// A SHA-256 checksum inside a Parquet file, between its pages and its footer, where every reader of the format skips it. It is
/// checked before the file is parsed: a parser that follows damaged lengths and counts may fail, or may never end.
/// </summary>
internal static class ParquetChecksum
{
    // The last eight bytes of a Parquet file are the footer's length and "PAR1".
    private const int Tail = 8;

    private static ReadOnlySpan<byte> Mark => "sha256:\n"u8;

    private static int Length => Mark.Length + SHA256.HashSizeInBytes;

    /// <summary>The file with its checksum.</summary>
    public static byte[] Add(ReadOnlySpan<byte> parquet)
    {
        var footer = FooterOf(parquet);
        return [.. parquet[..footer], .. Mark, .. SHA256.HashData(parquet), .. parquet[footer..]];
    }

    /// <summary>The file as it was before its checksum was added.</summary>
    /// <exception cref="InvalidDataException">It has no checksum, or its bytes do not match it.</exception>
    public static byte[] Verify(ReadOnlySpan<byte> file)
    {
        if (file.Length < Length + Tail || !file.EndsWith("PAR1"u8)) throw new InvalidDataException("it ends too early.");
        var footer = FooterOf(file);
        if (footer < Length || !file[(footer - Length)..].StartsWith(Mark))
            throw new InvalidDataException("it has no checksum of this program.");
        byte[] parquet = [.. file[..(footer - Length)], .. file[footer..]];
        return SHA256.HashData(parquet).AsSpan().SequenceEqual(file[(footer - SHA256.HashSizeInBytes)..footer])
            ? parquet
            : throw new InvalidDataException("its bytes do not match its checksum.");
    }

    private static int FooterOf(ReadOnlySpan<byte> file)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(file[^Tail..]);
        return length >= 0 && length <= file.Length - Tail ? file.Length - Tail - length
            : throw new InvalidDataException("it ends too early.");
    }
}
