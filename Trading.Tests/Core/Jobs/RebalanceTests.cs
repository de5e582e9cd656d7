using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Jobs;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Simulation.Exchange;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Core.Jobs;

/// <summary>Five shares, bought at 100, that stand overnight at 105; it is five seconds past 04:00 on Tuesday.</summary>
public sealed class RebalanceTests
{
    private static readonly Instant Now = Desk.At("04:00", day: 1) + Duration.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(-2)]
    [InlineData(-300)]
    public async Task A_fresh_quote_prices_the_sale_a_little_below_its_bid(int secondsOld)
    {
        var (report, orders) = await RunAsync(Quoted(105m, 105.1m, secondsOld));

        var sale = Assert.Single(orders, o => o.Side == OrderSide.Sell);
        Assert.Equal((OrderType.Limit, 104.89m, 5), (sale.Type, sale.LimitPrice, sale.Quantity));
        Assert.Equal(new RebalanceResult(1, 1, 0), report.Result);
    }

    [Theory]
    [InlineData(105, 105.1, 301, "SPY is left to the session: its quote is not fresh: it is of 2025-11-04 03:55 New York.")]
    [InlineData(105, 105.1, 43_205, "SPY is left to the session: its quote is not fresh: it is of 2025-11-03 16:00 New York.")]
    [InlineData(105, 105.1, -600, "SPY is left to the session: its quote is not fresh: it is of 2025-11-04 04:10 New York.")]
    [InlineData(105.2, 105.1, 0, "SPY is left to the session: its quote is crossed, with a bid of 105.2 above an ask of 105.1.")]
    [InlineData(0, 105.1, 0, "SPY is left to the session: its quote has no bid.")]
    public async Task A_quote_that_gives_no_price_leaves_the_position_to_the_session(
        double bid, double ask, int secondsOld, string note)
    {
        var (report, orders) = await RunAsync(Quoted((decimal)bid, (decimal)ask, secondsOld));

        Assert.DoesNotContain(orders, o => o.Side == OrderSide.Sell);
        Assert.Equal(new RebalanceResult(1, 0, 0), report.Result);
        Assert.EndsWith(note, report.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_position_without_a_quote_is_left_to_the_session()
    {
        var (report, orders) = await RunAsync(null);

        Assert.DoesNotContain(orders, o => o.Side == OrderSide.Sell);
        Assert.EndsWith("SPY is left to the session: its quote is missing.", report.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bid_of_cents_is_a_bid() => Assert.Null(Quoted(0.5m, 0.51m, 0).Error(Now));

    [Fact]
    public async Task A_locked_quote_is_good()
    {
        var (report, _) = await RunAsync(Quoted(105m, 105m, 0));
        Assert.Equal(new RebalanceResult(1, 1, 0), report.Result);
    }

    [Fact]
    public async Task Once_the_session_is_open_the_market_gives_the_price_and_no_quote_is_asked_for()
    {
        var (report, orders) = await RunAsync(null, at: Desk.At("09:31", day: 1));
        Assert.Equal(OrderType.Market, Assert.Single(orders, o => o.Side == OrderSide.Sell).Type);
        Assert.Equal(new RebalanceResult(1, 1, 0), report.Result);
    }

    [Fact]
    public async Task From_the_opening_bell_on_the_market_gives_the_price()
    {
        var (_, orders) = await RunAsync(null, at: Desk.At("09:30", day: 1));
        Assert.Equal(OrderType.Market, Assert.Single(orders, o => o.Side == OrderSide.Sell).Type);
    }

    [Fact]
    public async Task A_position_between_stop_and_target_stays()
    {
        var (report, orders) = await RunAsync(Quoted(105m, 105.1m, 0), price: 103.9m);
        Assert.DoesNotContain(orders, o => o.Side == OrderSide.Sell);
        Assert.Equal(new RebalanceResult(1, 0, 0), report.Result);
    }

    [Fact]
    public async Task A_broker_that_does_not_tell_of_an_exit_keeps_the_position_from_being_sold_and_the_note_says_so()
    {
        var (report, orders) = await RunAsync(Quoted(105m, 105.1m, 0), knowsExits: false);
        Assert.DoesNotContain(orders, o => o.Side == OrderSide.Sell);
        Assert.Equal(new RebalanceResult(1, 0, 0), report.Result);
        Assert.EndsWith("SPY is not being sold: Nothing is said of exits.", report.Note, StringComparison.Ordinal);
    }

    private static Quote Quoted(decimal bid, decimal ask, int secondsOld) =>
        new(Desk.Symbol, Now - Duration.FromSeconds(secondsOld), bid, ask);

    private static async Task<(JobReport Report, IReadOnlyList<BrokerOrder> Orders)> RunAsync(
        Quote? quote, Instant? at = null, decimal price = 105m, bool knowsExits = true)
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        desk.TradeFlat("15:59", price);
        var clock = new FakeClock(at ?? Now);
        var calendar = new WeekdayCalendar();
        var ports = new TradingPorts(
            clock, calendar, new Quotes(quote, isNeeded: at is null && price == 105m),
            new ExitlessBroker(new SimulatedBroker(desk.Exchange, clock), knowsExits), new InMemoryJournal(),
            new InMemoryModelRegistry(), new InMemoryBarArchive());
        var report = await new Rebalance(ports, new TradingSettings()).RunAsync(
            calendar.SessionOn(Desk.Monday.PlusDays(1))!, clock.GetCurrentInstant().FloorToMinute(), Cancel);
        return (report, [.. desk.Exchange.Orders(Desk.At("04:00"))]);
    }

    private sealed class Quotes(Quote? quote, bool isNeeded) : IMarketData
    {
        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) => !isNeeded
            ? throw new InvalidOperationException("No quote is needed.")
            : Task.FromResult<IReadOnlyDictionary<string, Quote>>(
                quote is { } known ? new Dictionary<string, Quote>(StringComparer.Ordinal) { [known.Symbol] = known } : []);
    }

    private sealed class ExitlessBroker(IBroker broker, bool knowsExits) : IBroker
    {
        public TradingMode Mode => broker.Mode;

        public Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel) => broker.GetAccountAsync(cancel);

        public Task<AccountPositions> GetPositionsAsync(CancellationToken cancel) => broker.GetPositionsAsync(cancel);

        public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel) =>
            broker.GetOrdersAsync(since, cancel);

        public Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel) => knowsExits
            ? broker.FindOrderAsync(id, cancel)
            : throw new BrokerUnavailableException("Nothing is said of exits.");

        public Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel) =>
            broker.SubmitAsync(request, cancel);

        public Task<bool> CancelAsync(string brokerId, CancellationToken cancel) => broker.CancelAsync(brokerId, cancel);
    }
}
