using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

/// <summary>
/// What holds after every step of any afternoon, night and next morning, whatever is ordered, cancelled and traded.
/// </summary>
public sealed class ExchangePropertyTests
{
    private const decimal Slippage = 0.0002m;

    private static readonly Gen<Step> AnyStep = Gen.Select(
        Gen.Int[0, 9], Gen.Int[1, 40], Gen.Int[-400, 400], Gen.Int[0, 300], Gen.Int[0, 300], Gen.Int[0, 300],
        (action, quantity, move, up, down, volume) => new Step(action, quantity, move, up, down, volume));

    private static readonly Gen<Step[]> AnyDay = AnyStep.Array[1, 120];

    [Fact]
    public void Shares_and_money_are_conserved_in_every_minute() => AnyDay.Sample(steps => Run(steps, (before, after, last) =>
    {
        var fills = Fills(before, after);
        Assert.Equal(after.Shares, before.Shares + fills.Sum(fill => fill.Shares));
        var expected = (before.Shares * (last.Close - before.Price)) + fills.Sum(fill => (fill.Shares * last.Close) - fill.Value);
        Assert.Equal(expected, after.Account.Equity - before.Account.Equity, 9);
        Assert.Equal(after.Account.Equity, after.Account.Cash + (after.Shares * last.Close), 9);
    }), iter: 80);

    [Fact]
    public void No_fill_lies_outside_the_bar_by_more_than_slippage() => AnyDay.Sample(steps => Run(steps, (before, after, last) =>
        Assert.All(Fills(before, after), fill =>
        {
            // Whatever is left at the closing bell fills at the last price, which may be an earlier bar's.
            var low = Math.Min(last.Low, last.Close) * (1 - Slippage);
            var high = Math.Max(last.High, last.Close) * (1 + Slippage);
            Assert.InRange(Math.Round(fill.Value / fill.Shares, 9), Math.Round(low, 9), Math.Round(high, 9));
        })), iter: 80);

    [Fact]
    public void Live_orders_never_offer_more_shares_than_are_held() => AnyDay.Sample(steps => Run(steps, (_, after, _) =>
    {
        var offered = after.Orders.Sum(order => order.Side == OrderSide.Sell
            ? LiveShares(order)
            : order.Legs.Select(LiveShares).DefaultIfEmpty(0).Max());
        Assert.InRange(offered, 0, after.Shares);
        Assert.All(after.Orders.Where(order => order.Legs.Any(leg => LiveShares(leg) > 0)), bracket =>
            Assert.Equal(OrderStatus.Filled, bracket.Status));
    }), iter: 80);

    [Fact]
    public void An_order_never_fills_beyond_its_quantity_and_status_and_fills_agree() =>
        AnyDay.Sample(steps => Run(steps, (_, after, _) =>
    {
        Assert.All(after.Orders.SelectMany(order => order.WithLegs()), order =>
        {
            Assert.InRange(order.FilledQuantity, 0, order.Quantity);
            Assert.Equal(order.Status == OrderStatus.Filled, order.Remaining == 0);
            Assert.Equal(order.Status == OrderStatus.PartiallyFilled,
                order is { FilledQuantity: > 0, Remaining: > 0 } && !order.Status.IsFinal());
        });
        Assert.All(after.Orders.Where(order => order.Legs.Count > 0), entry =>
            Assert.InRange(entry.Legs.Sum(leg => leg.FilledQuantity), 0, entry.FilledQuantity));
    }), iter: 80);

    [Fact]
    public void What_is_final_never_changes_again() => AnyDay.Sample(steps => Run(steps, (before, after, _) =>
    {
        var now = after.Orders.SelectMany(order => order.WithLegs()).ToDictionary(order => order.BrokerId, WithoutLegs);
        Assert.All(before.Orders.SelectMany(order => order.WithLegs()).Where(order => order.Status.IsFinal()), order =>
            Assert.Equal(WithoutLegs(order), now[order.BrokerId]));
    }), iter: 80);

    [Fact]
    public void The_same_calls_give_the_same_orders_to_the_last_id() => AnyDay.Sample(steps =>
    {
        Assert.Equal(Journal(), Journal());

        IEnumerable<BrokerOrder> Journal()
        {
            List<BrokerOrder> journal = [];
            Run(steps, (_, after, _) => journal.AddRange(after.Orders.SelectMany(order => order.WithLegs()).Select(WithoutLegs)));
            return journal;
        }
    }, iter: 50);

