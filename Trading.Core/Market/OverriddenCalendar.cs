using System.Collections.Frozen;

namespace Trading.Core.Market;

/// <summary>A calendar that replaces the rules' answers on some dates, such as those that the broker's own calendar
/// names.</summary>
/// <param name="rules">Answers for every other date.</param>
/// <param name="overrides">The session of a New York date, or null when the exchange is closed that day; copied.</param>
public sealed class OverriddenCalendar(IMarketCalendar rules, IReadOnlyDictionary<LocalDate, Session?> overrides)
    : IMarketCalendar
{
    private readonly FrozenDictionary<LocalDate, Session?> overrides = overrides.ToFrozenDictionary();

    /// <inheritdoc/>
    public Session? SessionOn(LocalDate date) => overrides.TryGetValue(date, out var session) ? session : rules.SessionOn(date);
}
