using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Trading.Core.Market;

namespace Trading.Core.Features;

/// <summary>
/// The feature states of a session's symbols at one moment, so that a host that starts later asks only for the bars since.
/// As bytes: a checksum (SHA-256) of all that follows; a fingerprint of the program's features; then, compressed, the session's
/// open and close and the moment, in Unix seconds, the symbols, and the states as they are in memory.
/// </summary>
public sealed class FeatureCheckpoint
{
    private const int HeadLength = 2 * SHA256.HashSizeInBytes;
    private static readonly Lazy<byte[]> Fingerprint = new(FingerprintOfFeatures);

    internal FeatureCheckpoint(
        Session session, Instant settledTo, IReadOnlyList<string> symbols, IReadOnlyList<FeatureState> states) =>
        (Session, SettledTo, Symbols, States) = (session, settledTo, symbols, states);

    /// <summary>The session.</summary>
    public Session Session { get; }

    /// <summary>The states have taken the bars that start before it.</summary>
    public Instant SettledTo { get; }

    /// <summary>The symbols, ordinally.</summary>
    public IReadOnlyList<string> Symbols { get; }

    internal IReadOnlyList<FeatureState> States { get; }

    /// <summary>The checkpoint as bytes.</summary>
    public byte[] ToBytes()
    {
        var body = new MemoryStream();
        using (var packed = new BrotliStream(body, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(packed, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Session.Open.ToUnixTimeSeconds());
            writer.Write(Session.Close.ToUnixTimeSeconds());
            writer.Write(SettledTo.ToUnixTimeSeconds());
            writer.Write(Symbols.Count);
            foreach (var symbol in Symbols) writer.Write(symbol);
            writer.Write(MemoryMarshal.AsBytes<FeatureState>(States.ToArray()));
        }
        byte[] content = [.. Fingerprint.Value, .. body.ToArray()];
        return [.. SHA256.HashData(content), .. content];
    }

    /// <summary>Reads a checkpoint of a session.</summary>
    /// <exception cref="FeatureCheckpointException">The bytes are damaged, of another program or of another session; the message
    /// says which.</exception>
    public static FeatureCheckpoint FromBytes(ReadOnlySpan<byte> bytes, Session session)
    {
        if (bytes.Length <= HeadLength
            || !SHA256.HashData(bytes[SHA256.HashSizeInBytes..]).AsSpan().SequenceEqual(bytes[..SHA256.HashSizeInBytes]))
            throw new FeatureCheckpointException("they do not fit their checksum.");
        if (!bytes[SHA256.HashSizeInBytes..HeadLength].SequenceEqual(Fingerprint.Value))
            throw new FeatureCheckpointException("they are of another version of the program.");
        using var packed = new BrotliStream(new MemoryStream(bytes[HeadLength..].ToArray()), CompressionMode.Decompress);
        using var reader = new BinaryReader(packed, Encoding.UTF8);
        if (reader.ReadInt64() != session.Open.ToUnixTimeSeconds() || reader.ReadInt64() != session.Close.ToUnixTimeSeconds())
            throw new FeatureCheckpointException("they are of another session.") { IsOfAnotherSession = true };
        var settledTo = Instant.FromUnixTimeSeconds(reader.ReadInt64());
        var symbols = new string[reader.ReadInt32()];
        for (var i = 0; i < symbols.Length; i++) symbols[i] = reader.ReadString();
        var states = new FeatureState[symbols.Length];
        packed.ReadExactly(MemoryMarshal.AsBytes(states.AsSpan()));
        return new FeatureCheckpoint(session, settledTo, symbols, states);
    }

    // Whatever is computed otherwise, by another program or on another machine, leaves other bytes in a state.
    private static byte[] FingerprintOfFeatures()
    {
        var state = new FeatureState();
        for (var minute = 0; minute < 2 * FeatureSchema.WarmUpBars; minute++)
        {
            var low = 100m + (minute % 7);
            state.Add(minute, new Bar(default, low + 0.25m, low + 1.5m, low, low + (minute % 3 * 0.5m), minute % 5 * 100));
        }
        var version = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(version, FeatureSchema.Version);
        return SHA256.HashData([.. version, .. MemoryMarshal.AsBytes(new ReadOnlySpan<FeatureState>(in state))]);
    }
}