    /// <summary>
    /// Plays the steps from 15:20 on, across the close and into the next morning, and shows each minute to the check.
    /// </summary>
    private static void Run(Step[] steps, Action<State, State, Bar> check)
    {
        var exchange = new SimulatedExchange(new WeekdayCalendar(), new ExchangeOptions { SlippageBps = Slippage * 10_000m });
        var (now, price, last) = (Desk.At("15:20"), 100m, default(Bar));
        foreach (var (step, index) in steps.Prepend(new Step(9, 0, 0, 0, 0, 300)).Select((step, index) => (step, index)))
        {
            step.Act(exchange, index, price, now);
            var before = State.Of(exchange, price);
            if (step.Bar(now, price) is { } bar)
            {
                exchange.AdvanceMinute(now, (Desk.Symbol, bar));
                (price, last) = (bar.Close, bar);
            }
            else
            {
                exchange.AdvanceMinute(now);
                last = new Bar(now, price, price, price, price, 0);
            }
            check(before, State.Of(exchange, price), last);
            now += index == 60 ? Duration.FromHours(17) : Bar.Length;
        }
    }

    private static List<(int Shares, decimal Value)> Fills(State before, State after)
    {
        var known = before.Orders.SelectMany(order => order.WithLegs()).ToDictionary(order => order.BrokerId);
        return [.. after.Orders.SelectMany(order => order.WithLegs())
            .Select(order => (Old: known[order.BrokerId], New: order))
            .Where(pair => pair.New.FilledQuantity > pair.Old.FilledQuantity)
            .Select(pair => (
                Sign(pair.New) * (pair.New.FilledQuantity - pair.Old.FilledQuantity),
                    Sign(pair.New) * (Worth(pair.New) - Worth(pair.Old))))];
    }

    private static int Sign(BrokerOrder order) => order.Side == OrderSide.Buy ? 1 : -1;

    private static decimal Worth(BrokerOrder order) => order.FilledQuantity * (order.FilledPrice ?? 0m);

    private static int LiveShares(BrokerOrder order) =>
        order.Status.IsFinal() || order.Status == OrderStatus.Held ? 0 : order.Remaining;

    private static BrokerOrder WithoutLegs(BrokerOrder order) => order with { Legs = [] };

    private sealed record State(AccountSnapshot Account, int Shares, decimal Price, IReadOnlyList<BrokerOrder> Orders)
    {
        public static State Of(SimulatedExchange exchange, decimal price) =>
            new(exchange.Account, exchange.Positions.Sum(p => p.Quantity), price, exchange.Orders(Instant.MinValue));
    }

    private sealed record Step(int Action, int Quantity, int Move, int Up, int Down, int Volume)
    {
        public void Act(SimulatedExchange exchange, int index, decimal price, Instant now)
        {
            var request = new OrderRequest(new ClientOrderId($"{index}"), Desk.Symbol, OrderSide.Buy, Quantity, OrderType.Market);
            var near = PriceIncrement.Nearest(price * (1 + (Move / 20_000m)));
            var bracket = new Bracket(PriceIncrement.Down(price * 0.985m), PriceIncrement.Up(price * 1.02m));
            if (Action == 6) Cancel(exchange);
            else if (Action < 6) exchange.Submit(Action switch
            {
                0 => request,
                1 or 2 => request with { Bracket = bracket },
                3 => request with { Type = OrderType.Limit, LimitPrice = near, Bracket = bracket },
                4 => request with { Side = OrderSide.Sell },
                _ => request with
                {
                    Side = OrderSide.Sell,
                    Type = OrderType.Limit,
                    LimitPrice = near,
                    ExtendedHours = Quantity > 20
                },
            }, now);
        }

        /// <summary>A bar from the last price, now and then with a gap; none in one minute of seven.</summary>
        public Bar? Bar(Instant start, decimal price)
        {
            if (Volume % 7 == 0 && Volume < 280) return null;
            var open = Math.Max(10m, Down > 280 ? price * (1 + (Move / 10_000m)) : price);
            var close = Math.Max(10m, open * (1 + (Move / 20_000m)));
            var (low, high) = (Math.Min(open, close) * (1 - (Down / 20_000m)), Math.Max(open, close) * (1 + (Up / 20_000m)));
            return new Bar(start, Math.Round(open, 4), Math.Round(high, 4) + 0.0001m, Math.Round(low, 4) - 0.0001m,
                Math.Round(close, 4), Volume);
        }

        private void Cancel(SimulatedExchange exchange)
        {
            var orders = exchange.Orders(Instant.MinValue).SelectMany(order => order.WithLegs()).ToList();
            if (orders.Count > 0) exchange.Cancel(orders[(Up * 7) % orders.Count].BrokerId);
        }
    }
}
