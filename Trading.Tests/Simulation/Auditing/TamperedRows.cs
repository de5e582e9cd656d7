using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Simulation.Auditing;

namespace Trading.Tests.Simulation.Auditing;

/// <summary>Rows with a fault that an audit must find.</summary>
/// <param name="inner">Makes the rows without a fault.</param>
/// <param name="tamper">Puts the fault in; null leaves the row out.</param>
internal sealed class TamperedRows(IRowSource inner, Func<Session, BarSeries, DecisionRow, DecisionRow?> tamper) : IRowSource
{
    /// <summary>Peeks at the close of the bar after the decision, where there is one.</summary>
    public static TamperedRows Peeking(IRowSource inner, Feature feature) => new(inner, (_, bars, row) =>
    {
        var next = bars.FirstAtOrAfter(row.Minute);
        return next < bars.Count ? Set(row, feature, (float)bars.Bars[next].Close) : row;
    });

    /// <summary>Writes down, in a feature, how many bars there are of later sessions.</summary>
    public static TamperedRows OfTomorrow(IRowSource inner, Feature feature) => new(inner, (session, bars, row) =>
        bars.Bars[^1].Start > session.Close ? Set(row, feature, bars.Count) : row);

    /// <summary>Writes down, in a feature, how many bars there are of earlier sessions.</summary>
    public static TamperedRows OfYesterday(IRowSource inner, Feature feature) => new(inner, (session, bars, row) =>
        bars.FirstAtOrAfter(session.Open) is > 0 and var earlier ? Set(row, feature, earlier) : row);

    public async Task<IReadOnlyList<DecisionRow>> RowsAsync(
        Session session, BarSeries bars, Instant from, CancellationToken cancel) =>
        [.. (await inner.RowsAsync(session, bars, from, cancel)).Select(row => tamper(session, bars, row)).OfType<DecisionRow>()];

    private static DecisionRow Set(DecisionRow row, Feature feature, float value)
    {
        var features = row.Features.ToArray();
        features[(int)feature] = value;
        return row with { Features = features };
    }
}
