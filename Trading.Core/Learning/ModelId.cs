using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;

namespace Trading.Core.Learning;

/// <summary>Names a model by its training time and its content.</summary>
internal static class ModelId
{
    private static readonly InstantPattern Time = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>
    /// Time and the first 12 hexadecimal digits of a SHA-256 over the zip's entries by name. The zip itself cannot be hashed:
    /// it carries the wall-clock time of its writing.
    /// </summary>
    public static string Of(Instant trainedAt, byte[] model)
    {
        using var zip = new ZipArchive(new MemoryStream(model, writable: false), ZipArchiveMode.Read);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in zip.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{entry.FullName}\n{entry.Length}\n"));
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            hash.AppendData(content.ToArray());
        }
        return $"{Time.Format(trainedAt)}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..12]}";
    }
}
