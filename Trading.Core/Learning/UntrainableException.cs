namespace Trading.Core.Learning;

/// <summary>Nothing can be learned from the rows; the message says what is missing.</summary>
public sealed class UntrainableException : Exception
{
    /// <inheritdoc/>
    public UntrainableException() { }

    /// <inheritdoc/>
    public UntrainableException(string message) : base(message) { }

    /// <inheritdoc/>
    public UntrainableException(string message, Exception inner) : base(message, inner) { }
}
