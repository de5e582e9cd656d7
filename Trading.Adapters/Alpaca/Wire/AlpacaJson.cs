using System.Text.Json.Serialization;

namespace Trading.Adapters.Alpaca.Wire;

/// <summary>Alpaca's JSON: names in snake case, numbers in trading bodies as text, unknown fields ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantJson)])]
[JsonSerializable(typeof(AlpacaAccount))]
[JsonSerializable(typeof(AlpacaPosition[]))]
[JsonSerializable(typeof(AlpacaOrder))]
[JsonSerializable(typeof(AlpacaOrder[]))]
[JsonSerializable(typeof(PlaceOrder))]
[JsonSerializable(typeof(AlpacaAsset))]
[JsonSerializable(typeof(AlpacaAsset[]))]
[JsonSerializable(typeof(ClockBody))]
[JsonSerializable(typeof(CalendarDay[]))]
[JsonSerializable(typeof(BarsPage))]
[JsonSerializable(typeof(LatestQuotes))]
[JsonSerializable(typeof(AlpacaError))]
internal sealed partial class AlpacaJson : JsonSerializerContext;
