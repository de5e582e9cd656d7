using Trading.Adapters.Alpaca;
using Trading.Adapters.Hosting;
using Trading.Cli.Connecting;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Reporting;

namespace Trading.Cli.Checking;

/// <summary>Looks at what only the exchange knows. Every line asks for itself; all at once, so that a dead host costs one wait.</summary>
internal sealed class ExchangeChecks(Connection connection, TradingSettings settings)
{
    /// <summary>The names of the lines, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["account", "buying power", "clock", "calendar", "data feed", "symbols"];

    private static readonly Duration NoticeableSkew = Duration.FromSeconds(5);
    private AlpacaConnection Alpaca => connection.Alpaca;

    /// <summary>The lines, in order.</summary>
    public async Task<IReadOnlyList<CheckLine>> RunAsync(CancellationToken cancel)
    {
        // First, because whoever needs the time then need not ask for it again: a simulator's clock may go on when it is asked twice.
        var clock = await TryAsync("clock", ClockAsync, cancel);
        var symbols = TryAsync("symbols", SymbolsAsync, cancel);
        var rest = await Task.WhenAll(
            TryAsync("account", AccountAsync, cancel),
            TryAsync("buying power", BuyingPowerAsync, cancel),
            TryAsync("calendar", CalendarAsync, cancel),
            TryAsync("data feed", FeedAsync, cancel));
        return [rest[0], rest[1], clock, rest[2], rest[3], await symbols];
    }

    private static async Task<CheckLine> TryAsync(string name, Func<string, CancellationToken, Task<CheckLine>> look, CancellationToken cancel)
    {
        try
        {
            return await look(name, cancel);
        }
        catch (Exception e) when (e is BrokerUnavailableException or MarketDataException or RefusedException)
        {
            return CheckLine.Bad(name, e.Message);
        }
    }

    private async Task<CheckLine> AccountAsync(string name, CancellationToken cancel)
    {
        var account = await Alpaca.Trading.GetAccountAsync(cancel);
        return AccountFault.Of(account) is { } fault ? CheckLine.Bad(name, fault) : CheckLine.Good(name, $"{account.Status}, {Mode()}");
    }

    private string Mode() => Alpaca.Broker.Mode switch
    {
        TradingMode.Live => "REAL MONEY",
        TradingMode.Paper => "paper",
        _ => "simulated",
    };

    private async Task<CheckLine> BuyingPowerAsync(string name, CancellationToken cancel)
    {
        var account = await Alpaca.Trading.GetAccountAsync(cancel);
        var text = $"{FigureText.Money(account.BuyingPower)} of {FigureText.Money(account.Equity)} equity";
        return account.BuyingPower > 0 ? CheckLine.Good(name, text) : CheckLine.Caution(name, $"{text}: nothing can be bought.");
    }

    private async Task<CheckLine> ClockAsync(string name, CancellationToken cancel)
    {
        var clock = await connection.AskClockAsync(cancel);
        var text = $"{FigureText.NewYork(clock.Now)} New York, {(clock.IsOpen ? "open" : $"closed until {FigureText.NewYork(clock.NextOpen)}")}";
        if (connection.IsSimulator) return CheckLine.Good(name, text);
        var skew = $"this machine's clock is {Math.Abs(clock.Skew.TotalSeconds):0.0} s {(clock.Skew < Duration.Zero ? "behind" : "ahead")}";
        return clock.Skew > NoticeableSkew || clock.Skew < -NoticeableSkew
            ? CheckLine.Caution(name, $"{text}; {skew}: trading goes by Alpaca's, but let a time service set this one.")
            : CheckLine.Good(name, $"{text}; {skew}");
    }

    private async Task<CheckLine> CalendarAsync(string name, CancellationToken cancel)
    {
        var session = await RefreshedAsync(cancel);
        return CheckLine.Good(name, $"the last session that is over was {Text(session)}, the next one is {Text(Alpaca.Calendar.SessionAfter(session.Date))}");
    }

    private async Task<CheckLine> FeedAsync(string name, CancellationToken cancel)
    {
        var session = await RefreshedAsync(cancel);
        var symbol = (await TradedSymbols.FindAsync(connection.Alpaca, settings, cancel))[0];
        var bars = await Alpaca.MarketData.GetBarsAsync([symbol], session.Open, session.Close, cancel);
        var text = $"{Alpaca.Options.Feed}: {FigureText.Counted(bars.Sum(b => b.Count), "bar")} of {symbol} on {FigureText.Date(session.Date)}";
        return bars.Any(b => b.Count > 0) ? CheckLine.Good(name, text) : CheckLine.Bad(name, $"{text}: try the setting Feed=sip, or another symbol.");
    }

    private async Task<CheckLine> SymbolsAsync(string name, CancellationToken cancel)
    {
        var symbols = await TradedSymbols.FindAsync(connection.Alpaca, settings, cancel);
        var barred = new List<string>();
        foreach (var symbol in symbols)
        {
            if (await Alpaca.Trading.FindAssetAsync(symbol, cancel) is not { Tradable: not false }) barred.Add(symbol);
        }
        return barred.Count == 0
            ? CheckLine.Good(name, $"{string.Join(", ", symbols)}: all tradable")
            : CheckLine.Bad(name, $"{string.Join(", ", barred)} cannot be traded at Alpaca; take them out of the setting Trading__Symbols.");
    }

    private async Task<Session> RefreshedAsync(CancellationToken cancel)
    {
        if (!connection.IsSynced) await connection.Clock.SyncAsync(cancel);
        var now = connection.Clock.GetCurrentInstant();
        var today = now.InNewYork().Date;
        await Alpaca.Calendar.RefreshAsync(today.PlusDays(-10), today.PlusDays(10), cancel);
        return LastSession.OverAt(now, Alpaca.Calendar);
    }

    private static string Text(Session session) =>
        $"{FigureText.Date(session.Date)} {session.Open.InNewYork().TimeOfDay:HH':'mm}-{session.Close.InNewYork().TimeOfDay:HH':'mm}";
}
