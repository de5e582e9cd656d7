using System.Text.Json;
using System.Text.RegularExpressions;
using Trading.Adapters.StorageFormats;

namespace Trading.Adapters.AzureStorage.Sweeps;

/// <summary>What stands in the queue: one slice of one sweep. All else is in the sweep's plan.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Number">The slice's number.</param>
internal sealed partial record SliceMessage(string Sweep, int Number)
{
    private static readonly JsonSerializerOptions OnOneLine = new(StorageJson.Options) { WriteIndented = false };

    /// <summary>The text of a queue's message.</summary>
    public string Write() => JsonSerializer.Serialize(this, OnOneLine);

    /// <summary>The message of a text; null when it is none.</summary>
    public static SliceMessage? TryRead(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<SliceMessage>(text, OnOneLine) is { Number: >= 0 } message
                && Id().IsMatch(message.Sweep) ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The id becomes a part of a blob's name.
    [GeneratedRegex(@"^[0-9]{8}T[0-9]{6}-[0-9a-f]{12}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}
