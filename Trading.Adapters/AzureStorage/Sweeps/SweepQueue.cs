using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Trading.Adapters.AzureStorage.Sweeps;

/// <summary>The queue of slices. The Functions host reads it, and moves what fails too often into the queue of set-aside
/// ones.</summary>
/// <param name="account">The storage account.</param>
internal sealed class SweepQueue(AzureStorageAccount account)
{
    private const int AtATime = 8;
    private const string Role = "Storage Queue Data Message Sender";
    private readonly Lazy<QueueClient> client = new(() => account.Queue(SweepWorker.Queue));

    /// <summary>Asks for slices of a sweep, in any order.</summary>
    public Task SendAsync(IEnumerable<SliceMessage> slices, CancellationToken cancel) => Parallel.ForEachAsync(
        slices, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel },
        async (slice, stop) => await StorageErrors.GuardAsync(
            client.Value.Uri, Role, async () =>
            {
                await SendAsync(slice.Write(), stop);
                return true;
            }, stop));

    private async Task SendAsync(string text, CancellationToken cancel)
    {
        try
        {
            await client.Value.SendMessageAsync(text, cancel);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await client.Value.CreateIfNotExistsAsync(cancellationToken: cancel);
            await client.Value.SendMessageAsync(text, cancel);
        }
    }
}
