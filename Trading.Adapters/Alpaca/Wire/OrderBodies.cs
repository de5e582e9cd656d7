using System.Text.Json.Serialization;

namespace Trading.Adapters.Alpaca.Wire;

/// <summary>The body of <c>POST /v2/orders</c>; prices go as text, so that no digit changes.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString)]
internal sealed record PlaceOrder(
    string Symbol,
    [property: JsonPropertyName("qty")] int Quantity,
    string Side,
    string Type,
    string TimeInForce,
    decimal? LimitPrice,
    decimal? StopPrice,
    bool? ExtendedHours,
    string ClientOrderId,
    string? OrderClass,
    TargetLeg? TakeProfit,
    StopLeg? StopLoss);

/// <summary>A bracket's target.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString)]
internal sealed record TargetLeg(decimal LimitPrice);

/// <summary>A bracket's stop.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString)]
internal sealed record StopLeg(decimal StopPrice);
