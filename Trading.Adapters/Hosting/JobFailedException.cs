namespace Trading.Adapters.Hosting;

/// <summary>A job ended with an error, or could not begin; the message says which and why, and the portal shows a failed
/// invocation.</summary>
public sealed class JobFailedException : Exception
{
    /// <inheritdoc/>
    public JobFailedException() { }

    /// <inheritdoc/>
    public JobFailedException(string message) : base(message) { }

    /// <inheritdoc/>
    public JobFailedException(string message, Exception inner) : base(message, inner) { }
}
