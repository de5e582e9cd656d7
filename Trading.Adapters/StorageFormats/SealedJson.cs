using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats;

/// <summary>
/// JSON documents that carry a checksum as their first member: a SHA-256 hash over the document without it. A document of an
/// older version has none until it is written again.
/// </summary>
internal static class SealedJson
{
    private const int Digits = 2 * SHA256.HashSizeInBytes;

    private static readonly JsonSerializerOptions OnOneLine = new(StorageJson.Options) { WriteIndented = false };

    /// <summary>Writes a document as indented UTF-8.</summary>
    public static byte[] Write<T>(T document)
    {
        var text = JsonSerializer.Serialize(document, StorageJson.Options).ReplaceLineEndings("\n");
        return Encoding.UTF8.GetBytes(Seal(text, "\n  "));
    }

    /// <summary>Reads a document.</summary>
    /// <param name="json">Its UTF-8 bytes.</param>
    /// <param name="place">The file or blob that the error names.</param>
    /// <param name="remedy">What the reader of the error can do, as <c>"; delete this file"</c>; may be empty.</param>
    /// <exception cref="StorageException">The bytes are not such a document, or do not match their checksum.</exception>
    public static T Read<T>(byte[] json, string place, string remedy = "")
    {
        var document = StorageJson.Read<T>(json, place, remedy);
        return IsWhole(Encoding.UTF8.GetString(json), "\n  ") ? document
            : throw new StorageException($"{place} is damaged: it does not match its checksum{remedy}.");
    }

    /// <summary>Writes a document as one line, without its end.</summary>
    public static string WriteLine<T>(T document) => Seal(JsonSerializer.Serialize(document, OnOneLine), "");

    /// <summary>The document of a line; null when it cannot be read or does not match its checksum.</summary>
    public static T? TryReadLine<T>(string line) where T : class
    {
        try
        {
            return IsWhole(line, "") ? JsonSerializer.Deserialize<T>(line, OnOneLine) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Seal(string text, string gap) => $"{Head(gap)}{Hash(text)}\",{text[1..]}";

    // A text that does not begin with a checksum is of an older version.
    private static bool IsWhole(string text, string gap)
    {
        var head = Head(gap);
        if (!text.StartsWith(head, StringComparison.Ordinal)) return true;
        var end = head.Length + Digits;
        return text.Length > end + 2 && text[end] == '"' && text[end + 1] == ','
            && text[head.Length..end] == Hash($"{{{text[(end + 2)..]}");
    }

    private static string Head(string gap) => $"{{{gap}\"checksum\":{(gap.Length > 0 ? " " : "")}\"";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
