using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

/// <summary>The account beside a model of it that a child could reckon: cash, shares, and a list of what was ordered.</summary>
public sealed class AccountModelTests
{
    [Fact]
    public void The_account_follows_a_model_that_only_adds_and_subtracts() =>
        Gen.Const(() => (new Market(), new Model())).SampleModelBased(
            Gen.Int[1, 300].Operation<Market, Model>(
                (market, shares) => market.Order(OrderSide.Buy, shares), (model, shares) => model.Buy(shares)),
            Gen.Int[1, 300].Operation<Market, Model>(
                (market, shares) => market.Order(OrderSide.Sell, shares), (model, shares) => model.Sell(shares)),
            Gen.Int[5_000, 20_000].Operation<Market, Model>(
                (market, cents) => market.Minute(cents / 100m), (model, cents) => model.Minute(cents / 100m)),
            equal: (market, model) => market.State() == model.State(),
            iter: 150);

    private sealed class Market
    {
        private readonly SimulatedExchange exchange = new(new WeekdayCalendar(), new ExchangeOptions { SlippageBps = 10m });
        private Instant now = Desk.At("09:30");
        private int orders;

        public Market() => Minute(100m);

        public void Order(OrderSide side, int shares) =>
            exchange.Submit(new(new ClientOrderId($"{++orders}"), Desk.Symbol, side, shares, OrderType.Market), now);

        public void Minute(decimal price)
        {
            exchange.AdvanceMinute(now, (Desk.Symbol, new Bar(now, price, price, price, price, 1_000_000)));
            now += Bar.Length;
        }

        public (decimal Cash, decimal Equity, decimal BuyingPower, int Shares) State() =>
            (exchange.Account.Cash, exchange.Account.Equity, exchange.Account.BuyingPower,
                exchange.Positions.Sum(p => p.Quantity));
    }

    private sealed class Model
    {
        private decimal cash = 100_000m;
        private decimal price = 100m;
        private int shares;
        private int buying;
        private int selling;

        public void Buy(int count)
        {
            if (selling == 0 && (buying + count) * price * 1.05m <= cash) buying += count;
        }

        public void Sell(int count)
        {
            if (buying == 0 && selling + count <= shares) selling += count;
        }

        public void Minute(decimal next)
        {
            price = next;
            cash += (selling * price * 0.999m) - (buying * price * 1.001m);
            shares += buying - selling;
            (buying, selling) = (0, 0);
        }

        public (decimal Cash, decimal Equity, decimal BuyingPower, int Shares) State() =>
            (cash, cash + (shares * price), Math.Max(0m, cash - (buying * price * 1.05m)), shares);
    }
}
