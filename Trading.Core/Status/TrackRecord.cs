using Trading.Core.Storage;

namespace Trading.Core.Status;

/// <summary>How right the system was over the last sessions whose outcomes are known. Rates are null where nothing was counted.</summary>
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
    int Asked, int Sessions, int Predictions, double? Accuracy, double? MajorityClass, int Signals, double? Claimed, double? Actual,
    int Trades, int Wins, decimal Pnl)
{
    /// <summary>The record of the newest <paramref name="asked"/> of <paramref name="days"/>.</summary>
    /// <param name="days">Resolved sessions, oldest first.</param>
    /// <param name="asked">How many to count.</param>
    public static TrackRecord Of(IReadOnlyList<PerformanceRow> days, int asked)
    {
        var last = days.TakeLast(asked).ToList();
        var (predictions, signals) = (last.Sum(d => d.Predictions), last.Sum(d => d.Signals));
        var profits = last.Sum(d => d.Profits);
        return new TrackRecord(
            asked,
            last.Count,
            predictions,
            Rate(last.Sum(d => d.Correct), predictions),
            Rate(Math.Max(profits, predictions - profits), predictions),
            signals,
            Rate(last.Sum(d => d.SignalsClaimed), signals),
            Rate(last.Sum(d => d.SignalsHit), signals),
            last.Sum(d => d.Trades),
            last.Sum(d => d.Wins),
            last.Sum(d => d.Pnl));
    }

    private static double? Rate(double of, int all) => all == 0 ? null : of / all;
}
