using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Learning;

namespace Trading.Tests.Core.Learning;

public sealed class EvaluatorTests
{
    private static readonly Gen<ResolvedForecast[]> Forecasts =
        Gen.Select(Gen.Double[0, 1], Gen.Bool, Gen.Double[-0.02, 0.04])
            .Select((p, profit, net) => new ResolvedForecast(Math.Round(p, 2), profit, net, 0.4)).Array[1, 200];

    [Fact]
    public void Area_under_the_curve_is_the_chance_that_a_winner_ranks_above_a_loser() => Forecasts.Sample(forecasts =>
    {
        var pairs = (from winner in forecasts.Where(f => f.Profit)
                     from loser in forecasts.Where(f => !f.Profit)
                     select winner.Probability > loser.Probability ? 1.0 : winner.Probability == loser.Probability ? 0.5
                         : 0).ToList();
        var auc = Evaluator.Evaluate(forecasts, 0.65).Auc;
        if (pairs.Count == 0) Assert.Null(auc);
        else Assert.Equal(pairs.Average(), auc!.Value, 9);
    });

    [Fact]
    public void Reliability_bins_hold_every_row_once() => Forecasts.Sample(forecasts =>
    {
        var bins = Evaluator.Evaluate(forecasts, 0.65).Reliability;
        Assert.Equal(forecasts.Length, bins.Sum(b => b.Count));
        Assert.All(bins, b => Assert.InRange(b.Claimed, b.From, b.To));
    });

    [Fact]
    public void Signals_are_the_rows_at_or_above_the_threshold()
    {
        ResolvedForecast[] forecasts = [new(0.65, true, 0.03, 0.4), new(0.75, false, -0.02, 0.4), new(0.6499, true, 0.04, 0.4)];
        var signals = Evaluator.Evaluate(forecasts, 0.65).Signals;
        Assert.Equal((2, 0.7, 0.5), (signals.Count, signals.Claimed!.Value, signals.Actual!.Value));
        Assert.Equal(0.005, signals.MeanNetReturn!.Value, 12);
    }

    [Fact]
    public void Accuracy_stands_beside_the_majority_class()
    {
        ResolvedForecast[] forecasts = [
            new(0.9, true, 0, 0.4), new(0.2, false, 0, 0.4), new(0.4, false, 0, 0.4), new(0.7, false, 0, 0.4)];
        var evaluation = Evaluator.Evaluate(forecasts, 0.65);
        Assert.Equal((0.75, 0.75, 0.25), (evaluation.Accuracy, evaluation.MajorityClass, evaluation.BaseRate));
    }

    [Fact]
    public void Log_loss_of_a_coin_is_the_logarithm_of_two() => Assert.Equal(Math.Log(2), Evaluator.LogLoss(0.5, true), 12);

    [Fact]
    public void Nothing_is_judged_on_no_rows() => Assert.Throws<ArgumentException>(() => Evaluator.Evaluate([], 0.65));
}
