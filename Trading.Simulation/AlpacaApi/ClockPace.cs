namespace Trading.Simulation.AlpacaApi;

/// <summary>What moves the simulator's clock.</summary>
public abstract record ClockPace
{
    private ClockPace() { }

    /// <summary>Only whoever asks for it: <see cref="AlpacaApiServer.MoveTo"/> or <c>POST /simulator/clock</c>.</summary>
    public sealed record Stepped : ClockPace;

    /// <summary>
    /// As fast as its client can follow: the clock stands, and moves to the next minute when <c>GET /v2/clock</c> is asked twice
    /// with no other request in between. Nights, weekends and holidays are one such step.
    /// </summary>
    public sealed record FollowsClient : ClockPace;

    /// <summary>A real clock, faster or slower than life.</summary>
    /// <param name="Speed">Simulated seconds a real second, above zero.</param>
    public sealed record Timed(double Speed) : ClockPace;
}
