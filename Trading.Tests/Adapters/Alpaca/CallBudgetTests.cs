using Trading.Adapters.Alpaca.Http;
using Trading.Cli.Output;

namespace Trading.Tests.Adapters.Alpaca;

public sealed class CallBudgetTests
{
    private readonly CallBudget budget = new(TimeSpan.FromSeconds(10));

    [Fact]
    public void Attempts_and_waits_are_taken_off()
    {
        budget.Spend(TimeSpan.FromSeconds(3));
        Assert.True(budget.TryReserve(TimeSpan.FromSeconds(2)));
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)), (budget.Wait, budget.Left));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(3600)]
    public void A_wait_that_leaves_no_time_for_an_attempt_is_declined(int seconds)
    {
        budget.Spend(TimeSpan.FromSeconds(3));
        Assert.False(budget.TryReserve(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(TimeSpan.FromSeconds(7), budget.Left);
    }
}
