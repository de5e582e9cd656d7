using CsCheck;
using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Learning.Explanation;
using Trading.Core.Learning.Trees;

namespace Trading.Tests.Core.Learning.Explanation;

public sealed class ThresholdDistanceTests
{
    // Signals and others are both frequent on the small market at this threshold.
    private const double MinConfidence = 0.5;

    /// <summary>The base forecast reads them, too, so that the forecast changes between the trees' thresholds.</summary>
    private static readonly Feature[] OfTheBase = [Feature.SinceOpen, Feature.Volatility30, Feature.Density];

    private static Gen<(Predictor Predictor, ForecastQuestion Question)> Asked =>
        Gen.Select(SmallModel.Predictors, SmallModel.Questions);

    [Fact]
    public void A_feature_moved_to_the_named_value_crosses_and_one_step_short_of_it_does_not()
    {
        var found = 0;
        Asked.Sample(asked =>
        {
            var threshold = Explain(asked).Threshold;
            foreach (var move in threshold.Moves)
            {
                if (move.To is not { } to) continue;
                Interlocked.Increment(ref found);
                Assert.Equal(ProbabilityAt(asked, move.Feature, to), move.Probability);
                Assert.NotEqual(threshold.IsReached, IsSignal(asked, move.Feature, to));
                var short1 = to > move.Value ? MathF.BitDecrement(to) : MathF.BitIncrement(to);
                if (!OfTheBase.Contains(move.Feature))
                    Assert.Equal(threshold.IsReached, IsSignal(asked, move.Feature, short1));
            }
        }, iter: 100);
        Assert.True(found > 20, $"only {found} moves were found");
    }

    [Fact]
    public void No_value_nearer_than_the_named_one_crosses_and_none_at_all_where_none_is_named() =>
        Asked.Sample(asked =>
        {
            var threshold = Explain(asked).Threshold;
            var splits = SplitThresholds.Of(SmallModel.Learned.Trees);
            foreach (var move in threshold.Moves.Where(move => !OfTheBase.Contains(move.Feature)))
            {
                var distance = move.To is { } to ? Math.Abs((double)to - move.Value) : double.PositiveInfinity;
                var tried = splits[(int)move.Feature].SelectMany(t => new[] { MathF.BitDecrement(t), t, MathF.BitIncrement(t) })
                    .Append(-1e9f).Append(1e9f);
                Assert.All(tried.Where(t => Math.Abs((double)t - move.Value) < distance), value =>
                    Assert.Equal(threshold.IsReached, IsSignal(asked, move.Feature, value)));
            }
        }, iter: 30);

    [Fact]
    public void The_score_needed_is_where_the_forecast_crosses() =>
        SmallModel.Explanations(MinConfidence).Where(e => e.Calibration.Trust > 0).Sample(e =>
        {
            var needed = e.Threshold.ScoreNeeded!.Value;
            var margin = 1e-6 / e.Calibration.Trust;
            Assert.True((e.Calibration with { Score = needed + margin }).Probability > MinConfidence);
            Assert.True((e.Calibration with { Score = needed - margin }).Probability < MinConfidence);
        }, iter: 300);

    [Fact]
    public void Where_the_needed_score_lies_outside_the_trees_no_row_s_score_crosses() =>
        Gen.Select(SmallModel.Explanations(0.9), SmallModel.Rows.Array[20]).Where((e, _) => !e.Threshold.IsWithinScores)
            .Sample((e, rows) => Assert.All(rows, row => Assert.Equal(
                e.Threshold.IsReached,
                ThresholdDistance.IsSignal(
                    (e.Calibration with { Score = (float)SmallModel.Learned.Trees.Score(row) }).Probability, 0.9))), iter: 100);

    [Fact]
    public void Without_trust_no_score_is_named()
    {
        var predictor = new Predictor(SmallModel.Learned, new(0, 0));
        SmallModel.Questions.Sample(question =>
        {
            var threshold = ForecastExplanation.Of(SmallModel.Id, predictor, question, 0.9).Threshold;
            Assert.Null(threshold.ScoreNeeded);
            Assert.False(threshold.IsWithinScores);
            Assert.All(threshold.Moves.Where(move => !OfTheBase.Contains(move.Feature)), move => Assert.Null(move.To));
        }, iter: 20);
    }

    [Fact]
    public void At_the_threshold_itself_a_forecast_is_a_signal_as_in_the_scan()
    {
        Assert.True(ThresholdDistance.IsSignal(0.5, 0.5));
        // The scan compares a float, and 0.65 as a float is a little less than 0.65.
        Assert.False(ThresholdDistance.IsSignal(0.65, 0.65));
    }

    private static ForecastExplanation Explain((Predictor Predictor, ForecastQuestion Question) asked) =>
        ForecastExplanation.Of(SmallModel.Id, asked.Predictor, asked.Question, MinConfidence);

    private static bool IsSignal((Predictor Predictor, ForecastQuestion Question) asked, Feature feature, float value) =>
        ThresholdDistance.IsSignal(ProbabilityAt(asked, feature, value), MinConfidence);

    private static double ProbabilityAt((Predictor Predictor, ForecastQuestion Question) asked, Feature feature, float value)
    {
        float[] row = [.. asked.Question.Features];
        row[(int)feature] = value;
        return asked.Predictor.Predict(row, asked.Question.MinutesToExit).Probability;
    }
}
