namespace Trading.Adapters.Alpaca;

/// <summary>An Alpaca key pair. Nothing prints it: not a log, not an exception, not a debugger's view of a record.</summary>
public sealed class AlpacaKeys
{
    /// <summary>Takes a pair.</summary>
    /// <param name="id">The key's id.</param>
    /// <param name="secret">The secret.</param>
    /// <exception cref="ArgumentException">One of them could not be a request's header; the message does not show it.</exception>
    public AlpacaKeys(string id, string secret)
    {
        if (!IsUsable(id)) throw new ArgumentException("The key's id is empty or has characters that no key has.", nameof(id));
        if (!IsUsable(secret)) throw new ArgumentException("The secret key is empty or has characters that no key has.", nameof(secret));
        (Id, Secret) = (id, secret);
    }

    /// <summary>What the simulated exchange is given: a real key never goes there.</summary>
    public static AlpacaKeys Simulator { get; } = new("simulator", "simulator");

    /// <summary>The key's id, for the request's header alone.</summary>
    internal string Id { get; }

    /// <summary>The secret, for the request's header alone.</summary>
    internal string Secret { get; }

    /// <summary>Stars.</summary>
    public override string ToString() => "***";

    /// <summary>Whether a text could be a key: printable ASCII without blanks, and no reference.</summary>
    internal static bool IsUsable(string? text) => !string.IsNullOrEmpty(text) && text.All(c => c is > ' ' and <= '~') && !IsUnresolved(text);

    /// <summary>Whether a text is a Key Vault reference that Azure left as it stands, because it could not read the secret.</summary>
    internal static bool IsUnresolved(string text) => text.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase);
}
