using System.Text.Json;

namespace Trading.Adapters.StorageFormats;

/// <summary>What a job counted, as the JSON object that a journal keeps in one column.</summary>
internal static class JobCounts
{
    /// <summary>The column's text; null when the job counted nothing.</summary>
    public static string? Write(IReadOnlyDictionary<string, int>? counts) =>
        counts is null ? null : JsonSerializer.Serialize(counts);

    /// <summary>The counts in a column's text; null for null.</summary>
    /// <exception cref="FormatException">The text is not such an object.</exception>
    public static IReadOnlyDictionary<string, int>? Read(string? json)
    {
        if (json is null) return null;
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, int>>(json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"'{json}' is not a JSON object of counts: {e.Message}", e);
        }
    }
}
