using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Markets;

/// <summary>
/// Forecasts beside what came of them, over the minutes in which entries are made. Outcomes within a symbol's session overlap and
/// depend on one another, sessions do not: so standard errors are those of sums over a symbol's session.
/// </summary>
internal sealed class OracleJudgement
{
    private readonly List<List<(double Forecast, bool Profit)>> clusters = [];

    public OracleJudgement(IMarketTape tape, IOracle oracle)
    {
        var calendar = new WeekdayCalendar();
        foreach (var date in tape.Sessions)
        {
            var minutes = calendar.SessionOn(date)!.Minutes;
            foreach (var series in tape.Read(date))
            {
                var cluster = new List<(double, bool)>();
                for (var minute = 35; minute < minutes - 30; minute++)
                {
                    var forecast = oracle.ProfitProbability(series.Symbol, series.Bars[minute].Start);
                    cluster.Add((forecast, NaiveLabel.Profit(series.Bars, minute, minutes - 5, SampleMarkets.Rules)));
                }
                clusters.Add(cluster);
            }
        }
    }

    public int Count => clusters.Sum(c => c.Count);

    public double Accuracy => Mean(row => (row.Forecast >= 0.5) == row.Profit ? 1 : 0);

    public double ExpectedAccuracy => Mean(row => Math.Max(row.Forecast, 1 - row.Forecast));

    public double BaseRate => Mean(row => row.Profit ? 1 : 0);

    public double MajorityClass => Math.Max(BaseRate, 1 - BaseRate);

    public double ShareAtOrAbove(double threshold) => Mean(row => row.Forecast >= threshold ? 1 : 0);

    /// <summary>Rows, mean forecast less the fraction that came true, and its standard error, of forecasts in [from,
    /// to).</summary>
    public (int Count, double Excess, double Error) Bin(double from, double to)
    {
        var sums = clusters.ConvertAll(cluster =>
        {
            var rows = cluster.Where(row => row.Forecast >= from && row.Forecast < to).ToList();
            return (rows.Count, Excess: rows.Sum(row => row.Forecast - (row.Profit ? 1 : 0)));
        });
        var count = sums.Sum(s => s.Count);
        return (count, sums.Sum(s => s.Excess) / count, Math.Sqrt(sums.Sum(s => s.Excess * s.Excess)) / count);
    }

    private double Mean(Func<(double Forecast, bool Profit), double> value) => clusters.Sum(c => c.Sum(value)) / Count;
}
