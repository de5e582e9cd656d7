using System.Globalization;
using System.Text.Json;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Orders;

/// <summary>The body of a request about an order. Alpaca takes numbers as strings and as numbers.</summary>
internal readonly struct OrderBody
{
    private readonly JsonElement element;

    private OrderBody(JsonElement element) => this.element = element;

    /// <summary>Reads a body; null when it is no JSON object.</summary>
    public static OrderBody? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Span);
            var root = JsonElement.ParseValue(ref reader);
            return root.ValueKind == JsonValueKind.Object ? new OrderBody(root) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A field's text; null when it is absent, null or empty.</summary>
    /// <exception cref="UnusableRequestException">It is neither text nor a number.</exception>
    public string? Text(string name)
    {
        if (!element.TryGetProperty(name, out var value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new UnusableRequestException($"invalid {name}"),
        };
    }

    /// <summary>A field's number; null when it is absent.</summary>
    /// <exception cref="UnusableRequestException">It is no number.</exception>
    public decimal? Number(string name)
    {
        if (Text(name) is not { } text) return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UnusableRequestException($"invalid {name}: {text} is not a number");
    }

    /// <summary>A number of whole shares; null when it is absent.</summary>
    /// <exception cref="UnusableRequestException">It is no whole number.</exception>
    public int? Shares(string name)
    {
        if (Number(name) is not { } number) return null;
        if (number != Math.Floor(number)) throw new UnusableRequestException($"invalid {name}: fractional shares are not simulated");
        return Math.Abs(number) <= int.MaxValue ? (int)number : throw new UnusableRequestException($"invalid {name}: {number} is too large");
    }

    public bool Flag(string name) => element.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw new UnusableRequestException($"invalid {name}: it must be true or false"),
    };

    /// <summary>A field that is an object; null when it is absent.</summary>
    public OrderBody? Part(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? new OrderBody(value) : null;
}
