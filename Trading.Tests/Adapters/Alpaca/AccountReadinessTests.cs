using Trading.Adapters.Alpaca;
using Trading.Adapters.Alpaca.Wire;

namespace Trading.Tests.Adapters.Alpaca;

public sealed class AccountReadinessTests
{
    [Theory]
    [InlineData("ACTIVE", false, false, false, null)]
    [InlineData("ACCOUNT_CLOSED", false, false, false, "ACCOUNT_CLOSED")]
    [InlineData("ACTIVE", true, false, false, "blocked")]
    [InlineData("ACTIVE", false, true, false, "forbids")]
    [InlineData("ACTIVE", false, false, true, "suspended")]
    public void An_account_that_may_not_trade_is_refused_with_a_sentence(
        string status, bool blocked, bool noTrading, bool suspended, string? said)
    {
        var readiness = AccountReadinessMapping.Map(new AlpacaAccount
        {
            Status = status,
            Equity = 2,
            Cash = 1,
            BuyingPower = 4,
            AccountBlocked = blocked,
            TradingBlocked = noTrading,
            TradeSuspendedByUser = suspended,
        });

        Assert.Equal((status, 2m, 4m), (readiness.Status, readiness.Equity, readiness.BuyingPower));
        if (said is null) Assert.Null(readiness.Error);
        else Assert.Contains(said, readiness.Error, StringComparison.Ordinal);
    }
}
