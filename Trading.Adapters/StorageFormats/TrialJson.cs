using System.Text.Json;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats;

/// <summary>A trial as a line of JSON.</summary>
internal static class TrialJson
{
    private static readonly JsonSerializerOptions OnOneLine = new(StorageJson.Options) { WriteIndented = false };

    /// <summary>The line, without its end.</summary>
    public static string Write(Trial trial) => JsonSerializer.Serialize(trial, OnOneLine);

    /// <summary>The trial of a line; null when it cannot be read.</summary>
    public static Trial? TryRead(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Trial>(line, OnOneLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
