using Azure.Core;
using Trading.Adapters.AzureStorage;
using Trading.Core.Orders;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.AzureStorage;

/// <summary>Another process closes a trade right before each request of the process that saves it as open.</summary>
public sealed class TradeRaceTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exit_that_comes_before_any_request_stays(bool alreadyOpen)
    {
        var open = ATrade(Monday, "SPY");
        var closed = open with { ExitAt = Minute(Monday, 9), ExitPrice = 104.1m, ExitReason = ExitReason.TakeProfit };
        for (var which = 1; ; which++)
        {
            var options = await azurite.FreshOrSkipAsync();
            var other = new AzureTableJournal(new(options));
            if (alreadyOpen) await other.SaveTradeAsync(open, Cancel);
            var before = new BeforeRequest(which, () => other.SaveTradeAsync(closed, Cancel));

            await new AzureTableJournal(new(options, [before])).SaveTradeAsync(open with { Quantity = 9 }, Cancel);

            if (!before.HasRun)
            {
                Assert.True(which > 2, "There was hardly a request.");
                return;
            }
            Assert.Equal([closed], await other.GetTradesAsync(Monday, Monday, Cancel));
        }
    }
}
