using Trading.Core.Market;

namespace Trading.Core.Evaluation.Holding;

/// <summary>A symbol's regular hours of one session, as far as holding it needs them. Prices in dollars.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Open">Open of the first bar.</param>
/// <param name="Close">Close of the last bar.</param>
/// <param name="Ended">End of the last bar.</param>
/// <param name="Volume">Shares of all bars.</param>
/// <param name="AtChoice">Open of the first bar from the minute on at which the session's symbols were chosen; null when none
/// follows.</param>
public sealed record HeldDay(string Symbol, decimal Open, decimal Close, Instant Ended, long Volume, decimal? AtChoice)
{
    /// <summary>The regular hours of a series; null without a sound bar in them. A bar before the opening bell, or one that
    /// starts at the closing bell or later, such as the print of the closing auction, is none of them.</summary>
    /// <param name="series">The bars; of other sessions, too, when they are there.</param>
    /// <param name="hours">The session.</param>
    /// <param name="chosenAt">When the session's symbols were chosen; null for the opening bell.</param>
    public static HeldDay? Of(BarSeries series, Session hours, Instant? chosenAt)
    {
        HeldDay? day = null;
        foreach (ref readonly var bar in series.Between(hours.Open, hours.Close))
        {
            if (bar.Error() is not null) continue;
            day = (day ?? new HeldDay(series.Symbol, bar.Open, bar.Close, bar.End, 0, null)) with
            {
                Close = bar.Close,
                Ended = bar.End,
                Volume = (day?.Volume ?? 0) + bar.Volume,
                AtChoice = day?.AtChoice ?? (bar.Start >= (chosenAt ?? hours.Open) ? bar.Open : null),
            };
        }
        return day;
    }
}

/// <summary>A session of a universe that is held.</summary>
/// <param name="Hours">When the exchange was open.</param>
/// <param name="Days">The symbols that traded in regular hours, each once.</param>
/// <param name="Chosen">The symbols that a universe rule chose for the session; null without a rule, where all symbols are
/// held.</param>
public sealed record HeldSession(Session Hours, IReadOnlyList<HeldDay> Days, IReadOnlySet<string>? Chosen)
{
    /// <summary>The session of some series.</summary>
    /// <param name="hours">When the exchange was open.</param>
    /// <param name="bars">The bars, one series for each symbol; of other sessions, too, when they are there.</param>
    /// <param name="chosen">What a universe rule chose, and when; null without a rule.</param>
    public static HeldSession Of(Session hours, IEnumerable<BarSeries> bars, ChosenSymbols? chosen = null) => new(
        hours, [.. bars.Select(series => HeldDay.Of(series, hours, chosen?.At)).OfType<HeldDay>()], chosen?.Symbols);
}

/// <summary>What a universe rule chose for a session.</summary>
/// <param name="At">When.</param>
/// <param name="Symbols">The tickers; none when nothing was chosen.</param>
public sealed record ChosenSymbols(Instant At, IReadOnlySet<string> Symbols);
