using Trading.Adapters.Hosting;
using Trading.Cli.Status;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Core.Status;
using Trading.Core.Storage;
using Trading.Reporting.Dashboard;
using Trading.Tests.Core.Status;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Cli.Status;

/// <summary>A dashboard over a journal in memory, on the server that the command uses.</summary>
internal sealed class ServedDashboard : IAsyncDisposable
{
    public const string Token = "a-token-of-this-process";

    private static readonly StatusReport Normal = MadeUpStatus.Normal();
    private static readonly LocalDate Today = Normal.Session.Date;
    private readonly InMemoryBarArchive archive = new();
    private readonly TradingPorts ports;
    private DashboardServer? server;

    private ServedDashboard()
    {
        var unconnected = new Unconnected("Not in this test.", TradingMode.Paper);
        ports = new TradingPorts(
            SystemClock.Instance, new NyseCalendar(), unconnected, unconnected, Journal, new InMemoryModelRegistry(), archive);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public InMemoryJournal Journal { get; } = new();

    public string Url => server!.Url;

    /// <summary>Whether the status cannot be read.</summary>
    public bool IsDown { get; set; }

    /// <summary>How often the page was asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>Whether a page's halts and resumes are those of the function app: with a key, in JSON.</summary>
    public bool WithKey { get; init; }

    public static async Task<ServedDashboard> StartAsync(bool withKey = false)
    {
        var dashboard = new ServedDashboard { WithKey = withKey };
        await dashboard.FillAsync();
        dashboard.server = await DashboardServer.StartAsync(0, dashboard.Pages(), Cancel);
        return dashboard;
    }

    /// <summary>The minute's decision to buy, and the trade that it became.</summary>
    public async Task BuyAsync(string symbol, int minute, decimal price = 181.2m)
    {
        var intent = Rows.AnIntent(Today, symbol, minute, IntentStatus.Holding);
        await Journal.SavePredictionsAsync(
            Today, [Rows.APrediction(Today, symbol, minute) with { Reason = ReasonCode.Entered, Probability = 0.71f }], Cancel);
        await Journal.TryAddIntentAsync(
            intent with { Request = intent.Request with { Bracket = new(price * 0.98m, price * 1.04m) } }, Cancel);
        await Journal.SaveTradeAsync(Trade(symbol, minute, price), Cancel);
    }

    public static TradeRow Trade(string symbol, int minute, decimal price) => Rows.ATrade(Today, symbol) with
    {
        EntryId = ClientOrderId.Entry(Today, Rows.Minute(Today, minute), symbol),
        EntryAt = Rows.Minute(Today, minute),
        EntryPrice = price,
    };

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }

    private async Task FillAsync()
    {
        string[] symbols = ["AAPL", "MSFT", "SPY"];
        await Journal.SavePredictionsAsync(
            Today,
            [.. Enumerable.Range(50, 10).SelectMany(minute => symbols.Select(symbol => Rows.APrediction(Today, symbol, minute)))],
            Cancel);
        await BuyAsync("AAPL", 40);
        await BuyAsync("MSFT", 45, 502.1m);
        await Journal.SaveTradeAsync(
            Trade("MSFT", 45, 502.1m) with
            {
                ExitAt = Rows.Minute(Today, 58),
                ExitPrice = 511.4m,
                ExitReason = ExitReason.TakeProfit,
            }, Cancel);
        await archive.WriteAsync(
            Today,
            [.. symbols.Select((symbol, n) => new BarSeries(symbol, [.. Enumerable.Range(0, 61).Select(i => ABar(n, i))]))],
            Cancel);
    }

    private static Bar ABar(int symbol, int minute)
    {
        var price = Math.Round((symbol == 1 ? 502m : 181m) * (1m + (0.006m * (decimal)Math.Sin((minute + symbol) / 7.0))), 2);
        return new Bar(Rows.Minute(Today, minute), price, price + 0.05m, price - 0.05m, price, 1000 + minute);
    }

    private DashboardPages Pages() => new(ReadAsync, DrawAsync, (_, _, _) => Task.FromResult("explained"))
    {
        Acts = new DashboardActs(
            Token,
            async (flatten, reason, cancel) =>
            {
                var halt = await Journal.HaltAsync(Normal.At, flatten, reason, cancel);
                return new(true, $"Halted{(halt.Flatten ? " and sold" : "")}: {halt.Reason}");
            },
            async cancel => new(true, (await Journal.ResumeAsync(cancel)).Before is null ? "There was no halt." : "Lifted.")),
    };

    private async Task<StatusReport> ReadAsync(CancellationToken cancel)
    {
        Asked++;
        if (IsDown) throw new StorageException("The journal is away.");
        var trades = await Journal.GetTradesAsync(Today, Today, cancel);
        return Normal with
        {
            Halt = (await Journal.GetStateAsync(cancel)).Halt,
            Day = Normal.Day! with { Trades = trades },
        };
    }

    private Task<string> DrawAsync(DashboardRequest request, CancellationToken cancel) => DashboardSite.RenderAsync(
        request,
        new DashboardSource(
            ReadAsync,
            async (day, filter, stop) => await DecisionReader.ReadAsync(Journal, day, filter, stop),
            (id, stop) => TradeReader.FindAsync(ports, new TradingSettings(), id, stop)),
        new DashboardOptions
        {
            MinConfidence = 0.65,
            ExplainPath = "/explain",
            RefreshSeconds = 1,
            Acting = new DashboardActing { Token = WithKey ? null : Token, SaleTime = "now" },
        },
        cancel);
}
