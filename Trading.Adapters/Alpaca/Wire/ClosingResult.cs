using System.Text.Json;

namespace Trading.Adapters.Alpaca.Wire;

/// <summary>What became of one position, or one order, when all were to be closed.</summary>
public sealed record ClosingResult
{
    /// <summary>The position's ticker; null for an order.</summary>
    public string? Symbol { get; init; }

    /// <summary>The order's id; null for a position.</summary>
    public string? Id { get; init; }

    /// <summary>The HTTP status of this part: 200 when it was done.</summary>
    public required int Status { get; init; }

    /// <summary>Alpaca's order or error for this part.</summary>
    public JsonElement? Body { get; init; }
}
