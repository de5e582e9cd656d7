using System.Text;

namespace Trading.Adapters.Alpaca.Http;

/// <summary>Removes the keys from answers, in case a body echoes them.</summary>
internal sealed class KeyScrubber
{
    private static readonly byte[] Stars = "***"u8.ToArray();
    private readonly string[] texts;
    private readonly byte[][] bytes;

    public KeyScrubber(AlpacaKeys keys)
    {
        // The simulator's pair is no secret, and the word occurs in its ordinary answers.
        texts = ReferenceEquals(keys, AlpacaKeys.Simulator) ? [] : [keys.Secret, keys.Id];
        bytes = [.. texts.Select(Encoding.ASCII.GetBytes)];
    }

    /// <summary>The text with each key replaced by asterisks.</summary>
    public string Clean(string text) =>
        texts.Aggregate(text, (clean, key) => clean.Replace(key, "***", StringComparison.OrdinalIgnoreCase));

    /// <summary>The body with each key replaced by asterisks; the same array when it holds none.</summary>
    public byte[] Clean(byte[] body)
    {
        foreach (var key in bytes)
        {
            if (body.AsSpan().IndexOf(key) >= 0) body = Replaced(body, key);
        }
        return body;
    }

    private static byte[] Replaced(ReadOnlySpan<byte> body, byte[] key)
    {
        var clean = new List<byte>(body.Length);
        for (var at = body.IndexOf(key); at >= 0; at = body.IndexOf(key))
        {
            clean.AddRange(body[..at]);
            clean.AddRange(Stars);
            body = body[(at + key.Length)..];
        }
        clean.AddRange(body);
        return [.. clean];
    }
}
