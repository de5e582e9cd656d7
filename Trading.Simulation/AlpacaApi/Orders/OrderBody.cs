using System.Globalization;
using System.Text.Json;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Orders;

/// <summary>The JSON body of an order or a replacement. Alpaca accepts a number as a JSON number and as a string.</summary>
internal readonly struct OrderBody
{
    private readonly JsonElement element;

    private OrderBody(JsonElement element) => this.element = element;

    /// <summary>Reads a body; null when it is not a JSON object.</summary>
    public static OrderBody? Read(RequestBody body)
    {
        if (!body.IsUtf8) return null;
        try
        {
            var reader = new Utf8JsonReader(body.Bytes.Span);
            var root = JsonElement.ParseValue(ref reader);
            return root.ValueKind == JsonValueKind.Object ? new OrderBody(root) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A field's text or number as text; null when it is absent, null or empty.</summary>
    /// <exception cref="InvalidRequestException">It is neither text nor a number.</exception>
    public string? Text(string name)
    {
        if (!element.TryGetProperty(name, out var value)) return null;
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
                JsonValueKind.Number => value.GetRawText(),
                _ => throw new InvalidRequestException($"invalid {name}"),
            };
        }
        catch (InvalidOperationException notText)
        {
            // Half of a surrogate pair, escaped, is JSON and no text.
            throw new InvalidRequestException($"invalid {name}", notText);
        }
    }

    /// <summary>A field's number; null when it is absent.</summary>
    /// <exception cref="InvalidRequestException">It is not a number.</exception>
    public decimal? Number(string name)
    {
        if (Text(name) is not { } text) return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidRequestException($"invalid {name}: {text} is not a number");
    }

    /// <summary>A number of whole shares; null when it is absent.</summary>
    /// <exception cref="InvalidRequestException">It is not a whole number.</exception>
    public int? Shares(string name)
    {
        if (Number(name) is not { } number) return null;
        if (number != Math.Floor(number))
            throw new InvalidRequestException($"invalid {name}: fractional shares are not simulated");
        return Math.Abs(number) <= int.MaxValue ? (int)number
            : throw new InvalidRequestException($"invalid {name}: {number} is too large");
    }

    /// <summary>Whether the body has a field, and not null in it.</summary>
    public bool Has(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public bool Flag(string name) => element.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw new InvalidRequestException($"invalid {name}: it must be true or false"),
    };

    /// <summary>A field that is an object; null when it is absent.</summary>
    public OrderBody? Part(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? new OrderBody(value) : null;
}
