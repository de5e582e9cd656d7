using Azure.Storage.Blobs;
using Trading.Adapters.AzureStorage;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.AzureStorage;

public sealed class AzureForecastRecordTests(Azurite azurite) : ForecastRecordContract, IAsyncLifetime
{
    private AzureStorageOptions options = null!;

    protected override IForecastRecord Record => Reopen();

    protected override int Samples => 20;

    protected override IForecastRecord Reopen() => new AzureForecastRecord(new AzureStorageAccount(options));

    public async ValueTask InitializeAsync() => options = await azurite.FreshOrSkipAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task A_blob_that_was_cut_off_is_named_and_may_be_written_again(int length)
    {
        await Record.WriteAsync(Recipe, ARecord(Monday, 50), Cancel);
        var blob = new BlobServiceClient(options.ConnectionString).GetBlobContainerClient($"{options.Prefix}record")
            .GetBlobClient($"{Recipe}/2025-11-03.parquet");
        var whole = (await blob.DownloadContentAsync(Cancel)).Value.Content.ToArray();
        await blob.UploadAsync(BinaryData.FromBytes(whole[..length]), overwrite: true, Cancel);
        var error = await Assert.ThrowsAsync<StorageException>(() => Record.ReadAsync(Recipe, Monday, Cancel));
        Assert.StartsWith($"{blob.Uri}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("The next night makes it anew.", error.Message, StringComparison.Ordinal);

        await Record.WriteAsync(Recipe, ARecord(Monday, 50), Cancel);
        Assert.Equal(50, (await Record.ReadAsync(Recipe, Monday, Cancel))!.Rows.Count);
    }
}
