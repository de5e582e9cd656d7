using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Trading.Core.Orders;

namespace Trading.Adapters.StorageFormats;

/// <summary>
/// The checksum of a journal's row: the first 40 bits of a SHA-256 hash over its values, so that the sum of millions of them fits
/// a 64-bit integer.
/// </summary>
internal static class RowChecksum
{
    private const int Bits = 40;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    /// <summary>The checksum of values in their order.</summary>
    public static long Of(IEnumerable<object?> values)
    {
        var bytes = buffer ??= new();
        bytes.ResetWrittenCount();
        foreach (var value in values) Add(bytes, value);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.WrittenSpan, hash);
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) >> (64 - Bits));
    }

    private static void Add(ArrayBufferWriter<byte> bytes, object? value)
    {
        switch (value)
        {
            case null: bytes.Write([(byte)'-']); break;
            case string text: Add(bytes, text); break;
            case byte[] content: Add(bytes, 'x', content.Length); bytes.Write(content); break;
            case bool truth: bytes.Write([(byte)'b', truth ? (byte)1 : (byte)0]); break;
            case int number: Add(bytes, 'i', number); break;
            case long number: Add(bytes, 'i', number); break;
            // A column of numbers keeps no sign of zero.
            case double number: Add(bytes, 'r', BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number)); break;
            case decimal money: Add(bytes, StoredText.Of(money)); break;
            case LocalDate date: Add(bytes, StoredText.Of(date)); break;
            case Instant instant: Add(bytes, StoredText.Of(instant)); break;
            case ClientOrderId id: Add(bytes, id.Value); break;
            default: throw new InvalidOperationException($"A row cannot hold a {value.GetType().Name}.");
        }
    }

    private static void Add(ArrayBufferWriter<byte> bytes, string text)
    {
        Add(bytes, 't', text.Length);
        Encoding.UTF8.GetBytes(text, bytes);
    }

    private static void Add(ArrayBufferWriter<byte> bytes, char kind, long number)
    {
        var span = bytes.GetSpan(1 + sizeof(long));
        span[0] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(span[1..], number);
        bytes.Advance(1 + sizeof(long));
    }
}
