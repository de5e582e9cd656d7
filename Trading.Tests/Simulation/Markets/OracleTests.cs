using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Markets;

public sealed class OracleTests
{
    [Theory]
    [InlineData(SyntheticMarketKind.Planted)]
    [InlineData(SyntheticMarketKind.Turning)]
    [InlineData(SyntheticMarketKind.Asymmetric)]
    public void What_the_oracle_claims_comes_true_as_often_as_it_claims(SyntheticMarketKind kind)
    {
        var market = SampleMarkets.Market(kind, sessions: 60, seed: 21);
        var judged = new OracleJudgement(market, market.Oracle!);
        var bins = 0;
        for (var from = 0.0; from < 0.95; from += 0.1)
        {
            var (count, excess, error) = judged.Bin(from, from + 0.1);
            if (count < 500) continue;
            bins++;
            Assert.True(Math.Abs(excess) < 3 * error,
                $"{from:0.0}: {count} claims exceed the truth by {excess:0.000} +- {error:0.000}");
            Assert.True(error < 0.06, $"{from:0.0}: {count} claims leave a standard error of {error:0.000}");
        }
        Assert.True(bins >= 2, $"only {bins} bins");
    }

    [Theory]
    [InlineData(SyntheticMarketKind.Planted, 0.80)]
    [InlineData(SyntheticMarketKind.Planted, 0.75)]
    [InlineData(SyntheticMarketKind.Turning, 0.80)]
    public void The_best_forecast_is_as_accurate_as_the_market_was_asked_to_be(SyntheticMarketKind kind, double strength)
    {
        var options = SampleMarkets.Options(kind, 60, seed: 22) with { Strength = strength };
        var market = new SyntheticMarket(options, new WeekdayCalendar());
        var judged = new OracleJudgement(market, market.Oracle!);
        Assert.Equal(strength, judged.ExpectedAccuracy, 0.01);
        Assert.Equal(strength, judged.Accuracy, 0.015);
    }

    [Fact]
    public void A_planted_market_offers_many_confident_purchases_although_its_price_is_fair_on_average()
    {
        var market = SampleMarkets.Market(SyntheticMarketKind.Planted, sessions: 60, seed: 23);
        var judged = new OracleJudgement(market, market.Oracle!);
        Assert.InRange(judged.ShareAtOrAbove(0.75), 0.15, 0.40);
        Assert.InRange(judged.ShareAtOrAbove(0.65) - judged.ShareAtOrAbove(0.75), 0, 0.05);
        Assert.InRange(judged.BaseRate, 0.31, 0.40);
        var drift = market.Sessions.SelectMany(market.Read).Average(s => Math.Log((double)(s.Bars[^1].Close / s.Bars[0].Open)));
        Assert.InRange(drift, -0.02, 0.02);
    }

    [Fact]
    public void Noise_has_no_oracle_because_its_volatility_is_hidden()
    {
        var market = SampleMarkets.Market(SyntheticMarketKind.Noise);
        Assert.Null(market.Oracle);
        Assert.Throws<InvalidOperationException>(() => market.OracleOf(market, market.RegimeOn));
    }

    [Fact]
    public void After_the_turn_yesterdays_rule_does_worse_than_the_majority_class()
    {
        var options = SampleMarkets.Options(SyntheticMarketKind.Turning, 30, seed: 25);
        var before = options.First.PlusDays(-1);
        var market = new SyntheticMarket(options, new WeekdayCalendar());
        var outdated = new OracleJudgement(market, market.OracleOf(market, _ => market.RegimeOn(before)));
        Assert.True(outdated.Accuracy < outdated.MajorityClass - 0.10,
            $"{outdated.Accuracy:0.000} against {outdated.MajorityClass:0.000}");
        var (count, excess, _) = outdated.Bin(0.65, 1);
        Assert.True(count > 1_000 && excess > 0.3, $"{count} signals claim {excess:0.000} too much");
    }

    [Fact]
    public void A_forecast_depends_on_the_bars_before_its_minute_and_on_no_others()
    {
        var market = SampleMarkets.Market(SyntheticMarketKind.Planted, seed: 26);
        var session = new WeekdayCalendar().SessionOn(SampleMarkets.Monday)!;
        foreach (var symbol in market.Symbols)
        {
            for (var minute = session.Open + Duration.FromMinutes(35); minute < session.Close - Duration.FromMinutes(
                5); minute += Duration.FromMinutes(48))
            {
                var forecast = market.Oracle!.ProfitProbability(symbol, minute);
                Assert.Equal(forecast, Knowing(minute));
                Assert.NotEqual(forecast, Knowing(minute - Bar.Length));

                double Knowing(Instant cut) =>
                    market.OracleOf(new TruncatedTape(market, cut), market.RegimeOn).ProfitProbability(symbol, minute);
            }
        }
    }

    [Fact]
    public void Minutes_without_a_bar_the_quiet_opening_and_foreign_symbols_are_refused()
    {
        var market = SampleMarkets.Market(SyntheticMarketKind.Planted);
        var session = new WeekdayCalendar().SessionOn(SampleMarkets.Monday)!;
        Assert.Throws<ArgumentException>(() => market.Oracle!.ProfitProbability(market.Symbols[0], session.Close));
        Assert.Throws<ArgumentException>(
            () => market.Oracle!.ProfitProbability(market.Symbols[0], session.Open + Duration.FromSeconds(1)));
        Assert.Throws<ArgumentException>(
            () => market.Oracle!.ProfitProbability(market.Symbols[0], session.Open + Duration.FromMinutes(29)));
        Assert.Throws<ArgumentException>(() => market.Oracle!.ProfitProbability("SPY", session.Open + Duration.FromMinutes(60)));
        Assert.Equal(0, market.Oracle!.ProfitProbability(market.Symbols[0], session.Close - Duration.FromMinutes(5)));
        Assert.InRange(market.Oracle!.ProfitProbability(market.Symbols[0], session.Close - Duration.FromMinutes(6)), 0.01, 0.6);
    }
}
