using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Simulation.Auditing;

/// <summary>
/// The rows that a model learns from and is judged on: those that can be labelled, because a trade decided at their minute has
/// ended.
/// </summary>
/// <param name="plan">The trade that labels them.</param>
public sealed class LearnedRows(TradePlan plan) : IRowSource
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<DecisionRow>> RowsAsync(
        Session session, BarSeries bars, Instant from, CancellationToken cancel)
    {
        var labelled = RowBuilder.Build(session, [bars], plan);
        var rows = new List<DecisionRow>();
        for (var i = 0; i < labelled.Count; i++)
        {
            var minute = labelled.Open + Duration.FromMinutes(labelled.Minute[i]);
            if (minute >= from) rows.Add(new DecisionRow(bars.Symbol, minute, null, labelled.Features(i).ToArray()));
        }
        return Task.FromResult<IReadOnlyList<DecisionRow>>(rows);
    }
}
