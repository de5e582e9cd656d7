using Trading.Simulation.Markets;
using Trading.Simulation.Markets.Synthetic;
using Trading.Tests.Simulation.Markets.Moods;

namespace Trading.Tests.Simulation.Markets;

public sealed class AsymmetricMarketTests(ITestOutputHelper output)
{
    private const int Sessions = 250;

    private static readonly Lazy<List<(LocalDate Session, double Forecast, bool Profit, double NetReturn)>> Trades = new(Made);

    [Theory]
    [InlineData(0.04, 0.74)]
    [InlineData(0.01, 0.90)]
    [InlineData(0.005, 0.94)]
    public void In_a_busy_phase_most_purchases_end_in_profit(double takeProfit, double atLeast)
    {
        var plan = SampleMarkets.Rules with { TakeProfit = (decimal)takeProfit };
        var regime = RegimeCalibration.Asymmetric(new PriceLattice(plan), 390);
        var quiet = regime.ProfitProbability(busy: 0, minutesLeft: 200);
        var busy = regime.ProfitProbability(busy: 1, minutesLeft: 200);
        Assert.InRange(busy, atLeast, 0.97);
        Assert.True(quiet < busy - 0.1, $"{quiet:0.000} and {busy:0.000}");
    }

    [Fact]
    public void A_busy_minute_gains_by_its_steps_what_it_loses_by_its_gaps()
    {
        var lattice = new PriceLattice(SampleMarkets.Rules);
        var regime = RegimeCalibration.Asymmetric(lattice, 390);
        var (up, gap) = (regime.BusyUp.Probability, regime.Gap);
        var step = (up * Math.Exp(lattice.Step)) + ((1 - up) * Math.Exp(-lattice.Step));
        var fall = 1 - (gap.Chance.Probability * (1 - Math.Exp(-gap.Points * lattice.Step)));
        Assert.Equal(1, Math.Pow(step, PriceLattice.StepsPerMinute) * fall, 1e-9);
    }

    [Fact]
    public void Purchases_with_a_high_probability_are_many_and_earn_nothing()
    {
        var high = Trades.Value.Where(t => t.Forecast >= 0.65).ToList();
        Assert.True(high.Count > Trades.Value.Count / 5, $"{high.Count} of {Trades.Value.Count}");
        // Sums, because what a session earns and how many such purchases it has may go together.
        double[] sums = [.. high.GroupBy(t => t.Session).Select(s => s.Sum(t => t.NetReturn))];
        var (mean, error) = (sums.Sum() / high.Count, Moments.Deviation(sums) * Math.Sqrt(sums.Length) / high.Count);
        output.WriteLine($"{high.Count} purchases from 0.65 on: claimed {high.Average(t => t.Forecast):0.000}, came true "
            + $"{high.Average(t => t.Profit ? 1.0 : 0.0):0.000}, earned {mean * 1e4:0.0} ± {error * 1e4:0.0} bp");
        Assert.True(mean < 2 * error, $"{mean * 1e4:0.0} ± {error * 1e4:0.0} bp");
        Assert.True(mean > -0.0004 - (3 * error), $"{mean * 1e4:0.0} ± {error * 1e4:0.0} bp");
    }

    private static List<(LocalDate Session, double Forecast, bool Profit, double NetReturn)> Made()
    {
        var market = SampleMarkets.Market(SyntheticMarketKind.Asymmetric, Sessions, seed: 41);
        var calendar = new WeekdayCalendar();
        return [.. market.Sessions.AsParallel().AsOrdered().SelectMany(date => market.Read(date).SelectMany(
            s => SymbolSession.Of(s, calendar.SessionOn(date)!, SampleMarkets.Rules).Trades
                .Where(t => t.Minute is >= 35 and < 360 && t.Minute % 5 == 0)
                .Select(t => (date, market.Oracle!.ProfitProbability(s.Symbol, t.Outcome.EntryAt), t.Outcome.Profit,
                    t.Outcome.NetReturn))))];
    }
}
