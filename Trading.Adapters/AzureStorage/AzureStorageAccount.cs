using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// The clients of a storage account, made once a process and safe for use by several threads. The first call sends the first
/// request. The SDK repeats failed requests, few times and quickly, because a job must not hang.
/// </summary>
public sealed class AzureStorageAccount
{
    private const int BlobPatience = 4;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);
    private readonly AzureStorageOptions options;
    private readonly TableServiceClient tables;
    private readonly BlobServiceClient blobs;
    private readonly Lazy<QueueServiceClient> queues;

    /// <summary>Makes the clients.</summary>
    /// <exception cref="ArgumentException">There is neither a connection string nor both addresses.</exception>
    public AzureStorageAccount(AzureStorageOptions options) : this(options, []) { }

    internal AzureStorageAccount(AzureStorageOptions options, IReadOnlyList<HttpPipelinePolicy> eachRequest)
    {
        this.options = options;
        var tableOptions = Configure(new TableClientOptions(), options.AttemptTimeout, eachRequest);
        // The Functions host reads messages in base64.
        var queueOptions = Configure(
            new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }, options.AttemptTimeout, eachRequest);
        var blobOptions = Configure(new BlobClientOptions(), options.AttemptTimeout * BlobPatience, eachRequest);
        if (options.ConnectionString is { } connection)
        {
            (tables, blobs) = (new(connection, tableOptions), new(connection, blobOptions));
            queues = new(() => new(connection, queueOptions));
        }
        else if (options is { TableServiceUri: { } tableUri, BlobServiceUri: { } blobUri })
        {
            var identity = Identity();
            (tables, blobs) = (new(tableUri, identity, tableOptions), new(blobUri, identity, blobOptions));
            queues = new(() => options.QueueServiceUri is { } queueUri
                ? new(queueUri, identity, queueOptions)
                : throw new StorageException(
                    "Sweeps need the address of the Queue service: set Trading__Storage__queueServiceUri."));
        }
        else
        {
            throw new ArgumentException(
                "A storage account needs a connection string, or the addresses of both its services.", nameof(options));
        }
    }

    internal JournalTable Table(string name) => new(tables.GetTableClient(options.Prefix + name));

    internal QueueClient Queue(string name) => queues.Value.GetQueueClient(options.Prefix + name);

    internal BlobFolder Blobs(string name) => new(blobs.GetBlobContainerClient(options.Prefix + name));

    private T Configure<T>(T client, TimeSpan attemptTimeout, IReadOnlyList<HttpPipelinePolicy> eachRequest)
        where T : ClientOptions
    {
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.MaxRetries = options.Retries;
        client.Retry.Delay = options.RetryDelay;
        client.Retry.MaxDelay = LongestDelay;
        client.Retry.NetworkTimeout = attemptTimeout;
        foreach (var policy in eachRequest) client.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return client;
    }

    // In Azure the managed identity; on a developer's machine the person who is signed in with Azure's tools. Credentials that
    // open a dialog or read keys from the environment are excluded.
    private DefaultAzureCredential Identity() => new(new DefaultAzureCredentialOptions
    {
        ManagedIdentityClientId = options.ClientId,
        ExcludeEnvironmentCredential = true,
        ExcludeWorkloadIdentityCredential = true,
        ExcludeInteractiveBrowserCredential = true,
        ExcludeVisualStudioCodeCredential = true,
        ExcludeBrokerCredential = true,
    });
}
