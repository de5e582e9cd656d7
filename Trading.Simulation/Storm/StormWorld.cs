using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.Storm;

/// <summary>All that a story is made of, and its events.</summary>
internal sealed class StormWorld
{
    private static readonly Duration EarlyBird = Duration.FromMinutes(2);

    private readonly List<(Instant From, Instant Until)> windows = [];

    public StormWorld(StormPlan plan, bool keepLines)
    {
        Plan = plan;
        Settings = new TradingSettings
        {
            Symbols = plan.Symbols,
            Learning = new LearningSettings { Promotion = Promotion.Always },
        };
        Settings = Settings with
        {
            Risk = Settings.Risk with
            {
                MaxOpenPositions = Math.Max(2, plan.Symbols.Count - 1),
                Protections = plan.Limits,
            },
        };
        Loop = new EventLoop(ExchangeTime.At(plan.Sessions[0].Date, new LocalTime(3, 58)));
        Log = new StoryLog(Loop, keepLines);
        Market = new StormMarket(plan.Seed, plan.Symbols, plan.Sessions);
        Exchange = new SimulatedExchange(Calendar, new ExchangeOptions { SlippageBps = Settings.Learning.CostBps });
        Models = StormModel.Registry(Settings, Loop.Now - Duration.FromHours(8));
        Watch = new FaultWatch(plan, Loop);
        Feed = new StormFeed(plan, Market, Watch, Loop);
        Oracle = new StormOracle(this);
        Desk = new BrokerDesk(this);
        Gate = new CallGate(this);
        Exchange.OnFill = Oracle.Filled;
        foreach (var session in plan.Sessions) AddWindows(session);
    }

    public StormPlan Plan { get; }

    public TradingSettings Settings { get; }

    public EventLoop Loop { get; }

    public StoryLog Log { get; }

    public NyseCalendar Calendar { get; } = new();

    public StormMarket Market { get; }

    public SimulatedExchange Exchange { get; }

    public ITradingJournal Journal { get; } = new InMemoryJournal();

    public IModelRegistry Models { get; }

    public IBarArchive Archive { get; } = new InMemoryBarArchive();

    public FaultWatch Watch { get; }

    public StormFeed Feed { get; }

    public StormOracle Oracle { get; }

    public BrokerDesk Desk { get; }

    public CallGate Gate { get; }

    /// <summary>Entries that the broker has accepted.</summary>
    public int Entries { get; set; }

    /// <summary>Tells the story to its end, or to its first violation.</summary>
    public void Run()
    {
        PlanMarket();
        foreach (var fault in Plan.Faults.Where(fault => fault.Kind == FaultKind.StopsSuspended))
            Loop.At(fault.From, () => Desk.SuspendStops(fault));
        foreach (var fault in Plan.Faults.Where(fault => fault.Kind == FaultKind.Halted)) PlanHalt(fault);
        for (var i = 0; i < Plan.Programs; i++) Loop.At(Loop.Now + Duration.FromSeconds(i), new StormProgram(this, i).Start);
        Loop.RunUntil(windows[^1].Until);
    }

    /// <summary>Plans what the exchange does, and what is looked at.</summary>
    public void PlanMarket()
    {
        foreach (var (session, i) in Plan.Sessions.Select((session, i) => (session, i)))
        {
            var morning = ExchangeTime.At(session.Date, new LocalTime(4, 1));
            for (var m = 0; m < 8; m++) TradeAt(morning + Duration.FromMinutes(m), session, 0);
            var last = i == Plan.Sessions.Count - 1;
            var ticks = (last ? 9 : session.Minutes) * StormMarket.TicksPerMinute;
            for (var tick = 0; tick < ticks; tick++) TradeAt(session.Open + (StormMarket.Step * tick), session, tick);
            if (!last) Loop.At(session.Close, () => Exchange.ExpireUntil(session.Close));
            Oracle.Follow(session, last);
        }
    }

    /// <summary>The next moment at or after <paramref name="moment"/> at which a program has something to do.</summary>
    public Instant NextMoment(Instant moment)
    {
        foreach (var (from, until) in windows)
        {
            if (moment >= until) continue;
            if (moment >= from) return moment;
            var minutes = Math.Ceiling((from - moment).TotalMinutes);
            return moment + Duration.FromMinutes((long)minutes);
        }
        return Instant.MaxValue;
    }

    private void TradeAt(Instant moment, Session session, int index) => Loop.At(moment, () => Trade(moment, session, index));

    // A minute of the exchange may be as short as a price: what is ready fills at it. In the last minute of a session the
    // exchange would expire the day's orders before their time, so that minute trades at the closing auction.
    private void Trade(Instant moment, Session session, int index)
    {
        if (moment >= session.Close - Bar.Length) return;
        var trades = new (string, Bar)[Plan.Symbols.Count];
        var count = 0;
        foreach (var symbol in Plan.Symbols)
        {
            var tick = Market.At(symbol, session, index);
            var volume = tick.Volume;
            Oracle.Priced(symbol, tick.Price);
            if (volume > 0 && Watch.Find(FaultKind.ThinVolume, symbol) is not null)
            {
                Watch.Struck(FaultKind.ThinVolume);
                volume = Dice.Of(Plan.Seed, 40, index).OneOf(0, 0, 0, 10);
            }
            if (volume > 0) trades[count++] = (symbol, new Bar(moment, tick.Price, tick.Price, tick.Price, tick.Price, volume));
        }
        Exchange.AdvanceMinute(moment, trades.AsSpan(0, count));
        Oracle.Look();
    }

    private void PlanHalt(Fault fault)
    {
        var halt = new Halt(fault.From, Flatten: true, "A person has doubts.");
        Loop.At(fault.From, () =>
        {
            Log.Add("a person halts trading and has everything sold");
            Watch.Struck(FaultKind.Halted);
            Oracle.HaltedSince = fault.From;
            _ = Journal.TryReplaceHaltAsync(null, halt, CancellationToken.None);
        });
        Loop.At(fault.Until, () =>
        {
            Log.Add("a person lifts the halt");
            Oracle.HaltedSince = null;
            _ = Journal.TryReplaceHaltAsync(halt, null, CancellationToken.None);
        });
    }

    private void AddWindows(Session session)
    {
        var isLast = session == Plan.Sessions[^1];
        windows.Add((ExchangeTime.At(session.Date, new LocalTime(3, 59)), ExchangeTime.At(session.Date, new LocalTime(4, 12))));
        var over = isLast ? session.Open + Duration.FromMinutes(9) : session.Close + Duration.FromMinutes(20);
        windows.Add((session.Open - EarlyBird, over));
        if (isLast) return;
        windows.Add((ExchangeTime.At(session.Date, new LocalTime(19, 59)), ExchangeTime.At(session.Date, new LocalTime(20, 20))));
    }
}
