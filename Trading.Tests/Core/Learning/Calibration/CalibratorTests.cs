using Trading.Core.Learning;
using Trading.Core.Learning.Calibration;
using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;
using Trading.Tests.Core.Learning.Record;

namespace Trading.Tests.Core.Learning.Calibration;

public sealed class CalibratorTests(ITestOutputHelper output)
{
    [Fact]
    public void Without_evidence_the_probability_is_nearly_the_base_forecast()
    {
        var point = new Calibrator().Point;
        Assert.Equal(0, point.Level);
        Assert.Equal(Calibrator.FirstWeight, point.Trust, 12);
        Assert.Equal(0.3, point.BaseOf(0.3));
        // A score of 80 % beside a base forecast of 45 %.
        var said = LogOdds.Probability(point.ProbabilityOf(LogOdds.Logit(0.8), LogOdds.Logit(0.45)));
        Assert.InRange(said, 0.45, 0.48);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Scores_that_know_much_are_believed_within_ten_sessions(int seed)
    {
        var calibrator = new Calibrator();
        foreach (var session in MadeUpRecord.Of(SimulatedRecords.Edge(seed, 2.5, 10))) calibrator.Add(session);
        Assert.InRange(calibrator.Point.Trust, 0.7, 1.2);
    }

    [Fact]
    public void Scores_that_know_nothing_are_hardly_believed_in_a_year_and_cost_hardly_anything()
    {
        var (trusts, costs) = (new List<double>(), new List<double>());
        for (var seed = 1; seed <= 10; seed++)
        {
            var calibrator = new Calibrator();
            foreach (var session in MadeUpRecord.Of(SimulatedRecords.Noise(seed)))
            {
                var judged = JudgedSession.Of(session, calibrator.Point);
                costs.Add(judged.Outcomes.Select((happened, i) =>
                    Evaluator.LogLoss(judged.Probabilities[i], happened) - Evaluator.LogLoss(judged.Bases[i], happened))
                        .Average());
                calibrator.Add(session);
                trusts.Add(calibrator.Point.Trust);
            }
        }
        output.WriteLine($"trust {trusts.Average():0.0000}, at most {trusts.Max():0.000}; cost {costs.Average():0.000000} nats");
        Assert.InRange(trusts.Average(), 0, 0.05);
        Assert.InRange(costs.Average(), -0.0005, 0.0005);
    }

    [Fact]
    public void Thousands_of_rows_with_one_fate_teach_what_one_row_teaches()
    {
        var (one, many) = (new Calibrator(), new Calibrator());
        var random = new SimulatedChance(9);
        for (var day = 0; day < 20; day++)
        {
            var row = MadeUpRecord.Row(0, 60, random.Gauss(), 0, random.Uniform() < 0.5, 0.01);
            one.Add(MadeUpRecord.Session(day, row));
            many.Add(MadeUpRecord.Session(day, [.. Enumerable.Repeat(row, 3_000)]));
        }
        Assert.Equal(one.Point.Level, many.Point.Level, 9);
        Assert.Equal(one.Point.Trust, many.Point.Trust, 9);
    }

    /// <summary>The level is as slow as if 150 sessions had ended as the base forecast says.</summary>
    [Fact]
    public void Ten_sessions_of_nothing_but_losses_hardly_move_the_level()
    {
        var calibrator = new Calibrator();
        for (var day = 0; day < 10; day++) calibrator.Add(MadeUpRecord.Session(day, MadeUpRecord.Row(0, 60, 0, 0, false, -0.01)));
        Assert.InRange(LogOdds.Probability(calibrator.Point.Level), 0.46, 0.48);
    }

    [Fact]
    public void Scores_that_turn_lose_their_trust()
    {
        var record = MadeUpRecord.Turned(MadeUpRecord.Of(SimulatedRecords.Edge(1, 1.5, 60)), from: 30);
        var calibrator = new Calibrator();
        foreach (var session in record.Take(30)) calibrator.Add(session);
        var before = calibrator.Point.Trust;
        foreach (var session in record.Skip(30)) calibrator.Add(session);
        Assert.True(calibrator.Point.Trust < before / 3, $"{before:0.00} before the turn, {calibrator.Point.Trust:0.00} after");
    }

    [Fact]
    public void The_same_sessions_give_the_same_point()
    {
        IReadOnlyList<OutOfSampleSession> record = MadeUpRecord.Of(SimulatedRecords.Edge(4, 0.6, 15));
        var (one, other) = (new Calibrator(), new Calibrator());
        foreach (var session in record) one.Add(session);
        foreach (var session in record) other.Add(session);
        Assert.Equal(one.Point, other.Point);
    }
}
