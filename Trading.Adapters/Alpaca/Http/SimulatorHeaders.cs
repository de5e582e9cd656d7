namespace Trading.Adapters.Alpaca.Http;

/// <summary>What the simulator adds to its answers.</summary>
/// <param name="ClockSpeed">
/// How much faster than real time its clock runs; 0 when it stands still until it is moved by hand; null from another server.
/// </param>
/// <param name="Exchange">The id of the exchange, new after each start; null from another server.</param>
internal readonly record struct SimulatorHeaders(string? ClockSpeed, string? Exchange)
{
    /// <summary>The header with the clock's speed.</summary>
    public const string SpeedHeader = "Trading-Clock-Speed";

    private const string ExchangeHeader = "Trading-Exchange";

    public static SimulatorHeaders Of(HttpResponseMessage response) =>
        new(Value(response, SpeedHeader), Value(response, ExchangeHeader));

    private static string? Value(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? values.First() : null;
}
