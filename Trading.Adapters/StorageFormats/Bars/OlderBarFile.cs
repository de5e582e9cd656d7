using Parquet;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats.Bars;

/// <summary>Reads files of older programs: no index, a row group a symbol, one checksum over the whole file.</summary>
internal static class OlderBarFile
{
    /// <summary>Reads the bars of a file, sorted by symbol.</summary>
    public static async Task<IReadOnlyList<BarSeries>> ReadAsync(Stream file, CancellationToken cancel)
    {
        var bytes = await ParquetChecksum.ReadAsync(file, 0, checked((int)file.Length), cancel);
        await using var parquet = await ParquetReader.CreateAsync(
            new MemoryStream(ParquetChecksum.Verify(bytes)), cancellationToken: cancel);
        var bars = new List<BarSeries>(parquet.RowGroupCount);
        for (var i = 0; i < parquet.RowGroupCount; i++)
        {
            using var group = parquet.OpenRowGroupReader(i);
            var rows = checked((int)group.RowCount);
            var symbols = new string[rows];
            await group.ReadAsync(BarColumns.Symbol, symbols, cancellationToken: cancel);
            if (symbols.Distinct(StringComparer.Ordinal).Take(2).Count() != 1)
                throw new InvalidDataException("a row group is not of one symbol.");
            var columns = new BarColumns(rows);
            for (var column = 0; column < BarColumns.Numbers.Length; column++)
                await group.ReadAsync(BarColumns.Numbers[column], columns.Column(column, rows), cancellationToken: cancel);
            bars.Add(columns.Take(symbols[0], 0, rows));
        }
        return JournalRules.Storable(bars);
    }
}
