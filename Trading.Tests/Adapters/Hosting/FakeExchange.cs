using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;

namespace Trading.Tests.Adapters.Hosting;

/// <summary>A second broker: an exchange in this process behind the interface that every broker implements.</summary>
internal sealed class FakeExchange : IExchangeConnection, IExchangeClock, IExchangeCalendar
{
    private readonly NyseCalendar rules = new();
    private readonly Instant now;

    public FakeExchange(Instant now, IReadOnlyList<BarSeries> bars, IReadOnlyDictionary<string, SymbolStanding> symbols)
    {
        (this.now, Symbols) = (now, symbols);
        var session = rules.LastClosed(now).Date;
        var tape = new RecordedMarket(new Dictionary<LocalDate, IReadOnlyList<BarSeries>> { [session] = bars });
        Broker = new SimulatedBroker(new SimulatedExchange(rules, new ExchangeOptions()), this);
        MarketData = new TapeMarketData(tape, this);
    }

    public IReadOnlyDictionary<string, SymbolStanding> Symbols { get; }

    /// <summary>The days for which the calendar was asked.</summary>
    public List<(LocalDate First, LocalDate Last)> Refreshed { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>Why the account may not trade.</summary>
    public string? Error { get; init; }

    public TradingMode Mode { get; init; } = TradingMode.Paper;

    public string Name => "The other broker";

    public Uri Address => new("https://broker.example");

    public string Feed => "its own feed";

    public IBroker Broker { get; }

    public IMarketData MarketData { get; }

    public IExchangeClock Clock => this;

    public IExchangeCalendar Calendar => this;

    public bool IsSynced { get; private set; }

    public double Speed => 1;

    public Instant GetCurrentInstant() => now;

    public Session? SessionOn(LocalDate date) => rules.SessionOn(date);

    public Task SyncAsync(CancellationToken cancel) => ReadClockAsync(cancel);

    public Task WaitUntilAsync(Instant instant, CancellationToken cancel) => Task.CompletedTask;

    public Task RefreshAsync(LocalDate first, LocalDate last, CancellationToken cancel)
    {
        Refreshed.Add((first, last));
        return Task.CompletedTask;
    }

    public async Task<AccountReadiness> GetReadinessAsync(CancellationToken cancel)
    {
        var account = await Broker.GetAccountAsync(cancel);
        return new("OPEN", account.Equity, account.BuyingPower, Error);
    }

    public Task<ClockReading> ReadClockAsync(CancellationToken cancel)
    {
        IsSynced = true;
        var next = rules.SessionAfter(now.InNewYork().Date);
        return Task.FromResult(new ClockReading(now, false, next.Open, next.Close, Duration.FromSeconds(7)));
    }

    public Task<SymbolStanding> FindSymbolAsync(string symbol, CancellationToken cancel) =>
        Task.FromResult(Symbols.GetValueOrDefault(symbol));

    public Task<IReadOnlyList<string>> GetSymbolsAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([.. Symbols.Keys.Order(StringComparer.Ordinal)]);

    public void Dispose() => IsDisposed = true;
}
