using Trading.Core.Market;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// The announced splits and dividends. At 04:00 New York on its date an action changes the position and the cash, and from then
/// on the bars before it are adjusted in responses to requests for adjusted bars. The tape does not change: it has the new price
/// already.
/// </summary>
internal sealed class CorporateActions(SimulatedExchange exchange)
{
    private static readonly LocalTime Effective = new(4, 0);
    private readonly List<(string Symbol, Instant At, decimal? Ratio, decimal? Dollars)> announced = [];
    private readonly List<(string Symbol, Instant At, decimal? Ratio, decimal? Dollars)> due = [];

    /// <summary>Announces a split by its ratio, new shares per old share.</summary>
    public void Split(string symbol, decimal ratio, LocalDate date, Instant now) => Add(symbol, ratio, null, date, now);

    /// <summary>Announces a dividend, dollars a share.</summary>
    public void Dividend(string symbol, decimal dollars, LocalDate date, Instant now) => Add(symbol, null, dollars, date, now);

    /// <summary>Carries out what is due up to a moment.</summary>
    public void RunUpTo(Instant moment)
    {
        for (var i = 0; i < due.Count; i++)
        {
            var (symbol, at, ratio, dollars) = due[i];
            if (at > moment) continue;
            due.RemoveAt(i--);
            exchange.ExpireUntil(at);
            if (ratio is { } split) exchange.Controls.Split(symbol, split, at);
            if (dollars is { } paid) exchange.Controls.PayDividend(symbol, paid);
        }
    }

    /// <summary>A bar, adjusted for what happened between its start and <paramref name="now"/>.</summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="bar">The bar of the tape.</param>
    /// <param name="now">The moment of the request.</param>
    /// <param name="forSplits">Whether splits count.</param>
    /// <param name="lastClose">
    /// The last close before a moment, which says how much a dividend is worth; null when dividends do not count.
    /// </param>
    public Bar Adjust(string symbol, Bar bar, Instant now, bool forSplits, Func<Instant, decimal?>? lastClose)
    {
        foreach (var (named, at, ratio, dollars) in announced)
        {
            if (named != symbol || at > now || bar.Start >= at) continue;
            if (forSplits && ratio is { } split)
                bar = new Bar(bar.Start, bar.Open / split, bar.High / split, bar.Low / split, bar.Close / split,
                    (long)(bar.Volume * split));
            if (dollars is { } paid && lastClose?.Invoke(at) is > 0 and var close) bar = Times(bar, 1m - (paid / close));
        }
        return bar;
    }

    private void Add(string symbol, decimal? ratio, decimal? dollars, LocalDate date, Instant now)
    {
        var action = (symbol, At: ExchangeTime.At(date, Effective), ratio, dollars);
        announced.Add(action);
        // What lies in the past has changed the account already; only the bars are adjusted.
        if (action.At > now) due.Add(action);
    }

    private static Bar Times(Bar bar, decimal factor) =>
        new(bar.Start, bar.Open * factor, bar.High * factor, bar.Low * factor, bar.Close * factor, bar.Volume);
}
