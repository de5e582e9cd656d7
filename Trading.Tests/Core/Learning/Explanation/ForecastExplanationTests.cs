using CsCheck;
using Trading.Core.Features;
using Trading.Core.Learning.Base;
using Trading.Core.Learning.Explanation;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Learning.Explanation;

public sealed class ForecastExplanationTests
{
    private const double MinConfidence = 0.6;

    [Fact]
    public void Mean_and_contributions_add_up_to_the_score_to_the_last_bit() =>
        SmallModel.Questions.Sample(question =>
        {
            var explained = ForecastExplanation.Of(SmallModel.Id, Trusting(1), question, MinConfidence);
            var sum = explained.Trees.Features.Select(f => f.Logits).Append(explained.Trees.Expected).Reverse().Sum();
            float[] row = [.. question.Features];
            Assert.Equal(Bits(SmallModel.Learned.Trees.Score(row)), Bits(sum));
            Assert.Equal(Bits(explained.Trees.RawScore), Bits(sum));
        }, iter: 300);

    [Fact]
    public void Features_stand_by_the_size_of_what_they_added_each_with_its_value() =>
        SmallModel.Questions.Sample(question =>
        {
            var features = ForecastExplanation.Of(SmallModel.Id, Trusting(1), question, MinConfidence).Trees.Features;
            Assert.Equal(features.Select(f => Math.Abs(f.Logits)).OrderDescending(), features.Select(f => Math.Abs(f.Logits)));
            Assert.Equal(Enum.GetValues<Feature>(), features.Select(f => f.Feature).Order());
            Assert.All(features, f => Assert.Equal(question.Features[(int)f.Feature], f.Value));
        }, iter: 50);

    /// <summary>The formulas of the documentation, worked here from the numbers that the explanation shows.</summary>
    [Fact]
    public void Each_step_computed_by_hand_ends_at_the_predictor_s_probability_to_the_bit() =>
        Gen.Select(SmallModel.Predictors, SmallModel.Questions).Sample((predictor, question) =>
        {
            var e = ForecastExplanation.Of(SmallModel.Id, predictor, question, MinConfidence);
            float[] row = [.. question.Features];
            var forecast = predictor.Predict(row, question.MinutesToExit);

            var perMinute = e.Base.BarVolatility * Math.Sqrt(e.Base.Density);
            var deviation = perMinute * e.Base.VolatilityRatio * Math.Sqrt(e.Base.MinutesToExit);
            var walk = DriftlessWalk.Of(e.Plan).ProfitProbability(deviation);
            var baseLogOdds = (double)(float)(e.Base.Caution * Math.Log(walk / (1 - walk)));
            var score = (double)(float)e.Trees.RawScore;
            var levelled = baseLogOdds + e.Calibration.Level;
            var logOdds = levelled + (e.Calibration.Trust * (score - levelled));

            Assert.Equal(Bits(walk), Bits(e.Base.WalkProbability));
            Assert.Equal(Bits(baseLogOdds), Bits(e.Calibration.BaseLogOdds));
            Assert.Equal(Bits(score), Bits(e.Calibration.Score));
            Assert.Equal(Bits(score), Bits(forecast.Score));
            Assert.Equal(Bits(1 / (1 + Math.Exp(-levelled))), Bits(forecast.BaseProbability));
            Assert.Equal(Bits(1 / (1 + Math.Exp(-logOdds))), Bits(forecast.Probability));
            Assert.Equal(Bits(forecast.Probability), Bits(e.Probability));
            Assert.Equal(Bits(forecast.BaseProbability), Bits(e.BaseProbability));
        }, iter: 300);

    [Fact]
    public void The_base_forecast_shows_what_it_read_from_the_row()
    {
        var row = new float[FeatureSchema.Count];
        row[(int)Feature.Volatility30] = 0.001f;
        row[(int)Feature.Density] = 0.25f;
        row[(int)Feature.SinceOpen] = 0.5f;
        double[] profile = [.. Enumerable.Range(1, BaseForecast.HalfHours).Select(h => (double)h)];

        var steps = new BaseForecast(SmallMarket.Settings.Plan, profile).Explain(row, 100);

        Assert.Equal(7, steps.HalfHour);
        Assert.Equal(7, steps.VolatilityRatio);
        Assert.Equal(0.0005, steps.VolatilityPerMinute, 1e-9);
        Assert.Equal(0.035, steps.Deviation, 1e-7);
        Assert.Equal(1, new BaseForecast(SmallMarket.Settings.Plan, profile).Explain(row, -3).MinutesToExit);
    }

    private static Trading.Core.Learning.Predictor Trusting(double trust) => new(SmallModel.Learned, new(0.05, trust));

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
