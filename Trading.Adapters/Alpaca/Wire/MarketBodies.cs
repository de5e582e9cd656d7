using System.Text.Json.Serialization;

namespace Trading.Adapters.Alpaca.Wire;

/// <summary>A bar as Alpaca writes it: the start of its minute, prices in dollars, shares.</summary>
internal readonly record struct BarBody
{
    [JsonPropertyName("t"), JsonRequired]
    public Instant Start { get; init; }

    [JsonPropertyName("o"), JsonRequired]
    public decimal Open { get; init; }

    [JsonPropertyName("h"), JsonRequired]
    public decimal High { get; init; }

    [JsonPropertyName("l"), JsonRequired]
    public decimal Low { get; init; }

    [JsonPropertyName("c"), JsonRequired]
    public decimal Close { get; init; }

    [JsonPropertyName("v"), JsonRequired]
    public decimal Volume { get; init; }
}

/// <summary>A quote as Alpaca writes it; a side without an offer has price 0.</summary>
internal sealed record QuoteBody
{
    [JsonPropertyName("t"), JsonRequired]
    public Instant At { get; init; }

    [JsonPropertyName("bp")]
    public decimal Bid { get; init; }

    [JsonPropertyName("ap")]
    public decimal Ask { get; init; }
}

/// <summary>A page of bars by symbol.</summary>
internal sealed record BarsPage(Dictionary<string, BarBody[]?>? Bars, string? NextPageToken = null);

/// <summary>The latest quote of each symbol.</summary>
internal sealed record LatestQuotes(Dictionary<string, QuoteBody>? Quotes);
