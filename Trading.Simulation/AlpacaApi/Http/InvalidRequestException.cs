namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>
/// A request has a parameter or a field that is missing or wrong; the message names it and is sent to the client.
/// </summary>
internal sealed class InvalidRequestException : Exception
{
    public InvalidRequestException() { }

    public InvalidRequestException(string message) : base(message) { }

    public InvalidRequestException(string message, Exception inner) : base(message, inner) { }
}
