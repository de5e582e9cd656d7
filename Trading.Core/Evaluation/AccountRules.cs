using Trading.Core.Market;
using Trading.Core.Settings;

namespace Trading.Core.Evaluation;

/// <summary>
/// The rules of the simple account: equal dollars for each position, which is the equity at the session's open over the most
/// positions at once; one position a symbol; no entry in the last minutes before the close. Shares are not rounded, and
/// <c>MaxPositionSize</c> and <c>RiskPerTrade</c> are not applied: the account measures what the signals are worth, and shares of
/// 5 and of 500 dollars count alike.
/// </summary>
/// <param name="StartEquity">Dollars before the first session.</param>
/// <param name="MaxOpenPositions">Most positions at once.</param>
/// <param name="NoEntryBeforeClose">How long before the closing bell entries stop.</param>
public sealed record AccountRules(decimal StartEquity, int MaxOpenPositions, Duration NoEntryBeforeClose)
{
    private const decimal Start = 100_000;

    /// <summary>The rules of these settings.</summary>
    public static AccountRules Of(TradingSettings settings) =>
        new(Start, settings.Risk.MaxOpenPositions, settings.Schedule.NoEntryBeforeClose);

    /// <summary>Minutes from the open from which on nothing is bought.</summary>
    public int EntriesEnd(Session session) => session.MinuteOf(session.Close - NoEntryBeforeClose);
}
