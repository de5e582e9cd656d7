namespace Trading.Core.Learning;

/// <summary>
/// The forecast that any model has to beat: how often trades begun with about as much of the day left have ended in
/// profit. The hour must be in it, because with little time left few trades reach a barrier, and a model that knows only
/// the clock would otherwise pass for one that knows the market.
/// </summary>
public sealed class BaseForecast
{
    private const int BucketMinutes = 15;
    private readonly double[] rates;

    private BaseForecast(double overall, double[] rates)
    {
        Overall = overall;
        this.rates = rates;
    }

    /// <summary>Fraction of all rows that ended in profit.</summary>
    public double Overall { get; }

    /// <summary>Counts the rows known so far, with one virtual row at the overall rate added to each quarter of an hour, so that
    /// no rate is 0 or 1.</summary>
    public static BaseForecast Of(IEnumerable<Example> known)
    {
        var rows = known.ToList();
        var overall = (rows.Count(r => r.Profit) + 0.5) / (rows.Count + 1.0);
        var buckets = rows.Count == 0 ? 1 : rows.Max(r => Bucket(r.MinutesToExit)) + 1;
        var profits = new double[buckets];
        var counts = new double[buckets];
        foreach (var row in rows)
        {
            var bucket = Bucket(row.MinutesToExit);
            counts[bucket]++;
            if (row.Profit) profits[bucket]++;
        }
        return new BaseForecast(overall, profits.Zip(counts, (p, n) => (p + overall) / (n + 1)).ToArray());
    }

    /// <summary>Forecast for a trade with so many minutes to the day's exit.</summary>
    public double At(int minutesToExit) => rates[Math.Min(Bucket(minutesToExit), rates.Length - 1)];

    private static int Bucket(int minutesToExit) => Math.Max(0, minutesToExit) / BucketMinutes;
}
