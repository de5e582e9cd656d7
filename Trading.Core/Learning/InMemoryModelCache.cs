using System.Collections.Concurrent;

namespace Trading.Core.Learning;

/// <summary>A model cache that lives as long as the process.</summary>
public sealed class InMemoryModelCache : IModelCache
{
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> models = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Get(string key) => models.TryGetValue(key, out var model) ? model : null;

    /// <inheritdoc/>
    public void Put(string key, ReadOnlyMemory<byte> model) => models[key] = model;
}
