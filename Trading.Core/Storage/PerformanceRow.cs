using System.Text.Json.Serialization;
using Trading.Core.Learning;

namespace Trading.Core.Storage;

/// <summary>The figures of a session, written by the nightly job.</summary>
/// <param name="Session">New York date.</param>
/// <param name="Equity">
/// The account's equity in the night after the session, dollars; for a day whose nightly job did not run, the equity of the day
/// before plus
/// <paramref name="Pnl"/>.
/// </param>
/// <param name="Pnl">Profit or loss of the session's closed trades, dollars.</param>
/// <param name="Trades">Closed trades.</param>
/// <param name="Wins">Closed trades with a profit.</param>
/// <param name="MaxDrawdown">Largest fall of the equity at session ends from its highest value so far, the starting equity
/// included, as a fraction of that value.</param>
/// <param name="Predictions">Predictions whose outcome is known.</param>
/// <param name="Correct">Predictions that were right: a probability of 0.5 or more and a profit, or a lower one and no
/// profit.</param>
/// <param name="Profits">Those that ended in profit.</param>
/// <param name="Signals">Those at or above the confidence threshold.</param>
/// <param name="SignalsClaimed">Sum of those signals' probabilities; divided by <paramref name="Signals"/>, the claimed share of
/// profits.</param>
/// <param name="SignalsHit">Those signals that ended in profit.</param>
public sealed record PerformanceRow(
    LocalDate Session,
    decimal Equity,
    decimal Pnl,
    int Trades,
    int Wins,
    double MaxDrawdown,
    int Predictions,
    int Correct,
    int Profits,
    int Signals,
    double SignalsClaimed,
    int SignalsHit)
{
    /// <summary>The session's forecasts, counted.</summary>
    [JsonIgnore]
    public ForecastTally Tally => new(Predictions, Correct, Profits, Signals, SignalsClaimed, SignalsHit);

    /// <summary>
    /// Whether a journal may replace <paramref name="standing"/> by this row: figures that count fewer trades or fewer known
    /// outcomes were made by a program that knew less.
    /// </summary>
    public bool MayReplace(PerformanceRow standing) => Trades >= standing.Trades && Predictions >= standing.Predictions;
}
