using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Core.Storage;

/// <summary>
/// A job's result in JSON is the object of its counts. Which job's result such an object is, only its run's key tells.
/// </summary>
internal sealed class JobResultJson : JsonConverter<JobResult>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(JobResult));

    /// <inheritdoc/>
    public override JobResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A job's result is read together with the key of its run.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, JobResult value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, count) in value.Counts) writer.WriteNumber(name, count);
        writer.WriteEndObject();
    }
}
