using NodaTime.Testing;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

/// <summary>Splits, dividends, resets and blocks of an account.</summary>
public sealed class ExchangeControlsTests
{
    [Fact]
    public void A_split_leaves_the_equity_and_what_is_over_a_whole_share_stays_as_a_fraction()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(5);
        var stop = Assert.IsType<SubmitOutcome.Accepted>(desk.Exchange.Submit(
            desk.Request(OrderSide.Sell, 5) with { Type = OrderType.Stop, StopPrice = 90m, GoodTilCancelled = true },
            Desk.At("10:32"))).Order;
        desk.Exchange.Controls.Split(Desk.Symbol, 1.5m, Desk.At("04:00", 1));
        Assert.Equal(new Holding(Desk.Symbol, 7, 0.5m, 100m / 1.5m, 100m / 1.5m), Assert.Single(desk.Exchange.Holdings));
        Assert.Equal(100_000m, desk.Exchange.Account.Equity, 9);
        Assert.Equal((OrderStatus.Cancelled, 7), (desk.Now(stop).Status, desk.Exchange.AvailableShares(Desk.Symbol)));

        desk.Sell(7, "09:30", day: 1);
        desk.TradeFlat("09:30", 80m, day: 1);
        Assert.Equal((0, 0.5m), Assert.Single(desk.Exchange.Holdings) is var rest ? (rest.Shares, rest.Fraction) : default);
        Assert.Equal(99_500m + (7 * 80m) + 40m, desk.Exchange.Account.Equity);
    }

    [Fact]
    public async Task The_broker_names_what_is_odd_and_leaves_it_out_of_the_shares()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(5);
        var broker = new SimulatedBroker(desk.Exchange, new FakeClock(Desk.At("10:32")));
        desk.Exchange.Controls.Show(new ForeignHolding { Symbol = "BTCUSD", Quantity = 0.5m, AssetClass = "crypto" });
        desk.Exchange.Controls.Show(new ForeignHolding { Symbol = "TSLA", Quantity = -5m, Price = 200m });
        desk.Exchange.Controls.Show(new ForeignHolding { Symbol = "QQQ", Quantity = 1m });
        var held = await broker.GetPositionsAsync(TestContext.Current.CancellationToken);
        Assert.Equal("SPY", Assert.Single(held.Shares).Symbol);
        Assert.Equal(
            [
                ("BTCUSD", 0.5m, PositionOddity.OtherAsset), ("QQQ", 1m, PositionOddity.NoPrice),
                ("TSLA", -5m, PositionOddity.ShortSale),
            ],
            held.Odd.Select(odd => (odd.Symbol, odd.Quantity, odd.Oddity)));

        desk.Exchange.Controls.Split(Desk.Symbol, 1.5m, Desk.At("10:32"));
        held = await broker.GetPositionsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(held.Shares);
        Assert.Contains(held.Odd, odd => odd is { Symbol: "SPY", Quantity: 7.5m, Oddity: PositionOddity.Fraction });
    }

    [Fact]
    public void A_dividend_is_paid_on_what_is_held()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(5);
        desk.Exchange.Controls.PayDividend(Desk.Symbol, 0.24m);
        desk.Exchange.Controls.PayDividend("QQQ", 0.24m);
        Assert.Equal(99_501.2m, desk.Exchange.Account.Cash);
    }

    [Fact]
    public void A_reset_account_has_no_positions_and_no_orders_and_gives_no_id_twice()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        var first = desk.BuyFilled(5, new Bracket(98m, 104m));
        desk.Exchange.Controls.Reset(50_000m);
        Assert.Equal(new AccountSnapshot(50_000m, 50_000m, 50_000m), desk.Exchange.Account);
        Assert.Equal(50_000m, desk.Exchange.AccountAt(Desk.At("10:32")).LastEquity);
        Assert.Empty(desk.Exchange.Orders(Instant.MinValue));
        Assert.Null(desk.Exchange.Find(first.ClientId));
        Assert.Empty(desk.Exchange.Positions);

        var next = desk.Buy(1, "10:32");
        Assert.NotEqual(first.BrokerId, next.BrokerId);
        desk.TradeFlat("10:32", 97m);
        Assert.Equal(1, desk.Held);
    }

    [Theory]
    [InlineData("account", "account is not authorized to trade")]
    [InlineData("trading", "account is not authorized to trade")]
    [InlineData("status", "account is not authorized to trade")]
    [InlineData("user", "new orders are rejected by user request")]
    public void A_blocked_account_takes_no_order_and_still_cancels(string what, string words)
    {
        var desk = new Desk();
        var order = desk.Buy(1, limit: 90m);
        desk.Exchange.Controls.Restrictions = what switch
        {
            "account" => new AccountRestrictions { AccountBlocked = true },
            "trading" => new AccountRestrictions { TradingBlocked = true },
            "user" => new AccountRestrictions { SuspendedByUser = true },
            _ => new AccountRestrictions { Status = "ACCOUNT_CLOSED" },
        };
        Assert.Equal(("40310000", words),
            Desk.Rejected(desk.Exchange.Submit(desk.Request(OrderSide.Buy, 1), Desk.At("10:31"))) is var no
                ? (no.Code, no.Reason) : default);
        Assert.True(desk.Exchange.Cancel(order.BrokerId));
    }

    [Fact]
    public void An_inactive_symbol_takes_no_order_and_its_live_orders_fill()
    {
        var desk = new Desk();
        desk.Buy(5);
        desk.Exchange.Controls.SetActive(Desk.Symbol, false);
        Assert.Equal(("42210000", "asset SPY is not tradable"),
            Desk.Rejected(desk.Exchange.Submit(desk.Request(OrderSide.Buy, 1), Desk.At("10:31"))) is var no
                ? (no.Code, no.Reason) : default);
        desk.TradeFlat("10:31", 100m);
        Assert.Equal(5, desk.Held);
    }
}
