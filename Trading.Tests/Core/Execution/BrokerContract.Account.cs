using Trading.Core.Orders;

namespace Trading.Tests.Core.Execution;

/// <summary>What the account and the positions show.</summary>
public abstract partial class BrokerContract
{
    [Fact]
    public async Task Account_and_positions_follow_fills_and_prices()
    {
        await BoughtAsync(10);
        await TradeAsync(101.50m);
        var position = Assert.Single((await Broker.GetPositionsAsync(Cancel)).Shares);
        Assert.Equal(new Position(Symbol, 10, 100m, 101.50m), position);
        var account = await Broker.GetAccountAsync(Cancel);
        Assert.Equal((100_015m, 99_000m), (account.Equity, account.Cash));
        Assert.Equal(99_000m, account.BuyingPower);
    }

    [Fact]
    public async Task The_last_equity_is_that_of_the_last_close_of_an_earlier_day()
    {
        await BoughtAsync(10);
        await TradeAsync(101m);
        Assert.Equal((100_010m, 100_000m), await EquityAsync());
        await stage.PassUntilAsync(At(new(17, 0)));
        Assert.Equal((100_010m, 100_000m), await EquityAsync());
        await stage.PassUntilAsync(At(new(9, 30), 1));
        Assert.Equal((100_010m, 100_010m), await EquityAsync());
        await TradeAsync(99m);
        Assert.Equal((99_990m, 100_010m), await EquityAsync());

        async Task<(decimal Now, decimal? Last)> EquityAsync()
        {
            var account = await Broker.GetAccountAsync(Cancel);
            return (account.Equity, account.LastEquity);
        }
    }
}
