using CsCheck;
using Trading.Cli.Output;
using Trading.Reporting.Charts;

namespace Trading.Tests.Reporting.Charts;

public sealed class SeriesThinningTests
{
    [Fact]
    public void A_long_series_is_short_afterwards_and_keeps_its_ends_and_extremes() =>
        Gen.Select(Gen.Double[-1, 1].Array[5, 400], Gen.Int[4, 50]).Sample((values, most) =>
        {
            var kept = SeriesThinning.KeepExtremes(values, most);
            Assert.True(kept.Count <= most);
            Assert.Equal(kept.Order().Distinct(), kept);
            Assert.Equal((0, values.Length - 1), (kept[0], kept[^1]));
            Assert.Equal((values.Min(), values.Max()), (kept.Min(i => values[i]), kept.Max(i => values[i])));
        });

    [Fact]
    public void A_short_series_stays_whole() =>
        Assert.Equal([0, 1, 2], SeriesThinning.KeepExtremes([3, 1, 2], 3));
}
