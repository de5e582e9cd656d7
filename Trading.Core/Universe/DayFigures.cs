using System.Runtime.InteropServices;
using Trading.Core.Market;

namespace Trading.Core.Universe;

/// <summary>What a choice keeps of one symbol's earlier session; prices and volumes are adjusted for splits.</summary>
/// <param name="Close">The close of the last bar, dollars.</param>
/// <param name="DollarVolume">The sum of close times volume over the bars, dollars.</param>
/// <param name="OpeningVolume">Shares of the opening half hour.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DayFigures(double Close, double DollarVolume, double OpeningVolume)
{
    /// <summary>The figures of a session's bars; null when there is none in regular hours.</summary>
    public static DayFigures? Of(BarSeries series, Session session)
    {
        var bars = series.Between(session.Open, session.Close);
        if (bars.IsEmpty) return null;
        var dollars = 0.0;
        foreach (ref readonly var bar in bars) dollars += (double)bar.Close * bar.Volume;
        return new DayFigures((double)bars[^1].Close, dollars, OpeningFigures.Of(series, session)?.Volume ?? 0);
    }
}

/// <summary>What a choice sees of the session itself: its opening half hour, and nothing later.</summary>
/// <param name="Open">The first trade's price, dollars.</param>
/// <param name="Price">The last close, dollars.</param>
/// <param name="Volume">Shares.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OpeningFigures(double Open, double Price, double Volume)
{
    /// <summary>The figures of the opening's bars, whatever follows them; null when there is none.</summary>
    public static OpeningFigures? Of(BarSeries series, Session session)
    {
        var bars = series.Between(session.Open, session.Open + UniverseRule.Opening);
        if (bars.IsEmpty) return null;
        var volume = 0.0;
        foreach (ref readonly var bar in bars) volume += bar.Volume;
        return new OpeningFigures((double)bars[0].Open, (double)bars[^1].Close, volume);
    }
}

/// <summary>An earlier session's figures by symbol.</summary>
/// <param name="Session">New York date.</param>
/// <param name="BySymbol">The symbols that traded.</param>
public sealed record SessionFigures(LocalDate Session, IReadOnlyDictionary<string, DayFigures> BySymbol)
{
    /// <summary>The figures of a session's bars.</summary>
    public static SessionFigures Of(Session session, IEnumerable<BarSeries> bars)
    {
        var figures = new Dictionary<string, DayFigures>(StringComparer.Ordinal);
        foreach (var series in bars)
        {
            if (DayFigures.Of(series, session) is { } day) figures[series.Symbol] = day;
        }
        return new SessionFigures(session.Date, figures);
    }
}
