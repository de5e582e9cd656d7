using Microsoft.Extensions.Logging;
using Trading.Core.Orders;
using Trading.Core.Settings;

namespace Trading.Adapters.Hosting;

/// <summary>
/// The symbols that a host scans and trains with. On an account a symbol that the exchange does not know is left out, so that a
/// wrong setting costs one symbol and not the day. A simulated exchange tells its own, because they may differ from the
/// settings'. Answers are kept: a known symbol for good, an unknown one for the day. Safe for use by many threads.
/// </summary>
/// <param name="exchange">The exchange that is asked.</param>
/// <param name="settings">The symbols that are wanted.</param>
/// <param name="log">Tells what was left out, or not answered.</param>
public sealed partial class HostSymbols(IExchangeConnection exchange, TradingSettings settings, ILogger log)
{
    private volatile Answers answers = new([], [], null);
    private volatile IReadOnlyList<string>? simulated;
    private volatile Pool? pool;

    /// <summary>A sentence on what is wrong with the setting; null when nothing is, by the answers so far.</summary>
    public string? Error
    {
        get
        {
            if (answers.Unknown is not { Length: > 0 } unknown || settings.IsWholeMarket) return null;
            var (symbols, names) = (unknown.Length == 1 ? "the symbol" : "the symbols", string.Join(", ", unknown));
            var rest = unknown.Length < settings.Symbols.Count ? "the others are scanned" : "nothing is scanned";
            return $"{exchange.Name} does not know {symbols} {names}; {rest}: correct the setting Trading__Symbols.";
        }
    }

    /// <summary>
    /// The symbols to trade. On an account those without an answer are among them, and are asked for again the next time.
    /// </summary>
    /// <param name="today">The exchange's day.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="BrokerUnavailableException">
    /// A simulated exchange did not answer, or no symbol is known; the message names them.
    /// </exception>
    public async Task<IReadOnlyList<string>> KeepAsync(LocalDate today, CancellationToken cancel)
    {
        if (exchange.Mode == TradingMode.Simulated)
            return simulated ??= await TradedSymbols.FindAsync(exchange, settings, cancel);
        if (settings.IsWholeMarket) return await PoolAsync(today, cancel);
        var before = answers;
        var now = await AskAsync(before, today, cancel);
        answers = now;
        if (Error is { } error && (now.Day != before.Day || !now.Unknown.SequenceEqual(before.Unknown))) LeftOut(error);
        return now.Unknown.Length < settings.Symbols.Count
            ? [.. settings.Symbols.Except(now.Unknown, StringComparer.Ordinal)]
            : throw new BrokerUnavailableException(Error!) { IsRefusal = true };
    }

    // What is listed changes from day to day. The list of the day before serves when the exchange does not answer.
    private async Task<IReadOnlyList<string>> PoolAsync(LocalDate today, CancellationToken cancel)
    {
        if (pool is { } known && known.Day == today) return known.Symbols;
        try
        {
            pool = new(MarketPool.Of(await exchange.GetListingAsync(cancel), settings), today);
        }
        catch (BrokerUnavailableException e) when (pool is not null)
        {
            NotAsked(e.Message);
        }
        return pool!.Symbols;
    }

    private async Task<Answers> AskAsync(Answers before, LocalDate today, CancellationToken cancel)
    {
        var day = (LocalDate?)today;
        var known = before.Known.ToHashSet(StringComparer.Ordinal);
        var unknown = before.Day == today ? before.Unknown.ToList() : [];
        try
        {
            var left = settings.Symbols.Except(known, StringComparer.Ordinal).Except(unknown, StringComparer.Ordinal).ToList();
            known.UnionWith((await TradedSymbols.ListedAsync(exchange, left, cancel)).Intersect(left, StringComparer.Ordinal));
            foreach (var symbol in settings.Symbols)
            {
                if (known.Contains(symbol) || unknown.Contains(symbol, StringComparer.Ordinal)) continue;
                if (await exchange.FindSymbolAsync(symbol, cancel) != SymbolStanding.Unknown) known.Add(symbol);
                else unknown.Add(symbol);
            }
        }
        catch (BrokerUnavailableException e)
        {
            NotAsked(e.Message);
            // No answer does not make a symbol known that was unknown yesterday.
            day = before.Day;
            unknown = [.. unknown.Union(before.Unknown, StringComparer.Ordinal).Where(s => !known.Contains(s))];
        }
        return new([.. known], [.. settings.Symbols.Where(s => unknown.Contains(s, StringComparer.Ordinal))], day);
    }

    private sealed record Pool(IReadOnlyList<string> Symbols, LocalDate Day);

    private sealed record Answers(string[] Known, string[] Unknown, LocalDate? Day);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Error}")]
    private partial void LeftOut(string error);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The exchange does not say which symbols it knows, so those known before are used: {Error}")]
    private partial void NotAsked(string error);
}
