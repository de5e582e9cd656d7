using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Orders;
using static Trading.Tests.Core.Days;
using static Trading.Tests.Core.Execution.ScriptedBroker;

namespace Trading.Tests.Core.Execution;

public sealed class AccountFlattenerTests
{
    private readonly ScriptedBroker broker = new() { Answers = Takes };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_without_a_position_are_cancelled_and_nothing_else_is()
    {
        broker.Orders =
        [
            Order("live", "live", OrderSide.Buy),
            Order("held", "held", OrderSide.Buy, symbol: "QQQ"),
            Order("sale", "sale", OrderSide.Sell, OrderType.Limit, "AAPL"),
            Order("odd", "odd", OrderSide.Buy, symbol: "AAPL") with { IsOdd = true },
            Order("over", "over", OrderSide.Buy, symbol: "TSLA") with { Status = OrderStatus.Cancelled },
            Order("stuck", "stuck", OrderSide.Buy, symbol: "MSFT"),
        ];
        broker.Shares = [new Position("QQQ", 5, 100m, 101m)];
        broker.CanCancel = id => id != "stuck";

        var done = await FlattenAsync();

        Assert.Equal(["held", "live", "stuck"], broker.Cancelled.Order());
        Assert.Equal((1, 1, 0), (done.Closing, done.Cancelled, done.Refused));
        Assert.Equal("QQQ", Assert.Single(broker.Sent).Symbol);
        Assert.Empty(done.Errors);
    }

    [Fact]
    public async Task What_fails_for_one_symbol_stops_no_other()
    {
        broker.Shares =
        [
            new Position("BAD", 5, 100m, 101m), new Position("GOOD", 5, 100m, 101m), new Position("NO", 5, 100m, 101m),
        ];
        broker.Orders = [Order("e", "e", OrderSide.Buy, symbol: "MUTE")];
        broker.SilentAbout.Add("20251103-BAD-exit1");
        broker.CanCancel = _ => throw new BrokerUnavailableException("cut");
        broker.Answers = request => request.Symbol == "NO" && request.Type == OrderType.Market
            ? new SubmitOutcome.Rejected("1", "no") : Takes(request);

        var done = await FlattenAsync();

        Assert.Equal((1, 0, 1), (done.Closing, done.Cancelled, done.Refused));
        Assert.Equal(
            ["BAD is not being sold: Nothing is said of 20251103-BAD-exit1.", "NO is not being sold: 1: no"], done.Errors);
    }

    private Task<FlattenResult> FlattenAsync() =>
        new AccountFlattener(broker.Ports()).RunAsync(broker.View, OrderPurpose.Flatten, Monday, Minute(70), Cancel);
}
