using Trading.Core.Statistics;

namespace Trading.Tests.Core.Statistics;

/// <summary>Expected values by hand from the definitions.</summary>
public sealed class ExposureTests
{
    private static readonly Instant Open = Instant.FromUtc(2025, 11, 3, 14, 30);
    private static readonly Duration Session = Duration.FromMinutes(100);

    [Fact]
    public void Time_in_the_market_counts_positions_that_overlap_once() =>
        Assert.Equal(0.4, Exposure.InTime([Held(40, 60), Held(0, 10), Held(5, 20), Held(45, 50)], Session)!.Value, 12);

    /// <summary>1,000 dollars for 20 of 100 minutes and 500 for 40 are 400 dollars on the mean, of 8,000.</summary>
    [Fact]
    public void Exposure_weighs_dollars_by_their_time() =>
        Assert.Equal(0.05, Exposure.OfEquity([Held(0, 20), Held(10, 50, 500)], Session, 8_000)!.Value, 12);

    [Fact]
    public void Without_a_position_nothing_is_exposed()
    {
        Assert.Equal(0, Exposure.InTime([], Session));
        Assert.Equal(0, Exposure.OfEquity([], Session, 8_000));
    }

    [Fact]
    public void Without_time_or_equity_there_is_no_exposure()
    {
        Assert.Null(Exposure.InTime([], Duration.Zero));
        Assert.Null(Exposure.OfEquity([], Duration.Zero, 8_000));
        Assert.Null(Exposure.OfEquity([], Session, 0));
    }

    [Fact]
    public void Turnover_is_what_is_bought_of_the_equity_a_session() =>
        Assert.Equal(0.15, Turnover.PerSession([100, 200], [1_000, 1_000])!.Value, 12);

    [Fact]
    public void Without_equity_there_is_no_turnover() => Assert.Null(Turnover.PerSession([100], []));

    private static HoldingPeriod Held(int from, int to, decimal dollars = 1_000) =>
        new(Open + Duration.FromMinutes(from), Open + Duration.FromMinutes(to), dollars);
}
