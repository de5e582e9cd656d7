using System.Runtime.CompilerServices;
using Trading.Adapters.StorageFormats.Bars;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats;

/// <summary>
/// One session's bars as a Parquet file, sorted by symbol and time, some symbols a row group; columns symbol, start (UTC), open,
/// high, low, close (decimals with six places) and volume. An index in the file's metadata says which symbols are where, with a
/// hash of each one's bars, so that a few symbols can be read alone. Checksums inside the file reveal damage.
/// </summary>
public static class ParquetBars
{
    /// <summary>Turns one session into the bytes of its file.</summary>
    /// <exception cref="ArgumentException">A bar cannot be kept (<see cref="JournalRules.Storable"/>).</exception>
    public static async Task<byte[]> WriteAsync(IReadOnlyList<BarSeries> bars, CancellationToken cancel)
    {
        var bytes = new MemoryStream();
        await WriteAsync(bytes, JournalRules.Storable(bars).ToAsyncEnumerable(), cancel);
        return bytes.ToArray();
    }

    /// <summary>Writes a session's file without holding the session.</summary>
    /// <param name="output">Where the file goes.</param>
    /// <param name="bars">Series as an archive keeps them (<see cref="JournalRules.Storable"/>).</param>
    /// <param name="cancel">Stops the writing.</param>
    internal static Task WriteAsync(Stream output, IAsyncEnumerable<BarSeries> bars, CancellationToken cancel) =>
        BarFileWriter.WriteAsync(output, bars, cancel);

    /// <summary>Reads the bars of a file, sorted by symbol.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">The name that an error message gives the file.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">
    /// The file is damaged or holds no bars; the message has <paramref name="name"/>.
    /// </exception>
    public static async Task<IReadOnlyList<BarSeries>> ReadAsync(byte[] bytes, string name, CancellationToken cancel) =>
        await StreamAsync(new MemoryStream(bytes, writable: false), name, null, cancel).ToListAsync(cancel);

    /// <summary>Reads the wanted series of a file one after the other.</summary>
    /// <param name="file">The file; it is disposed of.</param>
    /// <param name="name">The name that an error message gives the file.</param>
    /// <param name="symbols">The symbols that are wanted; null for all.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">What is read of the file is damaged; the message has the name.</exception>
    internal static async IAsyncEnumerable<BarSeries> StreamAsync(
        Stream file, string name, IReadOnlySet<string>? symbols, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var open = file;
        await using var reader = await GuardAsync(name, () => BarFileReader.TryOpenAsync(file, cancel));
        if (reader is null)
        {
            foreach (var series in await GuardAsync(name, () => OlderBarFile.ReadAsync(file, cancel)))
            {
                if (symbols?.Contains(series.Symbol) ?? true) yield return series;
            }
            yield break;
        }
        for (var i = 0; i < reader.Groups.Count; i++)
        {
            var group = i;
            foreach (var series in await GuardAsync(name, () => reader.ReadAsync(group, symbols, cancel))) yield return series;
        }
    }

    /// <summary>What is stored in a file.</summary>
    /// <param name="file">The file; it is disposed of.</param>
    /// <param name="name">The name that an error message gives the file.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">The file is damaged; the message has the name.</exception>
    internal static async Task<IReadOnlyList<StoredSeries>> ListAsync(Stream file, string name, CancellationToken cancel)
    {
        await using var open = file;
        return await GuardAsync<IReadOnlyList<StoredSeries>>(name, async () =>
        {
            await using var reader = await BarFileReader.TryOpenAsync(file, cancel);
            return reader is null
                ? [.. (await OlderBarFile.ReadAsync(file, cancel)).Select(StoredSeries.Of)]
                : [.. reader.Groups.SelectMany(group => group.Series)];
        });
    }

    private static async Task<T> GuardAsync<T>(string name, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A file that is not Parquet can make the reader throw any exception.
            throw new StorageException(
                $"{name} is damaged or is no file of bars: {e.Message} Delete it and collect or import its session again.", e);
        }
    }
}
