using System.Buffers.Binary;
using System.IO.Compression;

namespace Trading.Adapters.Importing.Tables;

/// <summary>A table in a file.</summary>
/// <param name="Path">The file; for a part of an archive of files, with its name behind it.</param>
/// <param name="Names">The names that may state its symbol, the closest first.</param>
/// <param name="Open">Opens the table.</param>
internal sealed record BarFilePart(string Path, IReadOnlyList<string> Names, Func<ITableRows> Open);

/// <summary>Opens files: text, also compressed, Parquet, and archives of them.</summary>
internal static class BarFileParts
{
    private const string Unzippable = "is not a readable gzip file of one piece; it may have been cut off.";

    /// <summary>The tables of a file.</summary>
    /// <exception cref="InvalidDataException">The file cannot be opened; the message is the end of a sentence that begins with
    /// it.</exception>
    public static async Task<IReadOnlyList<BarFilePart>> OfAsync(
        string path, Func<string, bool> isWanted, CancellationToken cancel)
    {
        var bytes = await File.ReadAllBytesAsync(path, cancel);
        if (!BarFileNames.EndsWith(path, ".zip"))
            return [new(path, [BarFileNames.Stem(path)], await OpenerAsync(path, bytes, isWanted, cancel))];
        var parts = new List<BarFilePart>();
        using var zip = OpenZip(bytes);
        var entries = zip.Entries.Where(entry => entry.Name.Length > 0 && !IsHidden(entry.FullName)).ToList();
        foreach (var entry in entries)
        {
            var name = $"{path}/{entry.FullName}";
            var stem = BarFileNames.Stem(entry.Name);
            if (!BarFileNames.Fits(entry.Name) || BarFileNames.EndsWith(entry.Name, ".zip"))
            {
                parts.Add(new(name, [stem], () => throw new InvalidDataException($"is no file of bars; {Kinds}")));
                continue;
            }
            parts.Add(new(
                name, entries.Count == 1 ? [stem, BarFileNames.Stem(path)] : [stem],
                await OpenerAsync(entry.Name, Unpacked(entry), isWanted, cancel)));
        }
        return parts.Count > 0 ? parts : throw new InvalidDataException("is an archive without a file.");
    }

    /// <summary>Which files may hold bars, as a sentence's end.</summary>
    public static string Kinds => $"it may be {string.Join(", ", BarFileNames.Endings)}.";

    private static async Task<Func<ITableRows>> OpenerAsync(
        string name, byte[] bytes, Func<string, bool> isWanted, CancellationToken cancel)
    {
        if (BarFileNames.EndsWith(name, ".parquet"))
        {
            try
            {
                await ParquetRows.OpenAsync(bytes, isWanted, cancel);
                return () => ParquetRows.OpenAsync(bytes, isWanted, CancellationToken.None).GetAwaiter().GetResult();
            }
            catch (InvalidDataException e)
            {
                return () => throw new InvalidDataException($"is not a readable Parquet file: {e.Message}", e);
            }
        }
        // A zip may hold compressed files too; their names tell which.
        if (!BarFileNames.EndsWith(name, ".gz")) return () => TextRows.Open(bytes);
        try
        {
            var text = Unzipped(bytes);
            return () => TextRows.Open(text);
        }
        catch (InvalidDataException e)
        {
            return () => throw new InvalidDataException(Unzippable, e);
        }
    }

    private static ZipArchive OpenZip(byte[] bytes)
    {
        try
        {
            return new(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException("is not a readable zip file; it may have been cut off.", e);
        }
    }

    private static byte[] Unpacked(ZipArchiveEntry entry)
    {
        try
        {
            var content = new MemoryStream();
            using (var from = entry.Open()) from.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException)
        {
            throw new InvalidDataException($"holds {entry.FullName}, which cannot be unpacked: {e.Message}", e);
        }
    }

    // What a desktop puts beside the files.
    private static bool IsHidden(string name) =>
        name.Contains("__MACOSX/", StringComparison.Ordinal) || name.Split('/').Any(part => part.StartsWith('.'));

    // GZipStream reads a file that was cut off without an error; the length in the last four bytes reveals it.
    private static byte[] Unzipped(byte[] bytes)
    {
        var text = new MemoryStream();
        using (var zip = new GZipStream(new MemoryStream(bytes, writable: false), CompressionMode.Decompress)) zip.CopyTo(text);
        if (bytes.Length < sizeof(uint)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan()[^sizeof(uint)..]) != (uint)text.Length)
            throw new InvalidDataException();
        return text.ToArray();
    }
}
