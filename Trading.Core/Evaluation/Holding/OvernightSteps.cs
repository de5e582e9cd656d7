using Trading.Core.Market;

namespace Trading.Core.Evaluation.Holding;

/// <summary>
/// Finds splits in prices that are not adjusted for them: a step from a session's last regular close to the next one's first
/// regular open that is a usual ratio. After a split no more than the usual money changes hands; where far more shares do
/// than the ratio explains, the step is news and no split.
/// </summary>
internal sealed class OvernightSteps
{
    private const int Remembered = 5;

    // Volume of a split's day is unusual, too; that of a price that halved on news is ten times the usual and more.
    private const decimal MostVolume = 4;

    private readonly Dictionary<string, (decimal Close, Queue<long> Volumes)> earlier = new(StringComparer.Ordinal);

    /// <summary>Takes a symbol's next session; gives the step when it looks like a split.</summary>
    /// <param name="day">The regular hours.</param>
    /// <param name="session">New York date.</param>
    public OvernightStep? Add(HeldDay day, LocalDate session)
    {
        OvernightStep? step = null;
        if (!earlier.TryGetValue(day.Symbol, out var before)) before = (day.Close, new Queue<long>());
        else if (SplitRatio.Of(before.Close, day.Open) is { } ratio)
        {
            var usual = before.Volumes.Select(volume => (decimal)volume).Average();
            var explained = usual * Math.Max(1, ratio.Factor) * MostVolume;
            step = new OvernightStep(
                day.Symbol, session, before.Close, day.Open, ratio, IsAdjusted: usual == 0 || day.Volume <= explained);
        }
        before.Volumes.Enqueue(day.Volume);
        if (before.Volumes.Count > Remembered) before.Volumes.Dequeue();
        earlier[day.Symbol] = (day.Close, before.Volumes);
        return step;
    }
}
