using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace Trading.Adapters.AzureStorage;

/// <summary>What reading the settings under <c>Trading:Storage</c> came to.</summary>
/// <param name="Options">The options; null when anything is wrong or missing.</param>
/// <param name="Errors">A sentence for each fault; none of them holds a connection string.</param>
public sealed record AzureStorageOptionsResult(AzureStorageOptions? Options, IReadOnlyList<string> Errors);

/// <summary>Reads and checks the settings under <c>Trading:Storage</c>. No value is ever shown, because any of them could be a key in the wrong place.</summary>
public static class AzureStorageOptionsReader
{
    private const string ConnectionString = "ConnectionString";
    private const string BlobServiceUri = "blobServiceUri";
    private const string TableServiceUri = "tableServiceUri";
    private const string ClientId = "clientId";

    /// <summary>Every setting there is, without its section.</summary>
    internal static IReadOnlyList<string> Names { get; } = [ConnectionString, BlobServiceUri, TableServiceUri, ClientId];

    /// <summary>The options, or everything that is wrong with them.</summary>
    /// <param name="configuration">All settings.</param>
    public static AzureStorageOptionsResult Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Trading:Storage");
        var errors = section.GetChildren()
            .Where(entry => !Names.Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
            .Select(entry => $"{Spelt(entry.Key)} is not a setting; there are {string.Join(", ", Names)}.")
            .ToList();
        var options = Value(section, ConnectionString) is { } connection
            ? ByConnectionString(section, connection, errors)
            : ByIdentity(section, errors);
        return errors.Count == 0 ? new(options, []) : new(null, errors);
    }

    private static AzureStorageOptions ByConnectionString(IConfiguration section, string connection, List<string> errors)
    {
        errors.AddRange(Names.Where(name => name != ConnectionString && Value(section, name) is not null)
            .Select(name => $"{Spelt(name)} is set beside {Spelt(ConnectionString)}; set the one or the other."));
        try
        {
            _ = new BlobServiceClient(connection);
            _ = new TableServiceClient(connection);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            errors.Add($"{Spelt(ConnectionString)} is no connection string of a storage account; copy it again, or set UseDevelopmentStorage=true for Azurite.");
        }
        return new() { ConnectionString = connection };
    }

    private static AzureStorageOptions ByIdentity(IConfiguration section, List<string> errors)
    {
        var (blobs, tables) = (Value(section, BlobServiceUri), Value(section, TableServiceUri));
        if (blobs is null && tables is null)
        {
            errors.Add($"No storage account: set {Spelt(BlobServiceUri)} and {Spelt(TableServiceUri)}, or {Spelt(ConnectionString)} (UseDevelopmentStorage=true for Azurite).");
        }
        else if (blobs is null)
        {
            errors.Add($"{Spelt(TableServiceUri)} is set without {Spelt(BlobServiceUri)}; both services are needed.");
        }
        else if (tables is null)
        {
            errors.Add($"{Spelt(BlobServiceUri)} is set without {Spelt(TableServiceUri)}; both services are needed.");
        }
        return new()
        {
            BlobServiceUri = Address(blobs, BlobServiceUri, "https://ACCOUNT.blob.core.windows.net", errors),
            TableServiceUri = Address(tables, TableServiceUri, "https://ACCOUNT.table.core.windows.net", errors),
            ClientId = Value(section, ClientId),
        };
    }

    // An identity's token leaves with each request, so it goes over https and nowhere else.
    private static Uri? Address(string? text, string name, string example, List<string> errors)
    {
        if (text is null) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0 && url.PathAndQuery == "/")
            return url;
        errors.Add($"{Spelt(name)} is not the https address of a service; it may be such as {example}.");
        return null;
    }

    private static string? Value(IConfiguration section, string name) =>
        string.IsNullOrWhiteSpace(section[name]) ? null : section[name]!.Trim();

    private static string Spelt(string name) => $"Trading__Storage__{name}";
}
