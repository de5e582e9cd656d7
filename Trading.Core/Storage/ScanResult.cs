using Trading.Core.Risk;

namespace Trading.Core.Storage;

/// <summary>What a minute's scan did.</summary>
/// <param name="Rows">Feature rows that were fresh.</param>
/// <param name="Predictions">Predictions that were made and stored.</param>
/// <param name="Entries">Entry orders that the broker took.</param>
/// <param name="Positions">Positions held; null when the broker could not be read.</param>
/// <param name="Refusals">Signals without an entry and sales that the broker refused, counted by reason.</param>
public sealed record ScanResult(
    int Rows, int Predictions, int Entries, int? Positions, IReadOnlyDictionary<ReasonCode, int> Refusals)
    : JobResult
{
    /// <summary>The stored name of <see cref="DoubtOdds"/>.</summary>
    public const string DoubtOddsName = "doubtOdds";

    /// <summary>
    /// The odds against the model, to one, at which entries stopped for the day, rounded down; null while they have not.
    /// </summary>
    public int? DoubtOdds { get; init; }

    /// <summary>The stored name of <see cref="IsDailyLossReached"/>.</summary>
    public const string DailyLossName = "dailyLossReached";

    /// <summary>Whether the account has lost the most of a day, so that nothing is bought for the rest of the session.</summary>
    public bool IsDailyLossReached { get; init; }

    /// <summary>The stored name of <see cref="DrawdownHaltEquity"/>.</summary>
    public const string DrawdownHaltName = "drawdownHaltEquity";

    /// <summary>
    /// The account's equity while a halt stood that the drawdown limit had set, in dollars, rounded up; null without one.
    /// </summary>
    public int? DrawdownHaltEquity { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, int>> Counts
    {
        get
        {
            yield return new("rows", Rows);
            yield return new("predictions", Predictions);
            yield return new("entries", Entries);
            // An unknown number is left out, so that it is never shown as 0.
            if (Positions is { } held) yield return new("positions", held);
            if (DoubtOdds is { } odds) yield return new(DoubtOddsName, odds);
            if (IsDailyLossReached) yield return new(DailyLossName, 1);
            if (DrawdownHaltEquity is { } equity) yield return new(DrawdownHaltName, equity);
            foreach (var refused in NamedRefusals()) yield return refused;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<ReasonCode, int>> RefusalsByReason => Refusals;

    /// <inheritdoc/>
    public bool Equals(ScanResult? other) => other is not null && Counts.SequenceEqual(other.Counts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rows, Predictions, Entries, Positions, DoubtOdds, Refusals.Count);
}
