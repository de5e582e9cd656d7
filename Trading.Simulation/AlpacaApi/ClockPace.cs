namespace Trading.Simulation.AlpacaApi;

/// <summary>What moves the simulator's clock.</summary>
public abstract record ClockPace
{
    private ClockPace() { }

    /// <summary>Nothing but <see cref="SimulatorServer.MoveTo"/> and <c>POST /simulator/clock</c>.</summary>
    public sealed record Stepped : ClockPace;

    /// <summary>
    /// As fast as the client can follow: the clock moves to the next minute when the client asks <c>GET /v2/clock</c> twice with
    /// no other request in between. A night, a weekend or a holiday is one such step.
    /// </summary>
    public sealed record FollowsClient : ClockPace;

    /// <summary>The real time, faster or slower.</summary>
    /// <param name="Speed">Simulated seconds per real second, above zero.</param>
    public sealed record Timed(double Speed) : ClockPace;
}
