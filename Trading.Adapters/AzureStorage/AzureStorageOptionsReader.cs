using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Trading.Core.Text;

namespace Trading.Adapters.AzureStorage;

/// <summary>The result of reading the settings under <c>Trading:Storage</c>.</summary>
/// <param name="Options">The options; null when anything is wrong or missing.</param>
/// <param name="Errors">A sentence for each error; no sentence shows a connection string.</param>
public sealed record AzureStorageOptionsResult(AzureStorageOptions? Options, IReadOnlyList<string> Errors);

/// <summary>
/// Reads and checks the settings under <c>Trading:Storage</c>. An error never shows a value, because any value could be a key in
/// the wrong place.
/// </summary>
public static class AzureStorageOptionsReader
{
    private const string ConnectionString = "ConnectionString";
    private const string BlobServiceUri = "blobServiceUri";
    private const string TableServiceUri = "tableServiceUri";
    private const string ClientId = "clientId";

    /// <summary>What only the machine of a person who asks for sweeps needs, and no app.</summary>
    internal const string QueueServiceUri = "queueServiceUri";

    /// <summary>Every setting there is, without its section.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        [ConnectionString, BlobServiceUri, TableServiceUri, QueueServiceUri, ClientId];

    /// <summary>The options, or everything that is wrong with them.</summary>
    /// <param name="configuration">All settings.</param>
    public static AzureStorageOptionsResult Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Trading:Storage");
        var errors = section.GetChildren()
            .Where(entry => !Names.Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
            .Select(entry => $"{FullName(VisibleText.Beginning(entry.Key, 60))} is not a setting; there are "
                + $"{string.Join(", ", Names)}.")
            .ToList();
        var options = Value(section, ConnectionString) is { } connection
            ? ByConnectionString(section, connection, errors)
            : ByIdentity(section, errors);
        return errors.Count == 0 ? new(options, []) : new(null, errors);
    }

    private static AzureStorageOptions ByConnectionString(IConfiguration section, string connection, List<string> errors)
    {
        errors.AddRange(Names.Where(name => name != ConnectionString && Value(section, name) is not null)
            .Select(name => $"{FullName(name)} is set beside {FullName(ConnectionString)}; set the one or the other."));
        try
        {
            _ = new BlobServiceClient(connection);
            _ = new TableServiceClient(connection);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            errors.Add(
                $"{FullName(ConnectionString)} is not a connection string of a storage account; copy it again, "
                + "or set UseDevelopmentStorage=true for Azurite.");
        }
        return new() { ConnectionString = connection };
    }

    private static AzureStorageOptions ByIdentity(IConfiguration section, List<string> errors)
    {
        var (blobs, tables) = (Value(section, BlobServiceUri), Value(section, TableServiceUri));
        if (blobs is null && tables is null)
        {
            errors.Add(
                $"No storage account: set {FullName(BlobServiceUri)} and {FullName(TableServiceUri)}, "
                + $"or {FullName(ConnectionString)} (UseDevelopmentStorage=true for Azurite).");
        }
        else if (blobs is null)
        {
            errors.Add($"{FullName(TableServiceUri)} is set without {FullName(BlobServiceUri)}; both services are needed.");
        }
        else if (tables is null)
        {
            errors.Add($"{FullName(BlobServiceUri)} is set without {FullName(TableServiceUri)}; both services are needed.");
        }
        return new()
        {
            BlobServiceUri = Address(blobs, BlobServiceUri, "https://ACCOUNT.blob.core.windows.net", errors),
            TableServiceUri = Address(tables, TableServiceUri, "https://ACCOUNT.table.core.windows.net", errors),
            QueueServiceUri = Address(
                Value(section, QueueServiceUri), QueueServiceUri, "https://ACCOUNT.queue.core.windows.net", errors),
            ClientId = Value(section, ClientId),
        };
    }

    // An identity's token leaves with each request, so only https is allowed.
    private static Uri? Address(string? text, string name, string example, List<string> errors)
    {
        if (text is null) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0
            && url.PathAndQuery == "/")
            return url;
        errors.Add($"{FullName(name)} is not the https address of a service; it may be such as {example}.");
        return null;
    }

    private static string? Value(IConfiguration section, string name) =>
        string.IsNullOrWhiteSpace(section[name]) ? null : section[name]!.Trim();

    private static string FullName(string name) => $"Trading__Storage__{name}";
}
