using CsCheck;
using Trading.Core.Learning.Calibration;

namespace Trading.Tests.Core.Learning.Calibration;

public sealed class LogisticFilterTests
{
    private static readonly Gen<(double Offset, double Input, bool Outcome)[]> Sessions =
        Gen.Select(Gen.Double[-2, 2], Gen.Double[-3, 3], Gen.Bool).Array[1, 30];

    [Fact]
    public void A_session_moves_the_coefficient_to_where_belief_and_likelihood_balance() =>
        Gen.Select(Sessions, Gen.Double[-1, 1], Gen.Double[0.5, 50], Gen.Double[1, 100])
            .Sample((rows, mean, precision, weight) =>
            {
                var filter = new LogisticFilter(mean, precision);
                Add(filter, rows, weight);
                var best = Objective(filter.Value);
                Assert.All((double[])[-0.1, -0.001, 0.001, 0.1], away => Assert.True(Objective(filter.Value + away) < best));

                double Objective(double value) => (weight * rows.Average(r => LogLikelihood(r, value)))
                    - (precision * Math.Pow(value - mean, 2) / 2);
            });

    [Fact]
    public void Without_rows_that_depend_on_it_the_coefficient_stays()
    {
        var filter = new LogisticFilter(0.3, 1);
        Add(filter, [(0.5, 0, true), (-0.5, 0, true)], 10);
        Assert.Equal(0.3, filter.Value, 12);
    }

    [Fact]
    public void Sessions_that_follow_the_coefficient_lead_to_it()
    {
        const double truth = 0.7;
        var random = new SimulatedChance(3);
        var filter = new LogisticFilter(0, 1);
        for (var session = 0; session < 300; session++)
        {
            Add(filter, [.. Enumerable.Range(0, 50).Select(_ =>
            {
                var (offset, input) = (random.Gauss() / 2, random.Gauss());
                return (offset, input, random.Uniform() < LogOdds.Probability(offset + (truth * input)));
            })], 50);
        }
        Assert.InRange(filter.Value, truth - 0.06, truth + 0.06);
    }

    [Fact]
    public void The_more_it_has_seen_the_less_a_session_moves_it()
    {
        var filter = new LogisticFilter(0, 1);
        var moves = new List<double>();
        for (var session = 0; session < 20; session++)
        {
            var before = filter.Value;
            Add(filter, [(0, 1, session % 2 == 0)], 1);
            moves.Add(Math.Abs(filter.Value - before));
        }
        Assert.True(moves[^1] < moves[0] / 3, string.Join(" ", moves));
    }

    private static void Add(LogisticFilter filter, (double Offset, double Input, bool Outcome)[] rows, double weight) =>
        filter.Add(
            Array.ConvertAll(rows, r => r.Offset), Array.ConvertAll(rows, r => r.Input), Array.ConvertAll(rows, r => r.Outcome),
                weight);

    private static double LogLikelihood((double Offset, double Input, bool Outcome) row, double value)
    {
        var p = LogOdds.Probability(row.Offset + (value * row.Input));
        return Math.Log(row.Outcome ? p : 1 - p);
    }
}
