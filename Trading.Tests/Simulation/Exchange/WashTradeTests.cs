using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

/// <summary>The table of Alpaca's page "User Protection", and its exceptions.</summary>
public sealed class WashTradeTests
{
    [Theory]
    [InlineData("market", "market", true)]
    [InlineData("market", "limit 99", true)]
    [InlineData("limit 120", "market", true)]
    [InlineData("limit 120", "limit 119.99", false)]
    [InlineData("limit 120", "limit 120", true)]
    [InlineData("limit 120", "stop 130", true)]
    [InlineData("limit 120", "stop 130 limit 119.99", false)]
    [InlineData("limit 120", "stop 130 limit 120", true)]
    [InlineData("stop 90", "market", true)]
    [InlineData("stop 90", "limit 10", true)]
    [InlineData("stop 90 limit 89", "limit 88.99", false)]
    [InlineData("stop 90 limit 89", "limit 89", true)]
    [InlineData("stop 90 limit 89", "market", true)]
    public void An_order_that_could_trade_with_an_own_one_is_refused(string sale, string purchase, bool isRefused)
    {
        foreach (var sellsFirst in (bool[])[true, false])
        {
            var desk = new Desk();
            desk.BuyFilled(5);
            var (sell, buy) = (Of(desk, OrderSide.Sell, sale), Of(desk, OrderSide.Buy, purchase));
            Assert.IsType<SubmitOutcome.Accepted>(desk.Exchange.Submit(sellsFirst ? sell : buy, Desk.At("10:32")));
            var second = desk.Exchange.Submit(sellsFirst ? buy : sell, Desk.At("10:32"));
            if (!isRefused) Assert.IsType<SubmitOutcome.Accepted>(second);
            else Assert.Equal(
                ("40310000", "potential wash trade detected. use complex orders", RejectionKind.WashTrade),
                Desk.Rejected(second) is var no ? (no.Code, no.Reason, no.Kind) : default);
        }
    }

    [Fact]
    public void Orders_with_legs_and_trailing_stops_are_exempt()
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        var request = desk.Request(OrderSide.Sell, 1) with { Type = OrderType.Stop };
        Assert.IsType<SubmitOutcome.Accepted>(desk.Exchange.Submit(
            new OrderTicket(request) { Trail = new(2m, null) }, Desk.At("10:32"), Desk.At("10:32")));
        Assert.IsType<SubmitOutcome.Accepted>(desk.Exchange.Submit(desk.Request(OrderSide.Buy, 1), Desk.At("10:32")));
        desk.TradeFlat("10:32", 100m);

        desk.Sell(1, "10:33", limit: 101m);
        Assert.IsType<SubmitOutcome.Accepted>(
            desk.Exchange.Submit(desk.Request(OrderSide.Buy, 1, bracket: new(98m, 104m)), Desk.At("10:33")));
        desk.TradeFlat("10:33", 100m);
        Assert.IsType<SubmitOutcome.Accepted>(
            desk.Exchange.Submit(desk.Request(OrderSide.Buy, 1, limit: 100.99m), Desk.At("10:34")));
    }

    [Fact]
    public void An_order_of_another_symbol_or_one_that_has_ended_does_not_count()
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        var sale = desk.Sell(5, "10:32", limit: 110m);
        Assert.IsType<SubmitOutcome.Accepted>(desk.Exchange.Submit(
            desk.Request(OrderSide.Buy, 1, limit: 120m) with { Symbol = "QQQ" }, Desk.At("10:32")));
        desk.Exchange.Cancel(sale.BrokerId);
        Assert.IsType<SubmitOutcome.Accepted>(desk.Exchange.Submit(desk.Request(OrderSide.Buy, 1), Desk.At("10:32")));
    }

    private static OrderRequest Of(Desk desk, OrderSide side, string text)
    {
        var words = text.Split(' ');
        decimal? Price(string name) => Array.IndexOf(words, name) is >= 0 and var at ? decimal.Parse(words[at + 1]) : null;
        return desk.Request(side, 1) with
        {
            Type = words[0] switch { "market" => OrderType.Market, "limit" => OrderType.Limit, _ => OrderType.Stop },
            LimitPrice = Price("limit"),
            StopPrice = Price("stop"),
        };
    }
}
