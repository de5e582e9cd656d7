namespace Trading.Adapters.AzureStorage;

/// <summary>
/// Which storage account is used, and how: a connection string, or the addresses of its two services with a managed identity
/// (or, on a developer's machine, the person who is signed in with a tool of Azure).
/// </summary>
public sealed record AzureStorageOptions
{
    /// <summary>
    /// The account's connection string, such as <c>UseDevelopmentStorage=true</c>; null when an identity is used. It may hold a
    /// key.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>Root of the Blob service; null with a connection string.</summary>
    public Uri? BlobServiceUri { get; init; }

    /// <summary>Root of the Table service; null with a connection string.</summary>
    public Uri? TableServiceUri { get; init; }

    /// <summary>
    /// Root of the Queue service; null with a connection string, and where nobody asks for a sweep. It may be of another account,
    /// that of the app which runs sweeps.
    /// </summary>
    public Uri? QueueServiceUri { get; init; }

    /// <summary>Client id of the user-assigned managed identity; null for the system-assigned one.</summary>
    public string? ClientId { get; init; }

    /// <summary>
    /// What the names of tables and containers begin with: lower-case letters and digits, a letter first; may be empty.
    /// </summary>
    public string Prefix { get; init; } = "";

    /// <summary>How long one attempt may take at a table; a blob, which is larger, may take four times as long.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a request that got no proper answer is repeated.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>How long the first repetition waits, on average; later ones wait longer, two seconds at most.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Names the place and never the key.</summary>
    public override string ToString() =>
        ConnectionString is null ? $"{BlobServiceUri} and {TableServiceUri}" : "a storage account by its connection string";
}
