using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Core.Jobs;

/// <summary>
/// Before the day begins: reconcile, and close what stands at the target or better, or at the stop or worse. Nothing should
/// stand overnight; this is for the day when something does. Before the opening bell a sale has to be a limit order that may
/// fill in extended hours, so it is priced to trade at once against the latest bid. A quote that is missing, crossed or not fresh
/// gives no price, and the position is left to the session.
/// </summary>
public sealed class Rebalance(TradingPorts ports, TradingSettings settings) : IJob
{
    // Low enough below the bid to trade even when the bid steps back while the order travels.
    private const decimal Concession = 0.001m;

    private readonly AccountReconciler reconciler = new(ports);
    private readonly PositionLiquidator liquidator = new(ports);

    /// <inheritdoc/>
    public JobKind Kind => JobKind.Rebalance;

    /// <inheritdoc/>
    public async Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel)
    {
        var (view, reconciliation, _, gap) = await reconciler.ReconcileAsync(cancel);
        var due = view.Positions
            .Where(p => p.UnrealizedReturn is { } gain && settings.Plan.IsOver(gain))
            .ToList();
        var extended = minute < session.Open;
        var quotes = due.Count > 0 && extended
            ? await ports.MarketData.GetLatestQuotesAsync([.. due.Select(p => p.Symbol)], cancel)
            : new Dictionary<string, Quote>(StringComparer.Ordinal);
        var notes = reconciliation.Surprises.ToList();
        var (closing, refused) = (0, 0);
        foreach (var position in due)
        {
            decimal? limit = null;
            if (extended)
            {
                var known = quotes.TryGetValue(position.Symbol, out var quote);
                if ((known ? quote.Error(ports.Clock.GetCurrentInstant()) : "is missing") is { } error)
                {
                    notes.Add($"{position.Symbol} is left to the session: its quote {error}.");
                    continue;
                }
                limit = PriceIncrement.Down(quote.Bid * (1 - Concession));
            }
            var sale = await LiquidationResult.OfAsync(
                () => liquidator.CloseAsync(position, limit, OrderPurpose.Rebalance, view, session, minute, cancel));
            if (sale.IsUnderWay) closing++;
            else notes.Add($"{position.Symbol} is not being sold: {sale.Error}");
            if (sale.IsRefused) refused++;
        }
        return new JobReport(new RebalanceResult(view.Positions.Count, closing, refused), string.Join(" ", notes), gap);
    }
}
