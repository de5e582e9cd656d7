using System.Text.Json.Serialization;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Control;

/// <summary>Moves the clock to a time, or by minutes.</summary>
internal sealed record ClockBody(string? To, double? Minutes);

/// <summary>A split to announce; the ratio is in new shares per old share.</summary>
internal sealed record SplitBody(string? Symbol, decimal Ratio, string? Date);

/// <summary>A fault rule; a missing field has the default of <see cref="FaultRule"/>.</summary>
internal sealed record FaultBody(
    FaultKind? Kind, string? Method, string? Path, int? From, int? Times, double? Probability, int? Seed, int? Milliseconds,
    int? Status, bool? CarriedOut, int? RetryAfter)
{
    /// <exception cref="InvalidRequestException">The kind is missing.</exception>
    public FaultRule ToRule()
    {
        var rule = new FaultRule { Kind = Kind ?? throw new InvalidRequestException("The fault has no 'kind'.") };
        return rule with
        {
            Method = Method,
            Path = Path,
            Times = Times,
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

/// <summary>The JSON bodies of the control endpoints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ClockBody))]
[JsonSerializable(typeof(SplitBody))]
[JsonSerializable(typeof(FaultBody))]
internal sealed partial class ControlJson : JsonSerializerContext;
