using Trading.Core.Evaluation;
using Trading.Core.Learning.Evidence;
using Trading.Core.Statistics;

namespace Trading.Tests.Core.Evaluation;

public sealed class ForecastScoresTests
{
    private static readonly Said Won = new(0, 40, 60, 0.8, 0.01);
    private static readonly Said Lost = new(1, 40, 60, 0.4, -0.01);

    // Three of four rows end in profit; the base forecast says one half of each.
    private static readonly JudgedSession[] Sessions = [Judged.Session(Won, Lost), Judged.Session(Won, Won)];

    private static readonly ForecastScores Scores = ForecastScores.Of(Sessions, new BlockBootstrap(2, 1, 200));

    /// <summary>By hand: three times -ln 0.8 and once -ln 0.6; squares of 0.2 and 0.4.</summary>
    [Fact]
    public void The_model_has_the_mean_errors_of_all_rows()
    {
        var model = Scores.Of(ForecastKind.Model);

        Assert.Equal(-((3 * Math.Log(0.8)) + Math.Log(0.6)) / 4, model.LogLoss.Value, 12);
        Assert.Equal(((3 * 0.04) + 0.16) / 4, model.Brier.Value, 12);
        Assert.Equal((1, 1), (model.Auc!.Value, model.Accuracy.Value));
    }

    [Fact]
    public void A_coin_and_a_base_forecast_of_one_half_score_alike()
    {
        Assert.Equal(Math.Log(2), Scores.Of(ForecastKind.Coin).LogLoss.Value, 12);
        Assert.Equal(Math.Log(2), Scores.Of(ForecastKind.Base).LogLoss.Value, 12);
        Assert.Equal(0.5, Scores.Of(ForecastKind.Base).Auc!.Value);
        Assert.Equal(Scores.GainOverCoin.Value, Scores.GainOverBase.Value, 12);
        Assert.Equal(Math.Log(2) - Scores.Of(ForecastKind.Model).LogLoss.Value, Scores.GainOverCoin.Value, 12);
    }

    /// <summary>By hand: the entropy of three in four.</summary>
    [Fact]
    public void The_majority_class_is_the_best_constant()
    {
        var constant = Scores.Of(ForecastKind.MajorityClass);

        Assert.Equal(-((0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25))), constant.LogLoss.Value, 12);
        Assert.Equal((0.75 * 0.25, 0.75), (constant.Brier.Value, constant.Accuracy.Value));
    }

    [Fact]
    public void An_interval_holds_the_figure_and_comes_from_whole_sessions()
    {
        var accuracy = Scores.Of(ForecastKind.MajorityClass).Accuracy;

        // Two sessions, with rates of one half and of one.
        Assert.Equal(new ConfidenceInterval(0.5, 1), accuracy.Interval);
        Assert.Null(Scores.Of(ForecastKind.Coin).LogLoss.Interval);
    }
}
