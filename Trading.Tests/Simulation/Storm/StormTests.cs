using Trading.Simulation.Storm;

namespace Trading.Tests.Simulation.Storm;

/// <summary>A short run of what <c>studies/storm</c> runs for long.</summary>
public sealed class StormTests
{
    // These hold for the whole story and change nothing by themselves.
    private static readonly FaultKind[] Lasting = [FaultKind.AnotherProgram, FaultKind.ClockOff];

    [Fact]
    public void Days_of_bounded_faults_break_no_promise_and_meet_every_kind_of_fault()
    {
        var campaign = StormCampaign.Run(StormLevel.Bounded, 150, seed: 1);
        Assert.True(campaign.Broken.Count == 0, $"{string.Join('\n', campaign.ShortestStories())}\n{campaign.Summary}");
        Assert.DoesNotContain(Enum.GetValues<FaultKind>().Except(Lasting), kind => campaign.Strikes(kind) == 0);
        Assert.True(campaign.Entries > 5 * campaign.Days, campaign.Summary);
    }

    [Fact]
    public void Days_of_harsh_faults_break_no_promise()
    {
        var campaign = StormCampaign.Run(StormLevel.Harsh, 40, seed: 1);
        Assert.True(campaign.Broken.Count == 0, $"{string.Join('\n', campaign.ShortestStories())}\n{campaign.Summary}");
        Assert.True(campaign.Strikes(FaultKind.Killed) > 0 && campaign.Entries > campaign.Days, campaign.Summary);
    }

    [Theory]
    [InlineData(StormLevel.Bounded)]
    [InlineData(StormLevel.Harsh)]
    public void Limits_on_the_day_and_the_account_are_kept_through_faults(StormLevel level)
    {
        var campaign = StormCampaign.Run(level, 40, seed: 1, hasLimits: true);
        Assert.True(campaign.Broken.Count == 0, $"{string.Join('\n', campaign.ShortestStories())}\n{campaign.Summary}");
        Assert.True(campaign.Entries > campaign.Days, campaign.Summary);
    }

    [Theory]
    [InlineData(7, StormLevel.Bounded)]
    [InlineData(8, StormLevel.Harsh)]
    public void The_same_seed_tells_the_same_story_byte_for_byte(int seed, StormLevel level)
    {
        var plan = StormPlan.Of((ulong)seed, level);
        var (first, second) = (StormStory.Tell(plan, keepLines: true), StormStory.Tell(plan, keepLines: true));
        Assert.True(first.Lines.Count > 100, $"{first.Lines.Count} lines");
        Assert.Equal(first.Lines, second.Lines);
        Assert.NotEqual(first.Lines, StormStory.Tell(StormPlan.Of((ulong)seed + 1, level), keepLines: true).Lines);
    }

    [Fact]
    public void A_story_is_shortened_to_the_faults_that_it_needs()
    {
        var plan = StormPlan.Of(3, StormLevel.Bounded);
        Assert.True(plan.Faults.Count > 10, $"{plan.Faults.Count} faults");
        var (one, other) = (plan.Faults[4], plan.Faults[9]);
        var shortest = StormShrinker.Shrink(
            plan, fewer => fewer.Faults.Contains(one) && fewer.Faults.Contains(other) ? "a promise" : null);
        Assert.Equal([one, other], shortest.Faults);
    }
}
