using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Core.Storage;

/// <summary>Reads and writes a job key in JSON as its stored text.</summary>
internal sealed class JobKeyJson : JsonConverter<JobKey>
{
    /// <inheritdoc/>
    public override JobKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return JobKey.Parse(reader.GetString() ?? "");
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, JobKey value, JsonSerializerOptions options) =>
        writer.WriteStringValue($"{value}");
}
