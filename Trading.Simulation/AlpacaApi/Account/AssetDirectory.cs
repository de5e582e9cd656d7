using System.Security.Cryptography;
using System.Text;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary>The symbols that can be traded, each with an id that is derived from its name.</summary>
internal sealed class AssetDirectory
{
    private readonly Dictionary<string, string> symbols = new(StringComparer.OrdinalIgnoreCase);

    public AssetDirectory(IEnumerable<string> symbols)
    {
        Symbols = [.. symbols.Order(StringComparer.Ordinal)];
        foreach (var symbol in Symbols)
        {
            this.symbols[symbol] = symbol;
            this.symbols[IdOf(symbol)] = symbol;
        }
    }

    /// <summary>All symbols, sorted.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>The symbol with this name or id; null when there is none.</summary>
    public string? Find(string symbolOrId) => symbols.GetValueOrDefault(symbolOrId);

    /// <summary>A UUID from the hash of the symbol.</summary>
    public static string IdOf(string symbol) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(symbol)).AsSpan(0, 16)).ToString();
}
