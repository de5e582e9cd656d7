using CsCheck;
using Trading.Core.Evaluation;

namespace Trading.Tests.Core.Evaluation;

public sealed class ReliabilityTableTests
{
    [Fact]
    public void A_forecast_is_in_the_one_bin_that_holds_its_probability() => Gen.Double[0, 1].Array[1, 60].Sample(probabilities =>
    {
        var steps = ReliabilityTable.Of([Judged.Session([.. probabilities.Select(p => new Said(0, 0, 1, p, 0.01))])]);

        Assert.Equal(probabilities.Length, steps.Sum(step => step.Rows));
        Assert.All(steps, step =>
        {
            var own = probabilities.Where(p => p >= step.From && (p < step.To || step.To >= 1)).ToList();
            Assert.InRange(step.Claimed, step.From - 1e-9, step.To + 1e-9);
            Assert.InRange(Math.Abs(own.Count - step.Rows), 0, 1);
        });
    });

    [Fact]
    public void What_came_true_has_an_error_by_session()
    {
        var won = new Said(0, 0, 1, 0.62, 0.01);
        var step = Assert.Single(ReliabilityTable.Of([Judged.Session(won, won), Judged.Session(won with { Net = -0.01 })]));

        Assert.Equal((0.60, 0.65, 3, 2), (step.From, step.To, step.Rows, step.CameTrue.Sessions));
        Assert.Equal(2 / 3.0, step.CameTrue.Value, 9);
        Assert.True(step.CameTrue.StandardError > 0);
    }
}
