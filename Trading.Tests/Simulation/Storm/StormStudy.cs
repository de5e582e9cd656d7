using System.Globalization;
using Trading.Simulation.Storm;

namespace Trading.Tests.Simulation.Storm;

/// <summary>Trades days of faults and prints what was broken: <c>studies/storm</c>.</summary>
public sealed class StormStudy(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Days_of_faults()
    {
        var days = Number("STORM_DAYS", 200);
        var seed = (ulong)Number("STORM_SEED", 1);
        var hasLimits = Environment.GetEnvironmentVariable("STORM_LIMITS") is { Length: > 0 };
        var broken = 0;
        var only = Environment.GetEnvironmentVariable("STORM_LEVEL");
        foreach (var level in Enum.GetValues<StormLevel>())
        {
            if (only is { Length: > 0 } && !string.Equals(only, $"{level}", StringComparison.OrdinalIgnoreCase)) continue;
            var isWhole = only is { Length: > 0 } || level == StormLevel.Bounded;
            var campaign = StormCampaign.Run(level, isWhole ? days : days / 5, seed, hasLimits);
            foreach (var story in campaign.ShortestStories()) output.WriteLine(story);
            output.WriteLine(campaign.Summary);
            broken += campaign.Broken.Count;
        }
        Assert.Equal(0, broken);
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
