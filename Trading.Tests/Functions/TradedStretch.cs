using Trading.Adapters.AzureStorage;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Functions.Triggers;
using Trading.Simulation.AlpacaApi;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Functions;

/// <summary>
/// A day of the app on the small planted market, short: some minutes at midday, one whose entry is held to the close, and the
/// close. One app runs at a time; what happens to it is the test's. After each tick the alerts look.
/// </summary>
internal sealed class TradedStretch : IAsyncDisposable
{
    public static readonly Session Day = SmallMarketApp.Day;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly AlertWatch watch;
    private readonly AzureStorageOptions storage;
    private ProcessLines lines;

    private TradedStretch(AlertWatch watch, AzureStorageOptions storage, SimulatorServer exchange, ProcessLines lines)
    {
        (this.watch, this.storage, Exchange, this.lines) = (watch, storage, exchange, lines);
        Host = NewHost();
    }

    public SimulatorServer Exchange { get; }

    public TestHost Host { get; private set; }

    /// <summary>How many requests each tick took.</summary>
    public Dictionary<(Instant At, JobKind Job), int> Requests { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The minutes of the stretch until the bell, of which the first, the third and the sixth buy.</summary>
    public static async Task<IReadOnlyList<Instant>> MinutesAsync()
    {
        var (first, fault) = await SmallMarketApp.Entries.Value;
        var (result, _) = await SmallMarket.Plain.Value;
        var held = result.Trades.Last(t => t.Session == Day.Date && t.ExitReason == ExitReason.EndOfDay).EntryAt.FloorToMinute();
        return
        [
            first, fault - Minutes(1), fault, fault + Minutes(1), fault + Minutes(2), held, Day.Close - Minutes(10),
            .. Enumerable.Range(-5, 5).Select(minute => Day.Close + Minutes(minute)),
        ];
    }

    /// <summary>Starts the exchange and the app at the first minute.</summary>
    public static async Task<TradedStretch> StartAsync(AlertWatch watch, AzureStorageOptions storage)
    {
        var exchange = await SmallMarketApp.ExchangeAsync((await SmallMarketApp.Entries.Value).First);
        // It stores the model.
        (await SmallMarketApp.HostAsync(storage, exchange)).Dispose();
        return new TradedStretch(watch, storage, exchange, await ProcessLines.StartAsync(storage, exchange.Url, Cancel));
    }

    /// <summary>The timers fire at these minutes, scan first, and once the market is closed until the day's last job is
    /// done.</summary>
    public async Task TickAsync(params IEnumerable<Instant> minutes)
    {
        foreach (var minute in minutes)
        {
            await TickAsync(minute, JobKind.MinuteScan);
            await TickAsync(minute, JobKind.EndOfDayClose);
            var view = new BrokerView(
                Exchange.Exchange.Account, Exchange.Exchange.Positions, Exchange.Exchange.Orders(Day.Open));
            Assert.All(view.Positions, p => Assert.True(
                view.ProtectedShares(p.Symbol) >= p.Quantity || view.LiveExit(p.Symbol) is not null,
                $"{p.Symbol} is naked at {minute}"));
            watch.Look(minute);
        }
    }

    /// <summary>One timer fires.</summary>
    public async Task TickAsync(Instant minute, JobKind job)
    {
        Exchange.MoveTo(minute);
        var before = lines.Asked;
        Took(job, minute, await Record.ExceptionAsync(() => TriggerAsync(job, Cancel)));
        Requests[(minute, job)] = lines.Asked - before;
    }

    /// <summary>The worker dies at a request of a tick; another process takes its place.</summary>
    public async Task KillAsync(Instant minute, JobKind job, int passing)
    {
        var tick = await HoldAsync(minute, job, passing, false, Cancel);
        watch.Take(Host, minute);
        watch.WorkerDied(minute);
        Host.Dispose();
        lines.Cut();
        await Record.ExceptionAsync(() => tick.WaitAsync(Patience, Cancel));
        watch.DropUnsent();
        await RestartAsync();
    }

    /// <summary>The host asks a tick to stop at one of its requests, and goes.</summary>
    public async Task StopAsync(Instant minute, JobKind job, int passing, bool isCarriedOut)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var tick = await HoldAsync(minute, job, passing, isCarriedOut, stop.Token);
        await stop.CancelAsync();
        lines.Release();
        Took(job, minute, await Record.ExceptionAsync(() => tick.WaitAsync(Patience, Cancel)));
        Host.Dispose();
    }

    /// <summary>The host goes at one of a tick's requests, without waiting for it.</summary>
    public async Task StopHardAsync(Instant minute, JobKind job, int passing, bool isCarriedOut)
    {
        var tick = await HoldAsync(minute, job, passing, isCarriedOut, Cancel);
        watch.Take(Host, minute);
        Host.Dispose();
        lines.Release();
        await Record.ExceptionAsync(() => tick.WaitAsync(Patience, Cancel));
        watch.DropUnsent();
    }

    /// <summary>Another process of the app starts.</summary>
    public async Task RestartAsync()
    {
        await lines.DisposeAsync();
        lines = await ProcessLines.StartAsync(storage, Exchange.Url, Cancel);
        Host = NewHost();
    }

    /// <summary>Whether the storage account is gone.</summary>
    public void SetStorageGone(bool isGone) => lines.IsStorageGone = isGone;

    /// <summary>After the bell: nothing is held, and the journal's trades are the exchange's, to the cent.</summary>
    public async Task AssertBooksAsync()
    {
        Assert.Empty(Exchange.Exchange.Positions);
        var trades = await Host.Host.Ports!.Journal.GetTradesAsync(Day.Date, Day.Date, Cancel);
        Assert.NotEmpty(trades);
        Assert.Equal(Exchange.Exchange.Account.Equity - 100_000m, trades.Sum(t => t.Pnl!.Value));
        foreach (var side in (OrderSide[])[OrderSide.Buy, OrderSide.Sell])
            Assert.Equal(trades.Sum(t => t.Quantity), Exchange.Fills.Where(f => f.Side == side).Sum(f => f.Shares));
        Assert.Equal(
            trades.Select(t => t.EntryId.Value).Order(StringComparer.Ordinal),
            Exchange.Fills.Where(f => f.Side == OrderSide.Buy).Select(f => f.ClientId.Value).Distinct()
                .Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        Host.Dispose();
        await lines.DisposeAsync();
        await Exchange.DisposeAsync();
    }

    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);

    private TestHost NewHost() => new(lines.Storage, lines.Exchange, null, ("Promotion", "Always"));

    private Task TriggerAsync(JobKind job, CancellationToken stop) => job == JobKind.MinuteScan
        ? new MinuteScanTrigger(Host.Jobs).RunAsync(new(), stop)
        : new EndOfDayCloseTrigger(Host.Jobs).RunAsync(new(), stop);

    // A task in a task, or the caller would wait for the tick.
    private async Task<Held> HoldAsync(Instant minute, JobKind job, int passing, bool isCarriedOut, CancellationToken stop)
    {
        Exchange.MoveTo(minute);
        var held = lines.HoldAfter(passing, isCarriedOut);
        var tick = TriggerAsync(job, stop);
        Assert.Same(held, await Task.WhenAny(held, tick).WaitAsync(Patience, Cancel));
        return new Held(tick);
    }

    private void Took(JobKind job, Instant minute, Exception? error)
    {
        watch.Take(Host, minute);
        watch.Invoked(job, error, minute);
    }

    private sealed record Held(Task Tick)
    {
        public Task WaitAsync(TimeSpan patience, CancellationToken cancel) => Tick.WaitAsync(patience, cancel);
    }
}
