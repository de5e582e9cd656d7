using Trading.Adapters.AzureStorage;
using Trading.Core.Orders;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.AzureStorage;

/// <summary>Another program changes an intent right before any request of a change.</summary>
public sealed class IntentRaceTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(IntentStatus.Working, IntentStatus.Holding, IntentStatus.Completed, IntentStatus.Completed)]
    [InlineData(IntentStatus.Planned, IntentStatus.Working, IntentStatus.Rejected, IntentStatus.Rejected)]
    [InlineData(IntentStatus.Planned, IntentStatus.Abandoned, IntentStatus.Working, IntentStatus.Working)]
    [InlineData(IntentStatus.Abandoned, IntentStatus.Unknown, IntentStatus.Working, IntentStatus.Working)]
    public async Task A_change_that_comes_before_any_request_stays_and_its_copy_too(
        IntentStatus first, IntentStatus late, IntentStatus other, IntentStatus last)
    {
        var intent = AnIntent(Monday, "SPY", 1, first);
        for (var which = 1; ; which++)
        {
            var options = await azurite.FreshOrSkipAsync();
            var rival = new AzureTableJournal(new(options));
            Assert.True(await rival.TryAddIntentAsync(intent, Cancel));
            var before = new BeforeRequest(which, () => rival.UpdateIntentAsync(intent with { Status = other }, Cancel));

            await new AzureTableJournal(new(options, [before])).UpdateIntentAsync(intent with { Status = late }, Cancel);

            if (!before.HasRun)
            {
                Assert.True(which > 3, "There was hardly a request.");
                return;
            }
            var expected = intent with { Status = last };
            Assert.Equal([expected], await rival.GetIntentsAsync(Monday, Cancel));
            Assert.Equal(expected.IsOpen ? [expected] : [], await rival.GetOpenIntentsAsync(Cancel));
        }
    }
}
