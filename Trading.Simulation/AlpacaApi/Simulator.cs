using Trading.Simulation.AlpacaApi.Account;
using Trading.Simulation.AlpacaApi.Data;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi;

/// <summary>
/// The exchange, its clock and its market, behind one lock: a request sees one moment, and the clock moves between requests.
/// </summary>
internal sealed class Simulator
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> served = new(StringComparer.Ordinal);
    private readonly HashSet<string> halted = new(StringComparer.Ordinal);
    private readonly HashSet<string> inactive = new(StringComparer.Ordinal);
    private readonly List<Fill> fills = [];
    private int firstFill;

    public Simulator(SimulatorOptions options)
    {
        Assets = new AssetDirectory(options.Exchange.KnownSymbols ?? options.Tape.Symbols.ToHashSet(StringComparer.Ordinal));
        Exchange = new SimulatedExchange(
            options.Calendar, options.Exchange with { KnownSymbols = Assets.Symbols.ToHashSet(StringComparer.Ordinal) });
        StartingEquity = options.Exchange.StartingCash;
        var history = new TapeHistory(options.Tape);
        (History, Bars, Actions) = (history, new PublishedBars(history), new CorporateActions(Exchange));
        Replay = new MarketReplay(options.Tape, options.Calendar, Exchange, options.Start, Actions.RunUpTo,
            minute => EquityHistory.Add((minute, Exchange.Account.Equity)));
        // What the exchange has played to have prices is before the account was opened.
        EquityHistory.Clear();
        Clock = new PacedClock(Replay, options.Calendar, options.Pace, options.RealTime);
        Exchange.OnFill = fill =>
        {
            fills.Add(fill);
            options.OnFill?.Invoke(fill);
        };
    }

    public SimulatedExchange Exchange { get; }

    public FaultInjector Faults { get; } = new();

    public AssetDirectory Assets { get; }

    /// <summary>For endpoints only, which run under the lock.</summary>
    public MarketReplay Replay { get; }

    /// <summary>For endpoints only, which run under the lock; its pace and speed never change.</summary>
    public PacedClock Clock { get; }

    /// <summary>For endpoints only, which run under the lock.</summary>
    public CorporateActions Actions { get; }

    /// <summary>For endpoints only, which run under the lock.</summary>
    public TapeHistory History { get; }

    /// <summary>For endpoints only, which run under the lock.</summary>
    public PublishedBars Bars { get; }

    /// <summary>The equity at the end of each minute that has traded; for endpoints only, which run under the lock.</summary>
    public List<(Instant Minute, decimal Equity)> EquityHistory { get; } = [];

    /// <summary>The equity when the account was opened, dollars.</summary>
    public decimal StartingEquity { get; private set; }

    /// <summary>The fills of this account, in order; for endpoints only, which run under the lock.</summary>
    public IReadOnlyList<Fill> AccountFills => [.. fills.Skip(firstFill)];

    /// <summary>How often the account has been reset; each time it is another account.</summary>
    public int Resets { get; private set; }

    public Instant Now
    {
        get { lock (gate) return Clock.Now; }
    }

    /// <summary>Every fill so far, in order.</summary>
    public IReadOnlyList<Fill> Fills
    {
        get { lock (gate) return [.. fills]; }
    }

    /// <summary>The symbols whose trading is stopped, sorted.</summary>
    public IReadOnlyList<string> Halted
    {
        get { lock (gate) return [.. halted.Order(StringComparer.Ordinal)]; }
    }

    /// <summary>How many requests each route served, sorted by route.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Served
    {
        get { lock (gate) return [.. served.OrderBy(entry => entry.Key, StringComparer.Ordinal)]; }
    }

    public void MoveTo(Instant time)
    {
        lock (gate) Clock.MoveTo(time);
    }

    public void MoveBy(Duration time)
    {
        lock (gate) Clock.MoveTo(Clock.Now + time);
    }

    public void CatchUp()
    {
        lock (gate) Clock.CatchUp();
    }

    public void Halt(string symbol)
    {
        lock (gate)
        {
            halted.Add(symbol);
            Exchange.Controls.Halt(symbol);
        }
    }

    /// <summary>Ends a halt; false when the symbol was not halted.</summary>
    public bool Resume(string symbol)
    {
        lock (gate)
        {
            Exchange.Controls.Resume(symbol);
            return halted.Remove(symbol);
        }
    }

    /// <summary>The symbols that take no orders, sorted.</summary>
    public IReadOnlyList<string> Inactive
    {
        get { lock (gate) return [.. inactive.Order(StringComparer.Ordinal)]; }
    }

    /// <summary>Whether orders in a symbol are taken; false when nothing changes.</summary>
    public bool SetActive(string symbol, bool isActive)
    {
        lock (gate)
        {
            Exchange.Controls.SetActive(symbol, isActive);
            return isActive ? inactive.Remove(symbol) : inactive.Add(symbol);
        }
    }

    /// <summary>Opens another account with so much cash, dollars.</summary>
    public void ResetAccount(decimal cash)
    {
        lock (gate)
        {
            Exchange.Controls.Reset(cash);
            EquityHistory.Clear();
            (StartingEquity, firstFill) = (cash, fills.Count);
            Resets++;
        }
    }

    /// <summary>Changes what an endpoint reads, under the lock.</summary>
    public void Change(Action change)
    {
        lock (gate) change();
    }

    /// <summary>Runs a request's endpoint under the lock, with the clock where its pace wants it.</summary>
    /// <param name="route">The request's route; null when there is none, and then it is not counted.</param>
    /// <param name="asksTime">Whether the client asks for the time.</param>
    /// <param name="hidesResponse">Whether a fault keeps the response from the client.</param>
    /// <param name="endpoint">What answers.</param>
    public ApiResponse Serve(string? route, bool asksTime, bool hidesResponse, Func<ApiResponse> endpoint)
    {
        lock (gate)
        {
            Clock.CatchUp();
            Clock.NoteRequest(asksTime, hidesResponse);
            if (route is not null) served[route] = served.GetValueOrDefault(route) + 1;
            return endpoint();
        }
    }
}
