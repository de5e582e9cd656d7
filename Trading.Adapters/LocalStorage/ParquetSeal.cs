using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// A checksum inside a Parquet file, between its pages and its footer, where every reader of the format skips it. It is checked
/// before the file is parsed, for a reader led by damaged lengths and counts may not only fail but never end.
/// </summary>
internal static class ParquetSeal
{
    // The last eight bytes of a Parquet file are the footer's length and "PAR1".
    private const int Tail = 8;

    private static ReadOnlySpan<byte> Mark => "sha256:\n"u8;

    private static int Length => Mark.Length + SHA256.HashSizeInBytes;

    /// <summary>The file with its seal.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> parquet)
    {
        var footer = FooterOf(parquet);
        return [.. parquet[..footer], .. Mark, .. SHA256.HashData(parquet), .. parquet[footer..]];
    }

    /// <summary>The file as it was before it was sealed.</summary>
    /// <exception cref="InvalidDataException">It has no seal, or not the one of its bytes.</exception>
    public static byte[] Open(ReadOnlySpan<byte> sealedFile)
    {
        if (sealedFile.Length < Length + Tail || !sealedFile.EndsWith("PAR1"u8)) throw new InvalidDataException("it ends too early.");
        var footer = FooterOf(sealedFile);
        if (footer < Length || !sealedFile[(footer - Length)..].StartsWith(Mark))
            throw new InvalidDataException("it has no checksum of this program.");
        byte[] parquet = [.. sealedFile[..(footer - Length)], .. sealedFile[footer..]];
        return SHA256.HashData(parquet).AsSpan().SequenceEqual(sealedFile[(footer - SHA256.HashSizeInBytes)..footer])
            ? parquet
            : throw new InvalidDataException("its bytes do not match its checksum.");
    }

    private static int FooterOf(ReadOnlySpan<byte> file)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(file[^Tail..]);
        return length >= 0 && length <= file.Length - Tail ? file.Length - Tail - length : throw new InvalidDataException("it ends too early.");
    }
}
