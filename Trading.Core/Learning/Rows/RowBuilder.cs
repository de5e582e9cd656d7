using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Learning.Rows;

/// <summary>
/// Makes a session's labelled rows of its bars, with the same feature engine that trades live. A bar with a
/// <see cref="Bar.Error"/> is left out, as live.
/// </summary>
public static class RowBuilder
{
    /// <summary>All rows of one session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="bars">Its bars, one series for each symbol.</param>
    /// <param name="plan">The trade that the label describes.</param>
    public static LabelledRows Build(Session session, IEnumerable<BarSeries> bars, TradePlan plan)
    {
        var building = new SessionRows(session, plan, RowSelection.All);
        var numbered = bars.OrderBy(series => series.Symbol, StringComparer.Ordinal).Select(building.Number).ToList();
        Parallel.ForEach(numbered, building.Add);
        return building.ToRows();
    }

    /// <summary>The selected rows of one session, made side by side while the bars are read; never holds the session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="bars">Its bars, one series for each symbol, sorted by symbol.</param>
    /// <param name="plan">The trade that the label describes.</param>
    /// <param name="selection">Which rows are made.</param>
    /// <param name="cancel">Stops between series.</param>
    public static async Task<LabelledRows> BuildAsync(
        Session session, IAsyncEnumerable<BarSeries> bars, TradePlan plan, RowSelection selection, CancellationToken cancel)
    {
        var building = new SessionRows(session, plan, selection);
        await Parallel.ForEachAsync(
            bars.Select(building.Number),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel },
            (series, _) =>
            {
                building.Add(series);
                return default;
            });
        return building.ToRows();
    }
}
