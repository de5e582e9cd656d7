using Trading.Core.Learning.Base;
using Trading.Tests.Core.Learning.Rows;

namespace Trading.Tests.Core.Learning.Base;

public sealed class BaseForecastTests
{
    private const int Quiet = 200;
    private const int QuietHalfHour = 6;

    [Fact]
    public void With_no_sessions_volatility_is_expected_to_stay_as_it_is() =>
        Assert.All(BaseForecast.Learn(Days.Rules, []).VolatilityProfile, ratio => Assert.Equal(1, ratio));

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(98)]
    public void It_learns_a_half_hour_s_ratio_with_two_sessions_at_one_added(int sessions)
    {
        var learned = BaseForecast.Learn(Days.Rules, Enumerable.Repeat(MadeUpRows.Session((Quiet, 0.5)), sessions));
        Assert.Equal(Math.Exp(sessions * Math.Log(0.5) / (sessions + 2.0)), learned.VolatilityProfile[QuietHalfHour], 5);
        Assert.All(
            learned.VolatilityProfile.Where((_, halfHour) => halfHour != QuietHalfHour), ratio => Assert.Equal(1, ratio));
    }

    [Fact]
    public void A_session_counts_once_however_many_rows_it_has()
    {
        var one = MadeUpRows.Session((Quiet, 0.5));
        var many = MadeUpRows.Session([.. Enumerable.Repeat((Quiet, 2.0), 300)]);
        Assert.Equal(1, BaseForecast.Learn(Days.Rules, [one, many]).VolatilityProfile[QuietHalfHour], 5);
    }

    [Fact]
    public void Rows_of_a_session_without_movement_teach_nothing() =>
        Assert.Equal(1, BaseForecast.Learn(Days.Rules, [MadeUpRows.Session((Quiet, 0))]).VolatilityProfile[QuietHalfHour]);

    [Fact]
    public void A_bar_that_stands_for_four_minutes_is_as_volatile_as_half_of_it_each_minute()
    {
        var forecast = BaseForecast.Learn(Days.Rules, []);
        Assert.Equal(
            forecast.LogOdds(MadeUpRows.Features(0.001, Quiet), 100),
            forecast.LogOdds(MadeUpRows.Features(0.002, Quiet, density: 0.25), 100), 9);
    }

    [Fact]
    public void What_the_profile_says_of_a_half_hour_is_as_good_as_volatility()
    {
        var learned = new BaseForecast(
            Days.Rules, [.. Enumerable.Range(0, BaseForecast.HalfHours).Select(h => h == QuietHalfHour ? 0.5 : 1)]);
        var flat = BaseForecast.Learn(Days.Rules, []);
        Assert.Equal(
            flat.LogOdds(MadeUpRows.Features(0.0005, Quiet), 100), learned.LogOdds(MadeUpRows.Features(0.001, Quiet), 100), 9);
    }

    [Fact]
    public void Less_is_claimed_than_the_walk_says()
    {
        var walk = DriftlessWalk.Of(Days.Rules).ProfitProbability((float)0.001 * Math.Sqrt(100));
        Assert.Equal(
            BaseForecast.CautionOf(walk) * LogOdds.Logit(walk),
            BaseForecast.Learn(Days.Rules, []).LogOdds(MadeUpRows.Features(0.001, Quiet), 100), 9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void At_the_exit_a_minute_is_still_left(int minutesToExit)
    {
        var forecast = BaseForecast.Learn(Days.Rules, []);
        var features = MadeUpRows.Features(0.001, Quiet);
        Assert.Equal(forecast.LogOdds(features, 1), forecast.LogOdds(features, minutesToExit));
    }

    [Theory]
    [InlineData(12, 1)]
    [InlineData(14, 1)]
    [InlineData(13, 0)]
    [InlineData(13, -1)]
    [InlineData(13, double.NaN)]
    [InlineData(13, double.PositiveInfinity)]
    public void A_profile_that_is_none_is_refused(int halfHours, double ratio) =>
        Assert.Throws<ArgumentException>(() => new BaseForecast(Days.Rules, [.. Enumerable.Repeat(ratio, halfHours)]));

    [Fact]
    public void One_ratio_that_is_none_is_enough_to_refuse_a_profile() => Assert.Throws<ArgumentException>(
        () => new BaseForecast(Days.Rules, [.. Enumerable.Range(0, BaseForecast.HalfHours).Select(h => h == 3 ? 0.0 : 1)]));

    [Theory]
    [InlineData(0.3, 0.5)]
    [InlineData(0.4999, 0.5)]
    [InlineData(0.5, 0.7)]
    [InlineData(0.8, 0.7)]
    public void Half_is_claimed_of_a_likely_loss_and_seven_tenths_of_a_likely_profit(double walk, double share) =>
        Assert.Equal(share, BaseForecast.CautionOf(walk));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(29, 1)]
    [InlineData(30, 2)]
    [InlineData(389, 13)]
    [InlineData(390, 13)]
    public void The_session_s_half_hours_are_counted_from_one(int minute, int halfHour)
    {
        var forecast = BaseForecast.Learn(Days.Rules, [MadeUpRows.Session((0, 0.5))]);
        var steps = forecast.Explain(MadeUpRows.Features(0.001, minute), 100);
        Assert.Equal(halfHour, steps.HalfHour);
        Assert.Equal(halfHour == 1 ? Math.Exp(Math.Log(0.5) / 3) : 1, steps.VolatilityRatio, 5);
        Assert.Equal(Days.Rules, forecast.Plan);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void At_the_exit_the_volatility_of_a_minute_is_expected(int minutesToExit)
    {
        var session = MadeUpRows.Session((384, 0.5));
        session.MinutesToExit[0] = (short)minutesToExit;
        var learned = BaseForecast.Learn(Days.Rules, [session]);
        Assert.Equal(Math.Exp(Math.Log(0.5) / 3), learned.VolatilityProfile[^1], 5);
    }
}
