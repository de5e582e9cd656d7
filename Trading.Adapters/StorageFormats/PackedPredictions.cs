using System.Buffers.Binary;
using System.Text;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats;

/// <summary>
/// A session's predictions as one block of bytes, about 31 for each: the names of symbols, models and reasons once, and then
/// column after column, all numbers little-endian.
/// </summary>
internal static class PackedPredictions
{
    private const byte Version = 1;
    private const long TicksPerMinute = NodaConstants.TicksPerMinute;

    [Flags]
    private enum Known : byte
    {
        None = 0,
        Profit = 1,
        IsProfit = 2,
        NetReturn = 4,
        Base = 8,
    }

    /// <summary>Packs rows of one session; their order is kept.</summary>
    /// <exception cref="ArgumentException">A row's minute has seconds.</exception>
    public static byte[] Pack(IReadOnlyList<PredictionRow> rows)
    {
        var (symbols, models, reasons) = (new Names(), new Names(), new Names());
        using var bytes = new MemoryStream(rows.Count * 32);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        var symbol = rows.Select(row => symbols.NumberOf(row.Symbol)).ToArray();
        var model = rows.Select(row => models.NumberOf(row.ModelId)).ToArray();
        var reason = rows.Select(row => reasons.NumberOf(row.Reason.ToString())).ToArray();
        writer.Write(Version);
        writer.Write(rows.Count);
        symbols.Write(writer);
        models.Write(writer);
        reasons.Write(writer);
        foreach (var number in symbol) writer.Write(checked((ushort)number));
        foreach (var number in model) writer.Write(checked((byte)number));
        foreach (var number in reason) writer.Write(checked((byte)number));
        foreach (var row in rows) writer.Write(MinuteOf(row));
        foreach (var row in rows) writer.Write((byte)KnownOf(row));
        foreach (var row in rows) writer.Write(row.Probability);
        foreach (var row in rows) writer.Write(row.BaseProbability ?? 0);
        foreach (var row in rows) writer.Write(row.FeaturesHash);
        foreach (var row in rows) writer.Write(row.NetReturn ?? 0);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>The rows, in the order in which they were packed.</summary>
    /// <param name="session">New York date.</param>
    /// <param name="content">What <see cref="Pack"/> gave.</param>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static IReadOnlyList<PredictionRow> Unpack(LocalDate session, byte[] content)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(content, writable: false), Encoding.UTF8);
            if (reader.ReadByte() != Version) throw new FormatException("The packed predictions are of another version.");
            var count = reader.ReadInt32();
            var (symbols, models) = (Names.Read(reader), Names.Read(reader));
            var reasons = Names.Read(reader).ConvertAll(StoredText.ToEnum<ReasonCode>);
            var columns = new Columns(content, (int)reader.BaseStream.Position, count);
            var rows = new PredictionRow[count];
            for (var i = 0; i < count; i++)
            {
                var known = (Known)columns.At(8, 1)[i];
                rows[i] = new PredictionRow(
                    session,
                    symbols[BinaryPrimitives.ReadUInt16LittleEndian(columns.At(0, 2)[(i * 2)..])],
                    Instant.FromUnixTimeTicks(
                        BinaryPrimitives.ReadInt32LittleEndian(columns.At(4, 4)[(i * 4)..]) * TicksPerMinute),
                    models[columns.At(2, 1)[i]],
                    BinaryPrimitives.ReadSingleLittleEndian(columns.At(9, 4)[(i * 4)..]),
                    BinaryPrimitives.ReadUInt64LittleEndian(columns.At(17, 8)[(i * 8)..]),
                    reasons[columns.At(3, 1)[i]],
                    known.HasFlag(Known.Profit) ? known.HasFlag(Known.IsProfit) : null,
                    known.HasFlag(Known.NetReturn)
                        ? BinaryPrimitives.ReadDoubleLittleEndian(columns.At(25, 8)[(i * 8)..]) : null,
                    known.HasFlag(Known.Base)
                        ? BinaryPrimitives.ReadSingleLittleEndian(columns.At(13, 4)[(i * 4)..]) : null);
            }
            return rows;
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or IOException)
        {
            throw new FormatException($"The packed predictions cannot be read: {e.Message}", e);
        }
    }

    private static int MinuteOf(PredictionRow row)
    {
        var ticks = row.Minute.ToUnixTimeTicks();
        return ticks % TicksPerMinute == 0 ? checked((int)(ticks / TicksPerMinute))
            : throw new ArgumentException($"The prediction {row.RowKey()} is not of a whole minute.", nameof(row));
    }

    private static Known KnownOf(PredictionRow row) =>
        (row.Profit is null ? Known.None : Known.Profit) | (row.Profit == true ? Known.IsProfit : Known.None)
        | (row.NetReturn is null ? Known.None : Known.NetReturn) | (row.BaseProbability is null ? Known.None : Known.Base);

    // The bytes a row has in the columns before one say where that one begins.
    private readonly ref struct Columns(ReadOnlySpan<byte> content, int first, int count)
    {
        private readonly ReadOnlySpan<byte> all = content[first..];

        public ReadOnlySpan<byte> At(int before, int size) => all.Slice(before * count, size * count);
    }

    private sealed class Names
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

        public int NumberOf(string name)
        {
            if (numbers.TryGetValue(name, out var known)) return known;
            numbers[name] = numbers.Count;
            return numbers.Count - 1;
        }

        public void Write(BinaryWriter writer)
        {
            writer.Write(numbers.Count);
            foreach (var name in numbers.Keys) writer.Write(name);
        }

        public static List<string> Read(BinaryReader reader)
        {
            var names = new List<string>();
            for (var left = reader.ReadInt32(); left > 0; left--) names.Add(reader.ReadString());
            return names;
        }
    }
}
