using Trading.Adapters.Hosting;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Reporting;

namespace Trading.Cli.Checking;

/// <summary>
/// Looks at what only the exchange knows, whichever exchange it is. Each check asks for itself, and all at once, so that a host
/// that does not answer costs one wait.
/// </summary>
internal sealed class ExchangeChecks(IExchangeConnection exchange, TradingSettings settings)
{
    /// <summary>The names of the checks, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["account", "buying power", "clock", "calendar", "data feed", "symbols"];

    private static readonly Duration NoticeableSkew = Duration.FromSeconds(5);

    /// <summary>The results, in order.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        // First, so that no other check has to ask for the time: a simulator's clock may go on when it is asked twice.
        var clock = await TryAsync("clock", ClockAsync, cancel);
        var symbols = TryAsync("symbols", SymbolsAsync, cancel);
        var rest = await Task.WhenAll(
            TryAsync("account", AccountAsync, cancel),
            TryAsync("buying power", BuyingPowerAsync, cancel),
            TryAsync("calendar", CalendarAsync, cancel),
            TryAsync("data feed", FeedAsync, cancel));
        return [rest[0], rest[1], clock, rest[2], rest[3], await symbols];
    }

    private static async Task<CheckResult> TryAsync(
        string name, Func<string, CancellationToken, Task<CheckResult>> look, CancellationToken cancel)
    {
        try
        {
            return await look(name, cancel);
        }
        catch (Exception e) when (e is BrokerUnavailableException or MarketDataException or RefusedException)
        {
            return CheckResult.Bad(name, e.Message);
        }
    }

    private async Task<CheckResult> AccountAsync(string name, CancellationToken cancel)
    {
        var account = await exchange.GetReadinessAsync(cancel);
        return account.Error is { } error ? CheckResult.Bad(name, error) : CheckResult.Good(name, $"{account.Status}, {Mode()}");
    }

    private string Mode() => exchange.Mode switch
    {
        TradingMode.Live => "REAL MONEY",
        TradingMode.Paper => "paper",
        _ => "simulated",
    };

    private async Task<CheckResult> BuyingPowerAsync(string name, CancellationToken cancel)
    {
        var account = await exchange.GetReadinessAsync(cancel);
        var text = $"{FigureText.Money(account.BuyingPower)} of {FigureText.Money(account.Equity)} equity";
        return account.BuyingPower > 0
            ? CheckResult.Good(name, text)
            : CheckResult.Caution(name, $"{text}: nothing can be bought.");
    }

    private async Task<CheckResult> ClockAsync(string name, CancellationToken cancel)
    {
        var clock = await exchange.ReadClockAsync(cancel);
        var state = clock.IsOpen ? "open" : $"closed until {FigureText.NewYork(clock.NextOpen)}";
        var text = $"{FigureText.NewYork(clock.Now)} New York, {state}";
        if (exchange.Mode == TradingMode.Simulated) return CheckResult.Good(name, text);
        var direction = clock.Skew < Duration.Zero ? "behind" : "ahead";
        var skew = $"this machine's clock is {Math.Abs(clock.Skew.TotalSeconds):0.0} s {direction}";
        return clock.Skew > NoticeableSkew || clock.Skew < -NoticeableSkew
            ? CheckResult.Caution(name, $"{text}; {skew}: trading goes by the exchange's, but let a time service set this one.")
            : CheckResult.Good(name, $"{text}; {skew}");
    }

    private async Task<CheckResult> CalendarAsync(string name, CancellationToken cancel)
    {
        var session = await RefreshedAsync(cancel);
        var next = exchange.Calendar.SessionAfter(session.Date);
        return CheckResult.Good(name, $"the last session that is over was {Text(session)}, the next one is {Text(next)}");
    }

    private async Task<CheckResult> FeedAsync(string name, CancellationToken cancel)
    {
        var session = await RefreshedAsync(cancel);
        var symbol = (await TradedSymbols.FindAsync(exchange, settings, cancel))[0];
        var bars = await exchange.MarketData.GetBarsAsync([symbol], session.Open, session.Close, cancel);
        var count = FigureText.Counted(bars.Sum(b => b.Count), "bar");
        var text = $"{exchange.Feed}: {count} of {symbol} on {FigureText.Date(session.Date)}";
        return bars.Any(b => b.Count > 0)
            ? CheckResult.Good(name, text)
            : CheckResult.Bad(name, $"{text}: try the setting Feed=sip, or another symbol.");
    }

    private async Task<CheckResult> SymbolsAsync(string name, CancellationToken cancel)
    {
        var symbols = await TradedSymbols.FindAsync(exchange, settings, cancel);
        var barred = new List<string>();
        foreach (var symbol in symbols)
        {
            if (await exchange.FindSymbolAsync(symbol, cancel) != SymbolStanding.Tradable) barred.Add(symbol);
        }
        return barred.Count == 0
            ? CheckResult.Good(name, $"{FigureText.Names(symbols)}: all tradable")
            : CheckResult.Bad(
                name,
                $"{exchange.Name} takes no orders in {string.Join(", ", barred)}; "
                    + "take them out of the setting Trading__Symbols.");
    }

    private async Task<Session> RefreshedAsync(CancellationToken cancel)
    {
        if (!exchange.Clock.IsSynced) await exchange.Clock.SyncAsync(cancel);
        var now = exchange.Clock.GetCurrentInstant();
        var today = now.InNewYork().Date;
        await exchange.Calendar.RefreshAsync(today.PlusDays(-10), today.PlusDays(10), cancel);
        return exchange.Calendar.LastClosed(now);
    }

    private static string Text(Session session) =>
        $"{FigureText.Date(session.Date)} {session.Open.InNewYork().TimeOfDay:HH':'mm}"
        + $"-{session.Close.InNewYork().TimeOfDay:HH':'mm}";
}
