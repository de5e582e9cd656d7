namespace Trading.Adapters.Alpaca.Http;

/// <summary>The header in which the simulator says how much faster than life its clock runs.</summary>
internal static class ClockSpeed
{
    /// <summary>A factor; 0 when the clock stands still until somebody moves it.</summary>
    public const string Header = "Trading-Clock-Speed";

    public static string? Of(HttpResponseMessage response) =>
        response.Headers.TryGetValues(Header, out var values) ? values.First() : null;
}
