namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>A request asks for what exists at Alpaca and not here; the message names it and is sent to the client.</summary>
internal sealed class NotSimulatedException : Exception
{
    public NotSimulatedException() { }

    public NotSimulatedException(string what) : base($"{what} exists at Alpaca and is not simulated here") { }

    public NotSimulatedException(string message, Exception inner) : base(message, inner) { }
}
