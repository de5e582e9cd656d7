using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Reporting;
using Trading.Reporting.Backtests;

namespace Trading.Tests.Reporting;

public sealed class ConclusionTests
{
    private static readonly BacktestSummary Idle = SampleResults.Empty().Summary with { ModelsTrained = 3, Predictions = 100 };
    private static readonly BacktestSummary Busy = SampleResults.Normal().Summary
        with
    { Trades = 12, NetPnl = 34.5m, Return = 0.000345, Sessions = 80 };

    [Fact]
    public void Without_a_promoted_model_it_says_why_nothing_was_traded() =>
        Assert.Equal("Nothing was proved, so nothing was traded.", Conclusion.Of(Idle));

    [Fact]
    public void A_promoted_model_without_a_signal_names_the_most_frequent_reason()
    {
        var decisions = new Dictionary<string, int>(StringComparer.Ordinal) { ["Halted"] = 10, ["BelowMinConfidence"] = 90 };
        Assert.Equal(
            "No prediction led to a trade; most often: below min confidence.",
            Conclusion.Of(Idle with { ModelsPromoted = 1, Decisions = decisions }));
    }

    [Fact]
    public void Entries_that_never_became_a_trade_are_not_hidden() =>
        Assert.Equal("2 entry orders led to no closed trade.", Conclusion.Of(Idle with { Entries = 2 }));

    [Fact]
    public void A_short_run_claims_nothing() =>
        Assert.Equal(
            "12 trades made $34.50 after costs (+0.03 %); 10 sessions are too few to tell skill from luck.",
            Conclusion.Of(Busy with { Sessions = 10, ProbabilisticSharpe = 0.99 }));

    [Theory]
    [InlineData(0.97, "that is more than chance (probability that the true Sharpe ratio is above zero: 97.0 %).")]
    [InlineData(0.70, "that cannot be told from luck (probability that the true Sharpe ratio is above zero: 70.0 %).")]
    [InlineData(0.02, "that is worse than chance (probability that the true Sharpe ratio is above zero: 2.0 %).")]
    public void A_long_run_is_judged_by_its_probabilistic_Sharpe_ratio(double probability, string end) =>
        Assert.EndsWith(end, Conclusion.Of(Busy with { ProbabilisticSharpe = probability }), StringComparison.Ordinal);

    [Fact]
    public void A_loss_is_called_a_loss() =>
        Assert.StartsWith(
            "1 trade lost $4.20 after costs (−0.01 %);",
            Conclusion.Of(Busy with { Trades = 1, NetPnl = -4.2m, Return = -0.0001 }), StringComparison.Ordinal);

    [Fact]
    public void An_unproven_model_is_called_so_with_and_without_trades()
    {
        Assert.StartsWith(
            "The model is unproven (on probation, one share a signal): 12 trades",
            Conclusion.Of(Busy with { Standing = ModelStanding.Probation }), StringComparison.Ordinal);
        Assert.StartsWith(
            "The model is unproven (it was allowed to trade all the same): 12 trades",
            Conclusion.Of(Busy with { Standing = ModelStanding.Assumed }), StringComparison.Ordinal);
        Assert.Equal(
            "The model is doubted, so nothing was traded.", Conclusion.Of(Idle with { Standing = ModelStanding.Doubted }));
        Assert.StartsWith(
            "The model is unproven, and no prediction led to a trade",
            Conclusion.Of(Idle with { Standing = ModelStanding.Probation }), StringComparison.Ordinal);
    }
}
