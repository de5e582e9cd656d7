using Trading.Core.Risk;

namespace Trading.Core.Storage;

/// <summary>The model's prediction for one symbol in one minute, what was done about it, and later its outcome.</summary>
/// <param name="Session">New York date; the partition.</param>
/// <param name="Symbol">The ticker.</param>
/// <param name="Minute">The minute of the decision; the newest bar used starts one minute earlier.</param>
/// <param name="ModelId">The model asked.</param>
/// <param name="Probability">Calibrated probability that a share bought now ends in profit.</param>
/// <param name="FeaturesHash">Hash of the feature row's bits, so that a run can be compared with another.</param>
/// <param name="Reason">What was done, or why nothing was.</param>
/// <param name="Profit">Whether the trade would have ended in profit; null until the nightly job resolves it.</param>
/// <param name="NetReturn">Return of such a trade after costs, as a fraction; null until the nightly job resolves it.</param>
/// <param name="BaseProbability">
/// What the base forecast says of the same trade, which knows nothing of the chart's direction; null in rows of programs before
/// it was kept.
/// </param>
public sealed record PredictionRow(
    LocalDate Session,
    string Symbol,
    Instant Minute,
    string ModelId,
    float Probability,
    ulong FeaturesHash,
    ReasonCode Reason,
    bool? Profit = null,
    double? NetReturn = null,
    float? BaseProbability = null)
{
    /// <summary>Whether a journal may replace <paramref name="standing"/> by this row: a known outcome is never lost.</summary>
    public bool MayReplace(PredictionRow standing) => Profit is not null || standing.Profit is null;
}
