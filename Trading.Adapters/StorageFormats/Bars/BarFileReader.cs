using System.Security.Cryptography;
using Parquet;
using Trading.Core.Market;

namespace Trading.Adapters.StorageFormats.Bars;

/// <summary>
/// Reads a session's file group by group. Nothing is parsed before its checksum was compared: a parser that follows damaged
/// lengths and counts may fail, or may never end.
/// </summary>
internal sealed class BarFileReader : IAsyncDisposable
{
    private readonly Stream file;
    private readonly VerifiedInput verified;
    private readonly ParquetReader parquet;
    private byte[] bytes = [];
    private BarColumns columns = new(0);

    private BarFileReader(Stream file, VerifiedInput verified, ParquetReader parquet)
    {
        (this.file, this.verified, this.parquet) = (file, verified, parquet);
        Groups = BarFileIndex.Read(parquet.CustomMetadata[BarFileIndex.Key]);
        verified.Add(0, default);
    }

    /// <summary>The file's groups, in order.</summary>
    public IReadOnlyList<BarGroup> Groups { get; }

    /// <summary>Opens a file; null when it is one of the older kind, without an index.</summary>
    /// <param name="file">The file; it stays open, and is not disposed of.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static async Task<BarFileReader?> TryOpenAsync(Stream file, CancellationToken cancel)
    {
        var length = file.Length;
        if (await ParquetChecksum.VerifyFooterAsync(file, cancel) is not { } footer) return null;
        var input = new VerifiedInput(length);
        input.Add(0, await ParquetChecksum.ReadAsync(file, 0, ParquetChecksum.Magic.Length, cancel));
        input.Add(length - footer.Length, footer);
        return new BarFileReader(
            file, input, await ParquetReader.CreateAsync(input, leaveStreamOpen: false, cancellationToken: cancel));
    }

    /// <summary>A group's wanted series.</summary>
    /// <param name="index">The group.</param>
    /// <param name="symbols">The symbols that are wanted; null for all.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="InvalidDataException">The group is damaged.</exception>
    public async Task<IReadOnlyList<BarSeries>> ReadAsync(int index, IReadOnlySet<string>? symbols, CancellationToken cancel)
    {
        var group = Groups[index];
        if (symbols is not null && !group.Series.Any(series => symbols.Contains(series.Symbol))) return [];
        await VerifyAsync(group, cancel);
        var rows = group.Series.Sum(series => series.Bars);
        if (rows > columns.Capacity) columns = new BarColumns(rows);
        using (var reader = parquet.OpenRowGroupReader(index))
        {
            for (var i = 0; i < BarColumns.Numbers.Length; i++)
                await reader.ReadAsync(BarColumns.Numbers[i], columns.Column(i, rows), cancellationToken: cancel);
        }
        var found = new List<BarSeries>(group.Series.Count);
        var row = 0;
        foreach (var series in group.Series)
        {
            if (symbols?.Contains(series.Symbol) ?? true) found.Add(columns.Take(series.Symbol, row, series.Bars));
            row += series.Bars;
        }
        return found;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => parquet.DisposeAsync();

    private async Task VerifyAsync(BarGroup group, CancellationToken cancel)
    {
        if (group.Offset < 0 || group.Length < 0 || group.Offset + group.Length > file.Length)
            throw new InvalidDataException("it ends too early.");
        if (bytes.Length < group.Length) bytes = new byte[group.Length];
        var content = bytes.AsMemory(0, group.Length);
        file.Position = group.Offset;
        await file.ReadExactlyAsync(content, cancel);
        if (Convert.ToHexStringLower(SHA256.HashData(content.Span)) != group.Checksum)
            throw new InvalidDataException("its bytes do not match their checksum.");
        verified.ReplaceLast(group.Offset, content);
    }
}
