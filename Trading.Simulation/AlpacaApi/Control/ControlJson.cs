using System.Text.Json.Serialization;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Control;

/// <summary>Where the clock shall move: to a moment, or by minutes.</summary>
internal sealed record ClockBody(string? To, double? Minutes);

/// <summary>A split to announce: so many new shares for an old one.</summary>
internal sealed record SplitBody(string? Symbol, decimal Ratio, string? Date);

/// <summary>A fault rule; what is left out is as in <see cref="FaultRule"/>.</summary>
internal sealed record FaultBody(
    FaultKind? Kind, string? Method, string? Path, int? From, int? Times, double? Probability, int? Seed, int? Milliseconds, int? Status,
    bool? CarriedOut, int? RetryAfter)
{
    /// <exception cref="UnusableRequestException">The kind is missing.</exception>
    public FaultRule ToRule()
    {
        var rule = new FaultRule { Kind = Kind ?? throw new UnusableRequestException("The fault has no 'kind'."), Method = Method, Path = Path, Times = Times };
        return rule with
        {
            From = From ?? rule.From,
            Probability = Probability ?? rule.Probability,
            Seed = Seed ?? rule.Seed,
            Milliseconds = Milliseconds ?? rule.Milliseconds,
            Status = Status ?? rule.Status,
            CarriedOut = CarriedOut ?? rule.CarriedOut,
            RetryAfter = RetryAfter ?? rule.RetryAfter,
        };
    }
}

/// <summary>The bodies of the control pages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ClockBody))]
[JsonSerializable(typeof(SplitBody))]
[JsonSerializable(typeof(FaultBody))]
internal sealed partial class ControlJson : JsonSerializerContext;
