using NodaTime.Testing;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Tests.Core.Events;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Execution;

/// <summary>A broker that answers what the test says, and keeps what it was asked to do.</summary>
internal sealed class ScriptedBroker : IBroker
{
    public List<Position> Shares { get; set; } = [];

    public List<BrokerOrder> Orders { get; set; } = [];

    /// <summary>The orders that are found by their id though they are not listed.</summary>
    public List<BrokerOrder> Unlisted { get; } = [];

    public Func<OrderRequest, SubmitOutcome> Answers { get; set; } = _ => new SubmitOutcome.Unknown("no answer");

    /// <summary>Whether an order can be cancelled, by the broker's id.</summary>
    public Predicate<string> CanCancel { get; set; } = _ => true;

    /// <summary>The ids for which it does not answer when it is asked for an order.</summary>
    public HashSet<string> SilentAbout { get; } = [];

    public List<OrderRequest> Sent { get; } = [];

    public List<string> Cancelled { get; } = [];

    public List<Instant?> AskedSince { get; } = [];

    public bool TellsAccount { get; set; } = true;

    public InMemoryJournal Journal { get; } = new();

    public RecordedEvents Events { get; } = new();

    public FakeClock Clock { get; } = new(Minute(70));

    public TradingMode Mode => TradingMode.Paper;

    public BrokerView View => new(new AccountSnapshot(100_000, 100_000, 100_000), Shares, Orders);

    public TradingPorts Ports(ITradingJournal? journal = null, SaleRecords? sales = null) => new(
        Clock, new NyseCalendar(), null!, this, journal ?? Journal, new InMemoryModelRegistry(), new InMemoryBarArchive())
    {
        Events = Events,
        Sales = sales ?? new SaleRecords(),
    };

    public Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel) => TellsAccount
        ? Task.FromResult(new AccountSnapshot(100_000, 100_000, 100_000))
        : throw new BrokerUnavailableException("The account is not told.");

    public Task<AccountPositions> GetPositionsAsync(CancellationToken cancel) =>
        Task.FromResult(new AccountPositions([.. Shares]));

    public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel)
    {
        AskedSince.Add(since);
        return Task.FromResult<IReadOnlyList<BrokerOrder>>([.. Orders]);
    }

    public Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel) => SilentAbout.Contains(id.Value)
        ? throw new BrokerUnavailableException($"Nothing is said of {id}.")
        : Task.FromResult(Orders.Concat(Unlisted).FirstOrDefault(o => o.ClientId == id));

    public Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel)
    {
        Sent.Add(request);
        return Task.FromResult(Answers(request));
    }

    public Task<bool> CancelAsync(string brokerId, CancellationToken cancel)
    {
        Cancelled.Add(brokerId);
        return Task.FromResult(CanCancel(brokerId));
    }

    /// <summary>An order that works since minute 60 of Monday.</summary>
    public static BrokerOrder Order(
        string id, string clientId, OrderSide side, OrderType type = OrderType.Market, string symbol = "SPY") => new(
        id, new ClientOrderId(clientId), symbol, side, type, 5, type == OrderType.Limit ? 104m : null,
        type == OrderType.Stop ? 98m : null, OrderStatus.Open, Minute(60), 0, null, null, []);

    /// <summary>Takes every order.</summary>
    public static SubmitOutcome Takes(OrderRequest request) => new SubmitOutcome.Accepted(
        Order("new", request.Id.Value, request.Side, request.Type, request.Symbol) with { Quantity = request.Quantity });
}
