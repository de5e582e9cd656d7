using System.Text.Json.Serialization;
using Trading.Simulation.AlpacaApi.Faults;

namespace Trading.Simulation.AlpacaApi.Control;

/// <summary>Where the clock shall move: to a moment, or by minutes.</summary>
internal sealed record ClockBody(string? To, double? Minutes);

/// <summary>A split to announce: so many new shares for an old one.</summary>
internal sealed record SplitBody(string? Symbol, decimal Ratio, string? Date);

/// <summary>The bodies of the control pages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ClockBody))]
[JsonSerializable(typeof(SplitBody))]
[JsonSerializable(typeof(FaultRule))]
internal sealed partial class ControlJson : JsonSerializerContext;
