using Trading.Core.Storage;

namespace Trading.Tests.Core.Storage;

/// <summary>What every store of feature states does.</summary>
public abstract class FeatureCheckpointContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_document_is_read_and_there_is_none_before_the_first()
    {
        var store = Make();
        Assert.Null(await store.ReadAsync(Cancel));
        byte[] first = [1, 2, 3];
        await store.WriteAsync(first, Cancel);
        Assert.Equal(first, await store.ReadAsync(Cancel));
        byte[] second = [4, 5];
        await store.WriteAsync(second, Cancel);
        Assert.Equal(second, await store.ReadAsync(Cancel));
    }

    protected abstract IFeatureCheckpointStore Make();
}

public sealed class InMemoryFeatureCheckpointStoreTests : FeatureCheckpointContract
{
    protected override IFeatureCheckpointStore Make() => new InMemoryFeatureCheckpointStore();
}
