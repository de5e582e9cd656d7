using System.Text.Json.Serialization;
using Trading.Core.Learning;

namespace Trading.Core.Storage;

/// <summary>A session in figures, written by the night's job. Rates are null where nothing was counted.</summary>
/// <param name="Session">New York date.</param>
/// <param name="Equity">
/// The account's equity in the night after the session, dollars; for a day whose night was missed, that of the day before and
/// <paramref name="Pnl"/>.
/// </param>
/// <param name="Pnl">Profit or loss of the session's closed trades, dollars.</param>
/// <param name="Trades">Closed trades.</param>
/// <param name="Wins">Closed trades with a profit.</param>
/// <param name="MaxDrawdown">Largest fall of equity at session ends, or from where it began, from its highest so far, as a fraction of that.</param>
/// <param name="Predictions">Predictions whose outcome is known.</param>
/// <param name="Correct">Those where "profit" was said at 0.5 or more and came, or was not said and did not come.</param>
/// <param name="Profits">Those that ended in profit.</param>
/// <param name="Signals">Those at or above the confidence threshold.</param>
/// <param name="SignalsClaimed">Sum of those signals' probabilities; divided by <paramref name="Signals"/>, what they claim.</param>
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
}
