using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Simulation.Auditing;
using Trading.Tests.Core;

namespace Trading.Tests.Simulation.Auditing;

public sealed class WarmUpAuditTests
{
    [Fact]
    public async Task Rows_do_not_depend_on_earlier_sessions()
    {
        var result = await AuditAsync(AuditedMarket.Live, AuditedMarket.Training);

        Assert.Empty(result.Differences);
        Assert.Equal((3, 0L), (result.Sessions, result.DifferenceCount));
        // The first session has one earlier, the others one and then all, which are two and three.
        Assert.InRange(result.Comparisons, 5 * 2 * 2 * 285, 5 * 2 * 2 * 300);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_feature_that_knows_an_earlier_session_is_named(bool isLive)
    {
        var tampered = TamperedRows.OfYesterday(isLive ? AuditedMarket.Live : AuditedMarket.Training, Feature.Atr);
        var result = await AuditAsync(isLive ? tampered : AuditedMarket.Live, isLive ? AuditedMarket.Training : tampered);

        Assert.True(result.DifferenceCount > result.Comparisons / 3);
        var row = isLive ? ComparedRow.Live : ComparedRow.Training;
        Assert.All(result.Differences, d =>
            Assert.Equal((row, "Atr"), (((FeatureDifference)d).Row, ((FeatureDifference)d).Feature)));
    }

    [Fact]
    public async Task A_row_that_appears_with_an_earlier_session_is_found()
    {
        var eager = new TamperedRows(
            AuditedMarket.Live,
            (session, bars, row) => bars.Bars[0].Start < session.Open || row.Minute > TwoHoursIn(session) ? row : null);
        var result = await AuditAsync(eager, AuditedMarket.Training);

        Assert.True(result.DifferenceCount > 0);
        Assert.All(result.Differences, d => Assert.False(((RowDifference)d).IsExpected));
    }

    /// <summary>
    /// By hand: the price is 50 in the first minute and 100 afterwards, and each minute has a bar. Without the first minute
    /// FromOpen is 0 instead of 1, FromLow 0 instead of 1, and of 357 rows one is lost to the warm-up.
    /// </summary>
    [Fact]
    public async Task A_missing_minute_moves_what_remembers_the_open_and_nothing_on_the_clock()
    {
        var result = await AuditAsync([.. Enumerable.Range(0, 390).Select(i => Days.Flat(i, i == 0 ? 50m : 100m))]);

        var start = result.LateStarts[0];
        Assert.Equal((1, 357, 356), (start.MissingMinutes, start.Rows, start.RowsLeft));
        Assert.Equal((1.0, 1.0), (Of(start, "FromOpen").Median, Of(start, "FromOpen").Largest));
        Assert.Equal((1.0, 1.0), (Of(start, "FromLow").Median, Of(start, "FromLow").Largest));
        Assert.Equal(0, Of(start, "FromHigh").Largest);
        Assert.Equal(0, Of(start, "SinceOpen").Largest);
        Assert.Equal(0, Of(start, "Return30").Largest);
        Assert.Equal(
            WarmUpAudit.MissingMinutes.Select(m => 357 - m), result.LateStarts.Select(s => s.RowsLeft));
    }

    /// <summary>Of 34, 35 ... 390 minutes over 390 the sample deviation is that of a run of 357 whole numbers:
    /// the root of 357 * 358 / 12, over 390.</summary>
    [Fact]
    public async Task Differences_are_measured_by_the_deviation_of_the_feature()
    {
        var result = await AuditAsync([.. Enumerable.Range(0, 390).Select(i => Days.Flat(i))]);

        Assert.Equal(Math.Sqrt(357 * 358 / 12.0) / 390, Of(result.LateStarts[0], "SinceOpen").Deviation!.Value, 6);
        Assert.Equal(0, Of(result.LateStarts[0], "Return1").Deviation);
    }

    [Fact]
    public async Task When_no_row_is_left_nothing_is_measured()
    {
        var result = await AuditAsync([.. Enumerable.Range(0, 40).Select(i => Days.Flat(i))]);

        var last = result.LateStarts[^1];
        Assert.Equal((7, 0), (last.Rows, last.RowsLeft));
        Assert.Null(Of(last, "Rsi").Median);
        Assert.Null(Of(last, "Rsi").Largest);
        Assert.Equal(0, result.Comparisons);
    }

    private static FeatureShift Of(LateStart start, string feature) => start.Features.Single(f => f.Feature == feature);

    private static Instant TwoHoursIn(Session session) => session.Open + Duration.FromHours(2);

    private static Task<WarmUpResult> AuditAsync(IRowSource live, IRowSource training) =>
        new WarmUpAudit(live, training).RunAsync(AuditedMarket.Sessions, 10, null, TestContext.Current.CancellationToken);

    private static Task<WarmUpResult> AuditAsync(Bar[] bars) =>
        new WarmUpAudit(AuditedMarket.Live, AuditedMarket.Training).RunAsync(
            new AuditedSessions(
                [new RecordedSession(Days.Monday, [new BarSeries("A", bars)])], Days.Monday.Date, Days.Monday.Date),
            1, null, TestContext.Current.CancellationToken);
}
