using Trading.Core.Learning;
using Trading.Core.Storage;

namespace Trading.Core.Status;

/// <summary>How right the system was over the last sessions whose outcomes are known. Rates are null where nothing was
/// counted.</summary>
/// <param name="Asked">Over how many sessions it was asked for.</param>
/// <param name="Sessions">How many there were.</param>
/// <param name="Predictions">Predictions whose outcome is known.</param>
/// <param name="Accuracy">Fraction that was right at 0.5.</param>
/// <param name="MajorityClass">What always saying the more frequent answer would have had.</param>
/// <param name="Signals">Predictions at or above the confidence threshold.</param>
/// <param name="Claimed">Their mean probability.</param>
/// <param name="Actual">Fraction of them that ended in profit.</param>
/// <param name="Trades">Closed trades.</param>
/// <param name="Wins">Those with a profit.</param>
/// <param name="Pnl">Their profit or loss, dollars.</param>
public sealed record TrackRecord(
    int Asked, int Sessions, int Predictions, double? Accuracy, double? MajorityClass, int Signals, double? Claimed,
    double? Actual, int Trades, int Wins, decimal Pnl)
{
    /// <summary>The record of the newest <paramref name="asked"/> of <paramref name="days"/>.</summary>
    /// <param name="days">Resolved sessions, oldest first.</param>
    /// <param name="asked">How many to count.</param>
    public static TrackRecord Of(IReadOnlyList<PerformanceRow> days, int asked)
    {
        var last = days.TakeLast(asked).ToList();
        var tally = last.Aggregate(default(ForecastTally), (sum, day) => sum + day.Tally);
        return new TrackRecord(
            asked,
            last.Count,
            tally.Count,
            tally.Accuracy,
            tally.MajorityClass,
            tally.Signals,
            tally.Claimed,
            tally.Actual,
            last.Sum(d => d.Trades),
            last.Sum(d => d.Wins),
            last.Sum(d => d.Pnl));
    }
}
