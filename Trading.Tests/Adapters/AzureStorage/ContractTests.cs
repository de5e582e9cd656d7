using Trading.Adapters.AzureStorage;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Adapters.AzureStorage;

public sealed class AzureTableJournalContractTests(Azurite azurite) : JournalContract, IAsyncLifetime
{
    private AzureStorageOptions options = null!;
    private AzureTableJournal journal = null!;

    protected override ITradingJournal Journal => journal;

    protected override int Samples => 12;

    protected override int Races => 5;

    protected override ITradingJournal Reopen() => new AzureTableJournal(new AzureStorageAccount(options));

    public async ValueTask InitializeAsync()
    {
        options = await azurite.FreshOrSkipAsync();
        journal = new(new AzureStorageAccount(options));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AzureModelRegistryContractTests(Azurite azurite) : ModelRegistryContract, IAsyncLifetime
{
    private AzureStorageOptions options = null!;

    protected override IModelRegistry Registry => Reopen();

    protected override IModelRegistry Reopen() => new AzureModelRegistry(new AzureStorageAccount(options));

    public async ValueTask InitializeAsync() => options = await azurite.FreshOrSkipAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AzureBarArchiveContractTests(Azurite azurite) : BarArchiveContract, IAsyncLifetime
{
    private AzureStorageOptions options = null!;

    protected override IBarArchive Archive => Reopen();

    protected override int Samples => 20;

    protected override IBarArchive Reopen() => new AzureBarArchive(new AzureStorageAccount(options));

    public async ValueTask InitializeAsync() => options = await azurite.FreshOrSkipAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
