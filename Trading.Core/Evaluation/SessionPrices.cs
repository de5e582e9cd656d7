using Trading.Core.Market;

namespace Trading.Core.Evaluation;

/// <summary>What a symbol could be bought and sold for in each minute of a session: the open of the first bar from that minute
/// on.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Next">By minutes from the open; the last close where no bar follows. Dollars.</param>
/// <param name="Open">Open of the first bar, dollars.</param>
/// <param name="Close">Close of the last bar, dollars.</param>
public sealed record SessionPrices(string Symbol, double[] Next, double Open, double Close)
{
    /// <summary>The prices of a session's regular hours; null without a sound bar in them.</summary>
    public static SessionPrices? Of(BarSeries series, Session hours)
    {
        var next = new double[hours.Minutes + 1];
        double? open = null, close = null;
        foreach (ref readonly var bar in series.Bars)
        {
            if (!hours.Contains(bar.Start) || bar.Error() is not null) continue;
            open ??= (double)bar.Open;
            close = (double)bar.Close;
            next[hours.MinuteOf(bar.Start)] = (double)bar.Open;
        }
        if (open is null || close is null) return null;
        var price = close.Value;
        for (var minute = next.Length - 1; minute >= 0; minute--)
        {
            if (next[minute] > 0) price = next[minute];
            else next[minute] = price;
        }
        return new SessionPrices(series.Symbol, next, open.Value, close.Value);
    }
}
