using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Core.Storage;

/// <summary>Writes a job's result in JSON as an object of its counts. Reading needs the key of the run, because the object does
/// not name its job.</summary>
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
