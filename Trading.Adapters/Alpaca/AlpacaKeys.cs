using Trading.Adapters.Secrets;

namespace Trading.Adapters.Alpaca;

/// <summary>An Alpaca key pair. It is never printed: not in a log, an exception or the text of a record.</summary>
public sealed class AlpacaKeys
{
    /// <summary>Checks and keeps a pair.</summary>
    /// <param name="id">The key's id.</param>
    /// <param name="secret">The secret.</param>
    /// <exception cref="ArgumentException">One of them cannot be a request header; the message does not show it.</exception>
    public AlpacaKeys(string id, string secret)
    {
        if (!IsUsable(id)) throw new ArgumentException("The key's id is empty or has characters that no key has.", nameof(id));
        if (!IsUsable(secret))
            throw new ArgumentException("The secret key is empty or has characters that no key has.", nameof(secret));
        (Id, Secret) = (id, secret);
    }

    /// <summary>The pair that the simulated exchange gets: a real key is never sent there.</summary>
    public static AlpacaKeys Simulator { get; } = new("simulator", "simulator");

    /// <summary>The key's id, for the request header only.</summary>
    internal string Id { get; }

    /// <summary>The secret, for the request header only.</summary>
    internal string Secret { get; }

    /// <summary>Removes the pair from what an answer says.</summary>
    // The simulator's pair is no secret, and the word occurs in its ordinary answers. As a Basic header writes them, too: of a
    // pair that is cut, one half may be too short to be found alone.
    internal KeyScrubber Scrubber() => ReferenceEquals(this, Simulator) ? new() : new(Id, Secret, $"{Id}:{Secret}");

    /// <summary>Three asterisks, never the pair.</summary>
    public override string ToString() => "***";

    /// <summary>Whether a text could be a key: printable ASCII without spaces, and no Key Vault reference.</summary>
    internal static bool IsUsable(string? text) =>
        !string.IsNullOrEmpty(text) && text.All(c => c is > ' ' and <= '~') && !IsUnresolved(text);

    /// <summary>
    /// Whether a text is a Key Vault reference that Azure left unresolved because it could not read the secret.
    /// </summary>
    internal static bool IsUnresolved(string text) => text.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase);
}
