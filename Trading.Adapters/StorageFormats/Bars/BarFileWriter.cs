using Parquet;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats.Bars;

/// <summary>Writes a session's file series by series; never holds more than one row group.</summary>
internal static class BarFileWriter
{
    private const int MostSeries = 512;

    // A full session of 64 symbols. With a group a symbol, 10,000 symbols have a footer that takes longer to read than bars do.
    private const int FullGroup = 64 * 390;

    // Whole numbers are never worth a dictionary: it takes longer than all the rest and saves nothing.
    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Snappy,
        DictionaryEncodingThreshold = 0,
    };

    /// <summary>Writes a file.</summary>
    /// <param name="output">Where the file goes.</param>
    /// <param name="bars">Its series, sorted by symbol, none of them empty, each as an archive keeps it.</param>
    /// <param name="cancel">Stops the writing.</param>
    public static async Task WriteAsync(Stream output, IAsyncEnumerable<BarSeries> bars, CancellationToken cancel)
    {
        await using var checksummed = new ChecksummedOutput(output);
        var groups = new List<BarGroup>();
        await using (var file = await ParquetWriter.CreateAsync(BarColumns.Schema, checksummed, Options, false, cancel))
        {
            checksummed.TakeChecksum();
            var pending = new Pending();
            await foreach (var series in bars.WithCancellation(cancel))
            {
                if (pending.IsFull(series)) groups.Add(await pending.WriteAsync(file, checksummed, cancel));
                pending.Add(series);
            }
            if (pending.Count > 0) groups.Add(await pending.WriteAsync(file, checksummed, cancel));
            file.CustomMetadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [BarFileIndex.Key] = BarFileIndex.Write(groups),
            };
            checksummed.BeginFooter();
        }
        await output.WriteAsync(ParquetChecksum.OfFooter(checksummed.Footer), cancel);
        await output.WriteAsync(checksummed.Footer.ToArray(), cancel);
    }

    private sealed class Pending
    {
        private readonly List<BarSeries> series = [];
        private BarColumns columns = new(FullGroup);
        private int rows;

        public int Count => series.Count;

        public bool IsFull(BarSeries next) => Count > 0 && (rows + next.Count > FullGroup || Count == MostSeries);

        public void Add(BarSeries next)
        {
            if (Count > 0 && string.CompareOrdinal(series[^1].Symbol, next.Symbol) >= 0)
                throw new ArgumentException($"{next.Symbol} stands after {series[^1].Symbol}.", nameof(next));
            if (next.Count > columns.Capacity) columns = new BarColumns(next.Count);
            columns.Put(next, rows);
            series.Add(next);
            rows += next.Count;
        }

        public async Task<BarGroup> WriteAsync(ParquetWriter file, ChecksummedOutput output, CancellationToken cancel)
        {
            var start = output.Position;
            using (var group = file.CreateRowGroup())
            {
                var symbols = new string[rows];
                var filled = 0;
                foreach (var one in series)
                {
                    symbols.AsSpan(filled, one.Count).Fill(one.Symbol);
                    filled += one.Count;
                }
                await group.WriteAsync(BarColumns.Symbol, symbols);
                for (var i = 0; i < BarColumns.Numbers.Length; i++)
                    await group.WriteAsync<long>(BarColumns.Numbers[i], columns.Column(i, rows), cancellationToken: cancel);
            }
            var written = new BarGroup(
                start, checked((int)(output.Position - start)), output.TakeChecksum(), [.. series.Select(StoredSeries.Of)]);
            series.Clear();
            rows = 0;
            return written;
        }
    }
}
