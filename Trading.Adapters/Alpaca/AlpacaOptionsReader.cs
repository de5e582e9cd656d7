using Microsoft.Extensions.Configuration;

namespace Trading.Adapters.Alpaca;

/// <summary>What reading the settings under <c>Trading:Alpaca</c> came to.</summary>
/// <param name="Options">The options; null when anything is wrong or missing.</param>
/// <param name="Errors">A sentence for each fault; none of them holds a key.</param>
public sealed record AlpacaOptionsResult(AlpacaOptions? Options, IReadOnlyList<string> Errors);

/// <summary>Reads and checks the settings under <c>Trading:Alpaca</c>.</summary>
public static class AlpacaOptionsReader
{
    /// <summary>The options, or everything that is wrong with them.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="feed">The data feed.</param>
    public static AlpacaOptionsResult Read(IConfiguration configuration, string feed) => throw new NotImplementedException();
}
