using Trading.Core.Features;
using Trading.Core.Learning.Explanation;

namespace Trading.Tests.Core.Learning.Explanation;

public sealed class ScoreBreakdownTests
{
    private const double Step = 1.0 / (1L << 36);

    private static readonly ExplainedFeature[] Features = [new(Feature.Rsi, 0.4f, 0.25), new(Feature.Macd, 0.1f, -0.75)];

    [Fact]
    public void Parts_that_miss_the_score_by_the_smallest_step_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ScoreBreakdown(1, Features, 0.5 + Step));
        Assert.Contains("add up to 0.5 logits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_add_up_are_sorted_by_size()
    {
        var breakdown = new ScoreBreakdown(1, Features, 0.5);
        Assert.Equal([Feature.Macd, Feature.Rsi], breakdown.Features.Select(f => f.Feature));
    }
}
