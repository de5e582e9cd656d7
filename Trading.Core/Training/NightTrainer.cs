using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trading.Core.Learning;
using Trading.Core.Learning.Rows;

namespace Trading.Core.Training;

/// <summary>
/// The model of a night: trained, or taken from the cache when this machine has trained it before. Safe for concurrent use when
/// the cache is.
/// </summary>
public sealed class NightTrainer(Recipe recipe, IModelCache cache)
{
    /// <summary>Names all that a night's model is made of: recipe and bars. 64 lower-case hexadecimal digits.</summary>
    /// <param name="window">The sessions that it learns from, each with the hash of its bars, in order.</param>
    public string KeyOf(IEnumerable<(LocalDate Session, string BarsHash)> window)
    {
        var text = new StringBuilder($"{recipe.Id} {ModelFormat.Version}");
        foreach (var (session, hash) in window)
            text.Append(CultureInfo.InvariantCulture, $"\n{session:uuuu-MM-dd} {hash}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Whether a model need not be trained.</summary>
    /// <param name="key">Its key.</param>
    public bool Knows(string key) => cache.Get(key) is not null;

    /// <summary>The model that learned from a window.</summary>
    /// <param name="window">The sessions, in order.</param>
    /// <exception cref="UntrainableException">Nothing can be learned from them.</exception>
    public LearnedModel ModelOf(IReadOnlyList<LabelledRows> window)
    {
        var key = KeyOf(window.Select(session => (session.Session, session.BarsHash)));
        if (cache.Get(key) is { } bytes && TryRead(bytes) is { } known) return known;
        var model = ModelTrainer.Train(window, recipe);
        cache.Put(key, model.ToBytes());
        return model;
    }

    private LearnedModel? TryRead(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return LearnedModel.FromBytes(bytes, recipe.Plan);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
