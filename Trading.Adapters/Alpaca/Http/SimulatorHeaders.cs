namespace Trading.Adapters.Alpaca.Http;

/// <summary>What the simulator says beside its answers.</summary>
/// <param name="ClockSpeed">How much faster than life its clock runs; 0 when it stands still until somebody moves it; null from anyone else.</param>
/// <param name="Exchange">Which exchange it is: another after each start; null from anyone else.</param>
internal readonly record struct SimulatorHeaders(string? ClockSpeed, string? Exchange)
{
    /// <summary>The header of the clock's speed.</summary>
    public const string SpeedHeader = "Trading-Clock-Speed";

    private const string ExchangeHeader = "Trading-Exchange";

    public static SimulatorHeaders Of(HttpResponseMessage response) => new(Value(response, SpeedHeader), Value(response, ExchangeHeader));

    private static string? Value(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? values.First() : null;
}
