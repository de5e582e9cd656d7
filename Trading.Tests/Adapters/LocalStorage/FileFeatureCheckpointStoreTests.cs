using Trading.Adapters.LocalStorage;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Adapters.LocalStorage;

public sealed class FileFeatureCheckpointStoreTests : FeatureCheckpointContract, IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IFeatureCheckpointStore Make() => new FileFeatureCheckpointStore(folder["book/features.bin"]);
}
