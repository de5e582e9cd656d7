namespace Trading.Tests.Core.Learning.OldGate;

/// <summary>The base rate that the old gate compared with: how often trades begun in the same quarter of an hour before the exit
/// have ended in profit, with one virtual row at the overall rate added to each.</summary>
internal sealed class QuarterHourBaseForecast
{
    private const int BucketMinutes = 15;
    private readonly double[] rates;

    public QuarterHourBaseForecast(IReadOnlyList<GateRow> known)
    {
        var overall = (known.Count(r => r.Profit) + 0.5) / (known.Count + 1.0);
        var buckets = known.ToLookup(r => Bucket(r.MinutesToExit));
        rates = [.. Enumerable.Range(0, known.Max(r => Bucket(r.MinutesToExit)) + 1)
            .Select(b => (buckets[b].Count(r => r.Profit) + overall) / (buckets[b].Count() + 1))];
    }

    public double At(int minutesToExit) => rates[Math.Min(Bucket(minutesToExit), rates.Length - 1)];

    private static int Bucket(int minutesToExit) => Math.Max(0, minutesToExit) / BucketMinutes;
}
