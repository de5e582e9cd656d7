using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Orders;
using static Trading.Tests.Core.Days;
using static Trading.Tests.Core.Execution.ScriptedBroker;

namespace Trading.Tests.Core.Execution;

public sealed class ReplacementStopTests
{
    private static readonly Position Shares = new("SPY", 5, 100m, 101m);

    [Fact]
    public void The_newest_stop_that_stood_in_the_symbol_is_put_back_whatever_else_was_ordered()
    {
        var stop = Order("a", "a", OrderSide.Sell, OrderType.Stop);
        BrokerOrder[] orders =
        [
            Order("n", "n", OrderSide.Buy) with
            {
                SubmittedAt = Minute(62),
                Legs = [stop with { StopPrice = 97.5m }, Order("t", "t", OrderSide.Sell, OrderType.Limit)],
            },
            stop with { SubmittedAt = Minute(61), StopPrice = 96m },
            stop with { SubmittedAt = Minute(63), StopPrice = 95m, Symbol = "QQQ" },
            stop with { SubmittedAt = Minute(64), StopPrice = 94m, Side = OrderSide.Buy },
            Order("s", "s", OrderSide.Sell) with { SubmittedAt = Minute(65) },
        ];
        Assert.Equal(97.5m, PriceOf(orders));
        Assert.Equal(97.5m, PriceOf([.. orders.Reverse()]));
    }

    [Theory]
    [InlineData(100.99, 100.99)]
    [InlineData(101, 98.98)]
    [InlineData(102, 98.98)]
    public void A_stop_that_the_market_has_passed_gives_way_to_the_default_distance(double stop, double expected) =>
        Assert.Equal(
            (decimal)expected, PriceOf(Order("a", "a", OrderSide.Sell, OrderType.Stop) with { StopPrice = (decimal)stop }));

    [Fact]
    public void Without_a_stop_and_without_a_market_price_the_price_paid_counts_and_the_price_is_valid()
    {
        Assert.Equal(98m, ReplacementStop.PriceOf(Shares with { MarketPrice = null }, View()));
        Assert.Equal(12.09m, ReplacementStop.PriceOf(Shares with { MarketPrice = 12.345m }, View()));
    }

    private static decimal PriceOf(params BrokerOrder[] orders) => ReplacementStop.PriceOf(Shares, View(orders));

    private static BrokerView View(params BrokerOrder[] orders) => new(null, [Shares], orders);
}
