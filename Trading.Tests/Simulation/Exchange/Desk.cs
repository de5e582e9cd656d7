using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

/// <summary>A trader's desk at the simulated exchange on Monday 2025-11-03; times are New York's, as text.</summary>
internal sealed class Desk
{
    public const string Symbol = "SPY";
    public static readonly LocalDate Monday = new(2025, 11, 3);

    private int orders;

    /// <summary>A desk whose symbol last traded at 100 in the bar of 10:30, so it is 10:31 now.</summary>
    public Desk(ExchangeOptions? options = null, params LocalDate[] earlyCloses)
    {
        Exchange = new SimulatedExchange(new WeekdayCalendar(earlyCloses), options ?? new ExchangeOptions());
        Trade("10:30", 100m, 100m, 100m, 100m);
    }

    public static ExchangeOptions WithoutSlippage => new() { SlippageBps = 0m };

    public SimulatedExchange Exchange { get; }

    public int Held => Exchange.Positions.SingleOrDefault()?.Quantity ?? 0;

    public static Instant At(string time, int day = 0)
    {
        var (hour, minute) = (int.Parse(time[..2]), int.Parse(time[3..]));
        return ExchangeTime.At(Monday.PlusDays(day), new LocalTime(hour, minute));
    }

    public void Trade(string time, decimal open, decimal high, decimal low, decimal close, long volume = 1_000_000,
        int day = 0) =>
        Exchange.AdvanceMinute(At(time, day), (Symbol, new Bar(At(time, day), open, high, low, close, volume)));

    public void TradeFlat(string time, decimal price, long volume = 1_000_000, int day = 0) =>
        Trade(time, price, price, price, price, volume, day);

    public void Silence(string time, int day = 0) => Exchange.AdvanceMinute(At(time, day));

    public OrderRequest Request(
        OrderSide side, int quantity, decimal? limit = null, Bracket? bracket = null, bool extendedHours = false) =>
        new(new ClientOrderId($"order-{++orders}"), Symbol, side, quantity,
            limit is null ? OrderType.Market : OrderType.Limit, limit, bracket, extendedHours);

    public BrokerOrder Buy(
        int quantity, string time = "10:31", decimal? limit = null, Bracket? bracket = null, bool extendedHours = false,
            int day = 0) =>
        Accepted(Exchange.Submit(Request(OrderSide.Buy, quantity, limit, bracket, extendedHours), At(time, day)));

    public BrokerOrder Sell(int quantity, string time = "10:31", decimal? limit = null, bool extendedHours = false,
        int day = 0) =>
        Accepted(Exchange.Submit(Request(OrderSide.Sell, quantity, limit, null, extendedHours), At(time, day)));

    /// <summary>Buys and sees it filled at 100 in the bar of 10:31, which does nothing else.</summary>
    public BrokerOrder BuyFilled(int quantity, Bracket? bracket = null)
    {
        var order = Buy(quantity, bracket: bracket);
        TradeFlat("10:31", 100m);
        return Now(order);
    }

    public BrokerOrder Now(BrokerOrder order) => Exchange.Find(order.BrokerId)!;

    public BrokerOrder Stop(BrokerOrder entry) => Now(entry).Legs.Single(leg => leg.Type == OrderType.Stop);

    public BrokerOrder Target(BrokerOrder entry) => Now(entry).Legs.Single(leg => leg.Type == OrderType.Limit);

    public static SubmitOutcome.Rejected Rejected(SubmitOutcome outcome) => Assert.IsType<SubmitOutcome.Rejected>(outcome);

    private static BrokerOrder Accepted(SubmitOutcome outcome) => Assert.IsType<SubmitOutcome.Accepted>(outcome).Order;
}
