using Trading.Adapters.AzureStorage;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Adapters.AzureStorage;

public sealed class AzureFeatureCheckpointStoreTests(Azurite azurite) : FeatureCheckpointContract, IAsyncLifetime
{
    private AzureStorageOptions options = null!;

    public async ValueTask InitializeAsync() => options = await azurite.FreshOrSkipAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override IFeatureCheckpointStore Make() => new AzureFeatureCheckpointStore(new AzureStorageAccount(options));
}
