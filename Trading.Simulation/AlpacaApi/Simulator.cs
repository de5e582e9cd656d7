using Trading.Simulation.AlpacaApi.Account;
using Trading.Simulation.AlpacaApi.Data;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Orders;
using Trading.Simulation.AlpacaApi.Time;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi;

/// <summary>The exchange, its clock and its pages behind one lock: a request sees one moment, and the clock moves between requests.</summary>
internal sealed class Simulator
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> served = new(StringComparer.Ordinal);
    private readonly PacedClock clock;
    private readonly Routes routes;
    private readonly HashSet<string> halted = new(StringComparer.Ordinal);
    private readonly Splits splits = new();
    private readonly List<Fill> fills = [];

    public Simulator(AlpacaApiOptions options)
    {
        var assets = new AssetDirectory(options.Exchange.KnownSymbols ?? options.Tape.Symbols.ToHashSet(StringComparer.Ordinal));
        var exchangeOptions = options.Exchange with { KnownSymbols = assets.Symbols.ToHashSet(StringComparer.Ordinal) };
        Exchange = new SimulatedExchange(options.Calendar, exchangeOptions);
        var replay = new MarketReplay(options.Tape, options.Calendar, Exchange, options.Start);
        clock = new PacedClock(replay, options.Calendar, options.Pace, options.RealTime);
        var history = new TapeHistory(options.Tape);
        var positions = new PositionPages(Exchange, assets, history, clock);
        var orders = new OrderPages(Exchange, assets, options.Calendar, clock);
        routes = new Routes(
            new AccountPage(Exchange, replay, exchangeOptions, options.Start),
            new CalendarPages(options.Calendar, clock),
            new AssetPages(assets),
            positions,
            new LiquidationPages(Exchange, positions, orders, clock),
            orders,
            new BarPages(history, splits, clock),
            new LatestPages(history, clock));
        Exchange.OnFill = fill =>
        {
            fills.Add(fill);
            options.OnFill?.Invoke(fill);
        };
    }

    public SimulatedExchange Exchange { get; }

    public FaultSwitches Faults { get; } = new();

    public ClockPace Pace => clock.Pace;

    public double Speed => clock.Speed;

    public Instant Now
    {
        get { lock (gate) return clock.Now; }
    }

    /// <summary>Everything that changed hands so far.</summary>
    public IReadOnlyList<Fill> Fills
    {
        get { lock (gate) return [.. fills]; }
    }

    /// <summary>The symbols whose trading is stopped, sorted.</summary>
    public IReadOnlyList<string> Halted
    {
        get { lock (gate) return [.. halted.Order(StringComparer.Ordinal)]; }
    }

    /// <summary>How many requests each route answered, sorted by route.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Served
    {
        get { lock (gate) return [.. served.OrderBy(entry => entry.Key, StringComparer.Ordinal)]; }
    }

    public void MoveTo(Instant moment)
    {
        lock (gate) clock.MoveTo(moment);
    }

    public void Move(Duration time)
    {
        lock (gate) clock.MoveTo(clock.Now + time);
    }

    public void CatchUp()
    {
        lock (gate) clock.CatchUp();
    }

    public void Halt(string symbol)
    {
        lock (gate)
        {
            halted.Add(symbol);
            Exchange.Halt(symbol);
        }
    }

    public bool Resume(string symbol)
    {
        lock (gate)
        {
            Exchange.Resume(symbol);
            return halted.Remove(symbol);
        }
    }

    public void Announce(string symbol, decimal ratio, LocalDate date)
    {
        lock (gate) splits.Announce(symbol, ratio, date);
    }

    /// <summary>Carries a request out, as often as asked, and gives the last answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="times">How often.</param>
    /// <param name="answerGoesAstray">Whether the client will not see the answer as it is.</param>
    public ApiAnswer Carry(ApiRequest request, int times, bool answerGoesAstray)
    {
        var isData = Routes.IsData(request.Path);
        lock (gate)
        {
            try
            {
                clock.CatchUp();
                clock.Notice(request is { Method: "GET", Path: Routes.Clock }, answerGoesAstray);
                if (routes.Find(request.Method, request.Path) is not { } found)
                    return isData ? ApiAnswer.DataError(404, "endpoint not found") : ApiAnswer.Error(404, 40410000, "endpoint not found");
                served[found.Route.Name] = served.GetValueOrDefault(found.Route.Name) + 1;
                var asked = request with { Target = found.Target };
                for (var i = 1; i < times; i++) found.Route.Answer(asked);
                return found.Route.Answer(asked);
            }
            catch (Exception e) when (e is OverflowException or ArgumentException)
            {
                return isData ? ApiAnswer.DataError(400, "a figure is out of range") : ApiAnswer.Error(422, 40010001, "a figure is out of range");
            }
            catch (UnusableRequestException unusable)
            {
                return isData ? ApiAnswer.DataError(400, unusable.Message) : ApiAnswer.Error(422, 40010001, unusable.Message);
            }
            catch (Exception broken) when (broken is IOException or InvalidDataException or InvalidOperationException)
            {
                // A tape that cannot be read, above all: the client sees a server error, as it would of Alpaca, and the cause beside it.
                return isData ? ApiAnswer.DataError(500, broken.Message) : ApiAnswer.Error(500, 50010000, broken.Message);
            }
        }
    }
}
