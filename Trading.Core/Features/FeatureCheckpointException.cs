namespace Trading.Core.Features;

/// <summary>A checkpoint cannot be used; the message says why.</summary>
public sealed class FeatureCheckpointException : Exception
{
    /// <inheritdoc/>
    public FeatureCheckpointException() { }

    /// <inheritdoc/>
    public FeatureCheckpointException(string message) : base(message) { }

    /// <inheritdoc/>
    public FeatureCheckpointException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Whether nothing is wrong with it: it is of another session.</summary>
    public bool IsOfAnotherSession { get; init; }
}
