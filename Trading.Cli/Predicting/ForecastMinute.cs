using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Reporting;

namespace Trading.Cli.Predicting;

/// <summary>Finds the row of a minute, or says which minute has one.</summary>
internal static class ForecastMinute
{
    /// <summary>The row at a New York time, or the last one of the session that has a forecast.</summary>
    /// <param name="series">The session's bars.</param>
    /// <param name="session">The session.</param>
    /// <param name="exit">When every position is sold; from then on nothing is forecast.</param>
    /// <param name="time">New York time; null for the last.</param>
    /// <exception cref="RefusedException">There is no such row; the message names the nearest minute that has one.</exception>
    public static NewestRow Find(BarSeries series, Session session, Instant exit, LocalTime? time)
    {
        var rows = NewestRow.Each(series, session).Where(row => row.Minute < exit).ToList();
        if (rows.Count == 0) throw new RefusedException(
            $"{series.Symbol} has {FigureText.Counted(series.Count, "bar")} of {FigureText.Date(session.Date)}, too few for a "
            + $"forecast: the indicators warm up for {FeatureSchema.WarmUpBars}.");
        if (time is not { } asked) return rows[^1];
        var at = ExchangeTime.At(session.Date, asked);
        return rows.Find(row => row.Minute == at) ?? throw new RefusedException(Missing(series, session, exit, at, rows));
    }

    private static string Missing(BarSeries series, Session session, Instant exit, Instant at, List<NewestRow> rows)
    {
        if (at >= exit) return $"At {Time(at)} of {FigureText.Date(session.Date)} nothing is forecast, because every position is "
            + $"sold at {Time(exit)}; the last minute of {series.Symbol} with a forecast is {Time(rows[^1].Minute)}.";
        var hasBar = at > session.Open && series.Between(at - Duration.FromMinutes(1), at).Length > 0;
        if (hasBar && at < rows[0].Minute) return $"At {Time(at)} of {FigureText.Date(session.Date)} the indicators of "
            + $"{series.Symbol} still warm up, which takes {FeatureSchema.WarmUpBars} bars; its first minute with a forecast is "
            + $"{Time(rows[0].Minute)}.";
        var nearest = rows.MinBy(row => Math.Abs((row.Minute - at).TotalMinutes))!;
        return $"{series.Symbol} has no bar that ends at {Time(at)} of {FigureText.Date(session.Date)}; the nearest minute with "
            + $"a forecast is {Time(nearest.Minute)}.";
    }

    private static string Time(Instant at) => FigureText.NewYork(at)[^5..];
}
