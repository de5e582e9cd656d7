namespace Trading.Core.Learning;

/// <summary>
/// Trained models under a hash of everything that determines them, so that a machine never trains the same night twice. Losing
/// it costs time and nothing else. Implementations are safe for concurrent use.
/// </summary>
public interface IModelCache
{
    /// <summary>A cached model's bytes; null when it is not there or cannot be read.</summary>
    /// <param name="key">Lower-case hexadecimal digits.</param>
    ReadOnlyMemory<byte>? Get(string key);

    /// <summary>Keeps a model. What cannot be kept is dropped in silence.</summary>
    /// <param name="key">Lower-case hexadecimal digits.</param>
    /// <param name="model">The model's bytes.</param>
    void Put(string key, ReadOnlyMemory<byte> model);
}
