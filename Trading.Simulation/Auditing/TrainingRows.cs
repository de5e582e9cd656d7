using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Simulation.Auditing;

/// <summary>The rows that a model learns from: those that can be labelled, because a trade decided at their minute has
/// ended.</summary>
/// <param name="plan">The trade that labels them.</param>
public sealed class TrainingRows(TradePlan plan) : IRowSource
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<DecisionRow>> RowsAsync(
        Session session, BarSeries bars, Instant from, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<DecisionRow>>(
        [
            .. ExampleBuilder.Build(session, bars, plan)
                .Where(e => e.Minute >= from)
                .Select(e => new DecisionRow(e.Symbol, e.Minute, null, e.Features)),
        ]);
}
