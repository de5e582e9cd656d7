namespace Trading.Core.Storage;

/// <summary>The store could not be read or written; the message names the place and says what to do.</summary>
public sealed class StorageException : Exception
{
    /// <inheritdoc/>
    public StorageException() { }

    /// <inheritdoc/>
    public StorageException(string message) : base(message) { }

    /// <inheritdoc/>
    public StorageException(string message, Exception inner) : base(message, inner) { }
}
