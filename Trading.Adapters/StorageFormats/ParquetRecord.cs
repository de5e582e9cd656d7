using NodaTime.Text;
using Parquet;
using Parquet.Schema;
using Trading.Core.Learning.Record;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats;

/// <summary>
/// One session of an out-of-sample record as a Parquet file: a row a forecast, with columns symbol, minute, endMinute, score,
/// baseLogOdds, netReturn and profit. Session, source and tickers stand in the file's metadata. A checksum inside the file
/// reveals damage.
/// </summary>
internal static class ParquetRecord
{
    private const string SessionKey = "session";
    private const string SourceKey = "source";
    private const string SymbolsKey = "symbols";

    private static readonly DataField Symbol = new("symbol", typeof(string), isNullable: false);
    private static readonly DataField Minute = new("minute", typeof(int), isNullable: false);
    private static readonly DataField EndMinute = new("endMinute", typeof(int), isNullable: false);
    private static readonly DataField Score = new("score", typeof(float), isNullable: false);
    private static readonly DataField BaseLogOdds = new("baseLogOdds", typeof(float), isNullable: false);
    private static readonly DataField NetReturn = new("netReturn", typeof(float), isNullable: false);
    private static readonly DataField Profit = new("profit", typeof(bool), isNullable: false);
    private static readonly ParquetSchema Schema = new(Symbol, Minute, EndMinute, Score, BaseLogOdds, NetReturn, Profit);
    private static readonly ParquetOptions Options = new() { CompressionMethod = CompressionMethod.Snappy };

    /// <summary>Turns a session into the bytes of its file.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancel">Stops the writing.</param>
    public static async Task<byte[]> WriteAsync(OutOfSampleSession session, CancellationToken cancel)
    {
        var bytes = new MemoryStream();
        await using (var file = await ParquetWriter.CreateAsync(Schema, bytes, Options, cancellationToken: cancel))
        {
            file.CustomMetadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [SessionKey] = LocalDatePattern.Iso.Format(session.Session),
                [SourceKey] = session.Source,
                [SymbolsKey] = string.Join(',', session.Symbols),
            };
            using var group = file.CreateRowGroup();
            var rows = session.Rows;
            await group.WriteAsync(Symbol, Column(row => session.Symbols[row.Symbol]));
            await group.WriteAsync<int>(Minute, Column(row => (int)row.Minute), cancellationToken: cancel);
            await group.WriteAsync<int>(EndMinute, Column(row => (int)row.EndMinute), cancellationToken: cancel);
            await group.WriteAsync<float>(Score, Column(row => row.Score), cancellationToken: cancel);
            await group.WriteAsync<float>(BaseLogOdds, Column(row => row.BaseLogOdds), cancellationToken: cancel);
            await group.WriteAsync<float>(NetReturn, Column(row => row.NetReturn), cancellationToken: cancel);
            await group.WriteAsync<bool>(Profit, Column(row => row.Profit), cancellationToken: cancel);

            T[] Column<T>(Func<OutOfSampleRow, T> value) => [.. rows.Select(value)];
        }
        return ParquetChecksum.Add(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Reads the session in a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">The name that an error message gives the file.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">
    /// The file is damaged or holds no session of a record; the message has <paramref name="name"/>.
    /// </exception>
    public static async Task<OutOfSampleSession> ReadAsync(byte[] bytes, string name, CancellationToken cancel)
    {
        try
        {
            await using var file = await ParquetReader.CreateAsync(
                new MemoryStream(ParquetChecksum.Verify(bytes)), cancellationToken: cancel);
            var metadata = file.CustomMetadata;
            string[] symbols = [.. metadata[SymbolsKey].Split(',', StringSplitOptions.RemoveEmptyEntries)];
            using var group = file.OpenRowGroupReader(0);
            return new OutOfSampleSession(
                LocalDatePattern.Iso.Parse(metadata[SessionKey]).Value, metadata[SourceKey], symbols,
                await ReadRowsAsync(group, symbols, cancel));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A file that is not Parquet can make the reader throw any exception.
            throw new StorageException(
                $"{name} is damaged or is no session of an out-of-sample record: {e.Message} The next night makes it anew.", e);
        }
    }

    private static async Task<OutOfSampleRow[]> ReadRowsAsync(
        ParquetRowGroupReader group, string[] symbols, CancellationToken cancel)
    {
        var count = checked((int)group.RowCount);
        var (tickers, minutes, ends) = (new string[count], new int[count], new int[count]);
        var (scores, bases, returns, profits) = (new float[count], new float[count], new float[count], new bool[count]);
        await group.ReadAsync(Symbol, tickers, cancellationToken: cancel);
        await group.ReadAsync<int>(Minute, minutes, cancellationToken: cancel);
        await group.ReadAsync<int>(EndMinute, ends, cancellationToken: cancel);
        await group.ReadAsync<float>(Score, scores, cancellationToken: cancel);
        await group.ReadAsync<float>(BaseLogOdds, bases, cancellationToken: cancel);
        await group.ReadAsync<float>(NetReturn, returns, cancellationToken: cancel);
        await group.ReadAsync<bool>(Profit, profits, cancellationToken: cancel);

        var indices = symbols.Index().ToDictionary(one => one.Item, one => (short)one.Index, StringComparer.Ordinal);
        var rows = new OutOfSampleRow[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new OutOfSampleRow(
                indices[tickers[i]], checked((short)minutes[i]), checked((short)ends[i]), scores[i], bases[i], profits[i],
                returns[i]);
        }
        return rows;
    }
}
