using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trading.Adapters.StorageFormats;

/// <summary>
/// A SHA-256 checksum inside a Parquet file, between its pages and its footer, where every reader of the format skips it. It is
/// checked before the file is parsed: a parser that follows damaged lengths and counts may fail, or may never end. It is of the
/// whole file, or of the footer alone when that holds the checksums of the rest.
/// </summary>
internal static class ParquetChecksum
{
    // The last eight bytes of a Parquet file are the footer's length and "PAR1".
    private const int Tail = 8;

    /// <summary>What every Parquet file begins and ends with.</summary>
    public static ReadOnlySpan<byte> Magic => "PAR1"u8;

    private static ReadOnlySpan<byte> Mark => "sha256:\n"u8;

    private static ReadOnlySpan<byte> FooterMark => "footer:\n"u8;

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
        if (file.Length < Length + Tail || !file.EndsWith(Magic)) throw new InvalidDataException("it ends too early.");
        var footer = FooterOf(file);
        if (footer < Length || !file[(footer - Length)..].StartsWith(Mark))
            throw new InvalidDataException("it has no checksum of this program.");
        byte[] parquet = [.. file[..(footer - Length)], .. file[footer..]];
        return SHA256.HashData(parquet).AsSpan().SequenceEqual(file[(footer - SHA256.HashSizeInBytes)..footer])
            ? parquet
            : throw new InvalidDataException("its bytes do not match its checksum.");
    }

    /// <summary>What stands before a footer whose checksum it is.</summary>
    public static byte[] OfFooter(ReadOnlySpan<byte> footer) => [.. FooterMark, .. SHA256.HashData(footer)];

    /// <summary>
    /// The footer with its length and the last four bytes; null when the file's checksum is one of the whole file.
    /// </summary>
    /// <exception cref="InvalidDataException">It has no checksum, or its footer or first bytes do not match.</exception>
    public static async Task<byte[]?> VerifyFooterAsync(Stream file, CancellationToken cancel)
    {
        if (file.Length < Length + Tail) throw new InvalidDataException("it ends too early.");
        var tail = await ReadAsync(file, file.Length - Tail, Tail, cancel);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan().EndsWith(Magic) || length < 0 || length > file.Length - Tail - Length)
            throw new InvalidDataException("it ends too early.");
        var end = await ReadAsync(file, file.Length - Tail - length - Length, Length + length + Tail, cancel);
        if (end.AsSpan().StartsWith(Mark)) return null;
        if (!end.AsSpan().StartsWith(FooterMark)) throw new InvalidDataException("it has no checksum of this program.");
        var footer = end[Length..];
        if (!SHA256.HashData(footer).AsSpan().SequenceEqual(end.AsSpan(FooterMark.Length, SHA256.HashSizeInBytes))
            || !(await ReadAsync(file, 0, Magic.Length, cancel)).AsSpan().SequenceEqual(Magic))
            throw new InvalidDataException("its bytes do not match its checksum.");
        return footer;
    }

    /// <summary>Some of a file's bytes.</summary>
    public static async Task<byte[]> ReadAsync(Stream file, long offset, int count, CancellationToken cancel)
    {
        var bytes = new byte[count];
        file.Position = offset;
        await file.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    private static int FooterOf(ReadOnlySpan<byte> file)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(file[^Tail..]);
        return length >= 0 && length <= file.Length - Tail ? file.Length - Tail - length
            : throw new InvalidDataException("it ends too early.");
    }
}
