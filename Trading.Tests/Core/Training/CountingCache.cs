using System.Collections.Concurrent;
using Trading.Core.Learning;

namespace Trading.Tests.Core.Training;

/// <summary>A model cache that knows what was trained. Safe for concurrent use.</summary>
internal sealed class CountingCache : IModelCache
{
    private readonly InMemoryModelCache inner = new();

    /// <summary>The key of each model that had to be trained.</summary>
    public ConcurrentQueue<string> Trained { get; } = new();

    public ReadOnlyMemory<byte>? Get(string key) => inner.Get(key);

    public void Put(string key, ReadOnlyMemory<byte> model)
    {
        Trained.Enqueue(key);
        inner.Put(key, model);
    }
}
