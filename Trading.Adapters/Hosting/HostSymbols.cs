using Microsoft.Extensions.Logging;
using Trading.Adapters.Alpaca;
using Trading.Core.Orders;
using Trading.Core.Settings;

namespace Trading.Adapters.Hosting;

/// <summary>
/// The symbols that a host scans and trains with. On an account one that the exchange does not know is left out, so that a wrong
/// setting costs one symbol and not the day; a simulator's are told by itself, for they may be quite others than the settings'. What was
/// answered is kept: a known symbol for good, an unknown one for the day. Safe for use by many threads.
/// </summary>
/// <param name="alpaca">Whom to ask.</param>
/// <param name="settings">The symbols that are wanted.</param>
/// <param name="log">Where is said what was left out, or not answered.</param>
public sealed partial class HostSymbols(AlpacaConnection alpaca, TradingSettings settings, ILogger log)
{
    private volatile Answers answers = new([], [], null);
    private volatile IReadOnlyList<string>? simulated;

    /// <summary>What is wrong with the setting, in a sentence; null when nothing is, as far as the exchange has answered.</summary>
    public string? Trouble => answers.Unknown is { Length: > 0 } unknown
        ? $"Alpaca does not know {(unknown.Length == 1 ? "the symbol" : "the symbols")} {string.Join(", ", unknown)}; {(unknown.Length < settings.Symbols.Count ? "the others are scanned" : "nothing is scanned")}: correct the setting Trading__Symbols."
        : null;

    /// <summary>The symbols to trade. On an account those that were not answered for are among them, and asked for again the next time.</summary>
    /// <param name="today">The exchange's day.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="BrokerUnavailableException">A simulator did not answer, or no symbol is known; the sentence names them.</exception>
    public async Task<IReadOnlyList<string>> KeepAsync(LocalDate today, CancellationToken cancel)
    {
        if (alpaca.Options.Environment == AlpacaEnvironment.Simulator) return simulated ??= await TradedSymbols.FindAsync(alpaca, settings, cancel);
        var before = answers;
        var now = await AskAsync(before, today, cancel);
        answers = now;
        if (Trouble is { } trouble && (now.Day != before.Day || !now.Unknown.SequenceEqual(before.Unknown))) LeftOut(trouble);
        return now.Unknown.Length < settings.Symbols.Count
            ? [.. settings.Symbols.Except(now.Unknown, StringComparer.Ordinal)]
            : throw new BrokerUnavailableException(Trouble!) { IsRefusal = true };
    }

    private async Task<Answers> AskAsync(Answers before, LocalDate today, CancellationToken cancel)
    {
        var day = (LocalDate?)today;
        var (known, unknown) = (before.Known.ToHashSet(StringComparer.Ordinal), before.Day == today ? before.Unknown.ToList() : []);
        try
        {
            foreach (var symbol in settings.Symbols.Where(s => !known.Contains(s) && !unknown.Contains(s, StringComparer.Ordinal)))
            {
                if (await alpaca.Trading.FindAssetAsync(symbol, cancel) is not null) known.Add(symbol);
                else unknown.Add(symbol);
            }
        }
        catch (BrokerUnavailableException e)
        {
            NotAsked(e.Message);
            // What was unknown yesterday is not known by silence.
            day = before.Day;
            unknown = [.. unknown.Union(before.Unknown, StringComparer.Ordinal).Where(s => !known.Contains(s))];
        }
        return new([.. known], [.. settings.Symbols.Where(s => unknown.Contains(s, StringComparer.Ordinal))], day);
    }

    private sealed record Answers(string[] Known, string[] Unknown, LocalDate? Day);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Trouble}")]
    private partial void LeftOut(string trouble);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Which symbols the exchange knows could not be asked, those of the settings are used: {Why}")]
    private partial void NotAsked(string why);
}
