using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

public sealed class AccountTests
{
    [Fact]
    public void An_open_buy_order_reduces_buying_power_and_its_cancellation_gives_it_back()
    {
        var desk = new Desk();
        var order = desk.Buy(10, limit: 99m);
        Assert.Equal(new AccountSnapshot(100_000m, 100_000m, 99_010m), desk.Exchange.Account);

        desk.Exchange.Cancel(order.BrokerId);
        Assert.Equal(100_000m, desk.Exchange.Account.BuyingPower);
    }

    [Fact]
    public void A_market_buy_counts_for_five_percent_more_than_its_last_price()
    {
        var desk = new Desk();
        desk.Buy(10);
        Assert.Equal(100_000m - 1050m, desk.Exchange.Account.BuyingPower);
        var rejected = Desk.Rejected(desk.Exchange.Submit(desk.Request(OrderSide.Buy, 950), Desk.At("10:31")));
        Assert.Equal(("40310000", RejectionKind.BuyingPower), (rejected.Code, rejected.Kind));
    }

    [Fact]
    public void Without_a_collar_a_market_buy_counts_for_its_last_price_and_slippage()
    {
        var desk = new Desk(new ExchangeOptions { BuyingPowerCollar = 0m });
        desk.Buy(10);
        Assert.Equal(100_000m - 1000.2m, desk.Exchange.Account.BuyingPower);
    }

    [Fact]
    public void A_filled_buy_is_counted_once()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(10, new Bracket(98m, 104m));
        Assert.Equal(new AccountSnapshot(100_000m, 99_000m, 99_000m), desk.Exchange.Account);
    }

    [Fact]
    public void Margin_lets_equity_be_spent_more_than_once()
    {
        var desk = new Desk(new ExchangeOptions { SlippageBps = 0m, BuyingPowerMultiple = 2m });
        desk.BuyFilled(1500);
        Assert.Equal(new AccountSnapshot(100_000m, -50_000m, 50_000m), desk.Exchange.Account);
    }

    [Fact]
    public void A_position_is_marked_to_the_last_price_and_keeps_its_average_price_when_part_is_sold()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(10);
        desk.Buy(10, "10:32");
        desk.TradeFlat("10:32", 110m);
        desk.Sell(5, "10:33");
        desk.Trade("10:33", 120m, 120m, 115m, 115m);

        Assert.Equal(new Position(Desk.Symbol, 15, 105m, 115m), Assert.Single(desk.Exchange.Positions));
    }

    [Fact]
    public void Positions_are_sorted_by_symbol()
    {
        var exchange = new SimulatedExchange(new WeekdayCalendar(), new ExchangeOptions());
        string[] symbols = ["QQQ", "AAPL", "SPY"];
        Trade("10:30");
        foreach (var symbol in symbols)
            exchange.Submit(new(new ClientOrderId(symbol), symbol, OrderSide.Buy, 1, OrderType.Market), Desk.At("10:31"));
        Trade("10:31");

        Assert.Equal(["AAPL", "QQQ", "SPY"], exchange.Positions.Select(position => position.Symbol));

        void Trade(string time) => exchange.AdvanceMinute(
            Desk.At(time), [.. symbols.Select(symbol => (symbol, new Bar(Desk.At(time), 10m, 10m, 10m, 10m, 100)))]);
    }

    [Fact]
    public void Minutes_are_advanced_in_order_with_bars_of_their_own()
    {
        var desk = new Desk();
        Assert.Throws<ArgumentException>(() => desk.TradeFlat("10:30", 100m));
        var early = new Bar(Desk.At("10:30"), 1m, 1m, 1m, 1m, 1);
        Assert.Throws<ArgumentException>(() => desk.Exchange.AdvanceMinute(Desk.At("10:31"), (Desk.Symbol, early)));
        var bar = early with { Start = Desk.At("10:32") };
        Assert.Throws<ArgumentException>(() => desk.Exchange.AdvanceMinute(bar.Start, (Desk.Symbol, bar), (Desk.Symbol, bar)));
    }

    [Theory]
    [InlineData(nameof(ExchangeOptions.Participation))]
    [InlineData(nameof(ExchangeOptions.SlippageBps))]
    [InlineData(nameof(ExchangeOptions.StartingCash))]
    [InlineData(nameof(ExchangeOptions.BuyingPowerMultiple))]
    public void An_option_out_of_range_is_named(string name)
    {
        var options = new ExchangeOptions();
        typeof(ExchangeOptions).GetProperty(name)!.SetValue(options, -1m);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SimulatedExchange(new WeekdayCalendar(), options));
        Assert.Equal(name, error.ParamName);
    }
}
