using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Adapters.Alpaca.Wire;

/// <summary>Alpaca's times: RFC 3339 with any offset and up to nanoseconds, of which ticks of 100 ns are kept.</summary>
internal sealed class InstantJson : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetDateTimeOffset(out var time)
            ? Instant.FromDateTimeOffset(time)
            : throw new JsonException("This is not a time as RFC 3339 writes it.");

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(NodaTime.Text.InstantPattern.ExtendedIso.Format(value));
}
