using Parquet;
using Parquet.Schema;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats;

/// <summary>
/// One session's bars as a Parquet file: a row group a symbol, sorted by symbol and time; columns symbol, start (UTC), open,
/// high, low, close (decimals with six places) and volume. A checksum inside the file reveals damage.
/// </summary>
public static class ParquetBars
{
    private static readonly DataField Symbol = new("symbol", typeof(string), isNullable: false);
    private static readonly DataField Start = new DateTimeDataField(
        "start", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis);
    private static readonly DataField Open = Price("open");
    private static readonly DataField High = Price("high");
    private static readonly DataField Low = Price("low");
    private static readonly DataField Close = Price("close");
    private static readonly DataField Volume = new("volume", typeof(long), isNullable: false);
    private static readonly ParquetSchema Schema = new(Symbol, Start, Open, High, Low, Close, Volume);
    private static readonly ParquetOptions Options = new() { CompressionMethod = CompressionMethod.Snappy };

    /// <summary>Turns one session into the bytes of its file.</summary>
    /// <exception cref="ArgumentException">A bar cannot be kept (<see cref="JournalRules.Storable"/>).</exception>
    public static async Task<byte[]> WriteAsync(IReadOnlyList<BarSeries> bars, CancellationToken cancel)
    {
        var sorted = JournalRules.Storable(bars);
        var bytes = new MemoryStream();
        await using (var file = await ParquetWriter.CreateAsync(Schema, bytes, Options, cancellationToken: cancel))
        {
            foreach (var series in sorted)
            {
                using var group = file.CreateRowGroup();
                var columns = new Columns(series);
                await group.WriteAsync(Symbol, columns.Symbols);
                await group.WriteAsync<DateTime>(Start, columns.Starts, cancellationToken: cancel);
                await group.WriteAsync<decimal>(Open, columns.Opens, cancellationToken: cancel);
                await group.WriteAsync<decimal>(High, columns.Highs, cancellationToken: cancel);
                await group.WriteAsync<decimal>(Low, columns.Lows, cancellationToken: cancel);
                await group.WriteAsync<decimal>(Close, columns.Closes, cancellationToken: cancel);
                await group.WriteAsync<long>(Volume, columns.Volumes, cancellationToken: cancel);
            }
        }
        return ParquetChecksum.Add(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Reads the bars of a file, sorted by symbol.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">The name that an error message gives the file.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">
    /// The file is damaged or holds no bars; the message has <paramref name="name"/>.
    /// </exception>
    public static async Task<IReadOnlyList<BarSeries>> ReadAsync(byte[] bytes, string name, CancellationToken cancel)
    {
        try
        {
            await using var file = await ParquetReader.CreateAsync(
                new MemoryStream(ParquetChecksum.Verify(bytes)), cancellationToken: cancel);
            var bars = new List<BarSeries>(file.RowGroupCount);
            for (var i = 0; i < file.RowGroupCount; i++)
            {
                using var group = file.OpenRowGroupReader(i);
                bars.Add(await ReadGroupAsync(group, checked((int)group.RowCount), cancel));
            }
            return JournalRules.Storable(bars);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A file that is not Parquet can make the reader throw any exception.
            throw new StorageException(
                $"{name} is damaged or is no file of bars: {e.Message} Delete it and collect or import its session again.", e);
        }
    }

    private static async Task<BarSeries> ReadGroupAsync(ParquetRowGroupReader group, int rows, CancellationToken cancel)
    {
        var columns = new Columns(rows);
        await group.ReadAsync(Symbol, columns.Symbols, cancellationToken: cancel);
        await group.ReadAsync<DateTime>(Start, columns.Starts, cancellationToken: cancel);
        await group.ReadAsync<decimal>(Open, columns.Opens, cancellationToken: cancel);
        await group.ReadAsync<decimal>(High, columns.Highs, cancellationToken: cancel);
        await group.ReadAsync<decimal>(Low, columns.Lows, cancellationToken: cancel);
        await group.ReadAsync<decimal>(Close, columns.Closes, cancellationToken: cancel);
        await group.ReadAsync<long>(Volume, columns.Volumes, cancellationToken: cancel);
        return columns.ToSeries();
    }

    private static DecimalDataField Price(string name) => new(name, precision: 18, scale: JournalRules.PriceDecimals);

    private sealed class Columns(int rows)
    {
        public readonly string[] Symbols = new string[rows];
        public readonly DateTime[] Starts = new DateTime[rows];
        public readonly decimal[] Opens = new decimal[rows];
        public readonly decimal[] Highs = new decimal[rows];
        public readonly decimal[] Lows = new decimal[rows];
        public readonly decimal[] Closes = new decimal[rows];
        public readonly long[] Volumes = new long[rows];

        public Columns(BarSeries series) : this(series.Count)
        {
            Array.Fill(Symbols, series.Symbol);
            for (var i = 0; i < series.Count; i++)
            {
                ref readonly var bar = ref series.Bars[i];
                Starts[i] = bar.Start.ToDateTimeUtc();
                (Opens[i], Highs[i], Lows[i], Closes[i], Volumes[i]) = (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
            }
        }

        public BarSeries ToSeries()
        {
            if (Symbols.Length == 0 || Array.Exists(Symbols, symbol => symbol != Symbols[0]))
                throw new InvalidDataException("a row group is not of one symbol.");
            var bars = new Bar[Symbols.Length];
            for (var i = 0; i < bars.Length; i++)
            {
                var start = Instant.FromDateTimeUtc(DateTime.SpecifyKind(Starts[i], DateTimeKind.Utc));
                bars[i] = new(start, Trim(Opens[i]), Trim(Highs[i]), Trim(Lows[i]), Trim(Closes[i]), Volumes[i]);
            }
            return new(Symbols[0], bars);
        }

        // Division drops the zeros that the column's six places add, so that a price prints as it was.
        private static decimal Trim(decimal price) => price / 1.000000000000000000000000000m;
    }
}
