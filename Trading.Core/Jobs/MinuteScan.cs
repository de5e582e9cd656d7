using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Core.Jobs;

/// <summary>
/// One minute of trading: reconcile; make sure that every position is protected; new bars to features to probabilities;
/// risk; bracket orders; every prediction written down with what was done about it.
/// </summary>
public sealed class MinuteScan(TradingPorts ports, TradingSettings settings, ModelInUse model) : IJob
{
    private readonly AccountReconciler bookkeeper = new(ports);
    private readonly PositionLiquidator closer = new(ports);
    private readonly AccountFlattener flattening = new(ports);
    private readonly OrderSender desk = new(ports);
    private readonly LiveFeatures features = new(ports.MarketData, settings.Symbols);
    private readonly RiskEngine risk = new(settings.Risk, settings.Schedule.NoEntryBeforeClose);

    /// <inheritdoc/>
    public JobKind Kind => JobKind.MinuteScan;

    /// <inheritdoc/>
    public async Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel)
    {
        var (books, notes, error, refusedSales) = await ReconcileAsync(session, minute, cancel);
        // From the day's exit on nothing can be bought, so nothing is asked that no outcome could ever answer.
        var rows = minute < session.Close - settings.Schedule.CloseBefore ? await features.AdvanceAsync(session, minute, cancel) : [];
        var (usable, standing) = await model.GetAsync(cancel);

        var predictions = usable is null ? [] : await PredictAsync(rows, usable, books, session, minute, cancel);
        var refusals = predictions.Where(p => p.Reason.IsRefusal()).CountBy(p => p.Reason).ToDictionary();
        if (refusedSales > 0) refusals[ReasonCode.RefusedByBroker] = refusals.GetValueOrDefault(ReasonCode.RefusedByBroker) + refusedSales;
        var result = new ScanResult(
            rows.Count, predictions.Count, predictions.Count(p => p.Reason == ReasonCode.Entered), books?.View.Positions.Count, refusals);
        return new JobReport(
            result, string.Join(" ", notes.Append(usable is { MayTrade: true } ? "" : standing).Where(s => s.Length > 0)), error);
    }

    private async Task<(ReconciledAccount? Books, List<string> Notes, string? Error, int RefusedSales)> ReconcileAsync(
        Session session, Instant minute, CancellationToken cancel)
    {
        try
        {
            var books = await bookkeeper.ReconcileAsync(cancel);
            var notes = books.Reconciliation.Surprises.ToList();
            if (books.Halt is { } halt) notes.Add($"Halted since {halt.Since.InNewYork():uuuu-MM-dd HH:mm} New York{(halt.Reason.Length > 0 ? $": {halt.Reason}" : "")}.");
            if (books.Halt is { Flatten: true })
            {
                var flat = await flattening.RunAsync(books.View, OrderPurpose.Flatten, session, minute, cancel);
                return (books, [.. notes, .. flat.Errors], null, flat.Refused);
            }
            var refused = 0;
            foreach (var position in books.Reconciliation.Unprotected)
            {
                var sale = await closer.CloseAsync(position, null, OrderPurpose.Unprotected, books.View, session, minute, cancel);
                notes.Add($"{position.Symbol} had no live stop and is {(sale.IsUnderWay ? "being closed." : $"not being closed: {sale.Error}")}");
                if (sale.IsRefused) refused++;
                ports.Events.Emit(new PositionUnprotected(minute, position, sale.Error));
            }
            return (books, notes, null, refused);
        }
        catch (BrokerUnavailableException e)
        {
            return (null, [], $"No entry is made: the broker could not be reconciled ({e.Message}).", 0);
        }
    }

    /// <summary>
    /// Predictions are written before the first order is sent, so that no entry is without one, whatever fails in between; and
    /// only whoever wrote them enters, so that two programs at once never enter more than one would.
    /// </summary>
    private async Task<IReadOnlyList<PredictionRow>> PredictAsync(
        IReadOnlyList<FreshRow> rows, UsableModel usable, ReconciledAccount? books, Session session, Instant minute, CancellationToken cancel)
    {
        var state = books is null ? null : new RiskState(
            books.Reconciliation.Involved, books.View.Account.Equity, books.View.Account.BuyingPower);
        var decided = rows
            .Select(r => (Fresh: r, Probability: usable.Predictor.Predict(r.Row)))
            .OrderByDescending(s => s.Probability).ThenBy(s => s.Fresh.Symbol, StringComparer.Ordinal)
            .Select(s =>
            {
                var decision = Decide(s.Fresh, s.Probability, usable, state, books?.Halt, session, minute);
                var row = new PredictionRow(
                    session.Date, s.Fresh.Symbol, minute, usable.Id, s.Probability, FeatureHash.Of(s.Fresh.Row),
                    // Nothing is called entered before the broker has taken it.
                    decision.Reason == ReasonCode.Entered ? ReasonCode.OutcomeUnknown : decision.Reason);
                return (Row: row, Decision: decision, s.Fresh);
            })
            .ToList();
        var predictions = decided.Select(d => d.Row).ToList();
        if (predictions.Count == 0) return predictions;

        if (!await ports.Journal.TryAddPredictionsAsync(session.Date, minute, predictions, cancel)) return [];
        var settled = new List<PredictionRow>();
        try
        {
            foreach (var (row, decision, fresh) in decided.Where(d => d.Decision.Reason == ReasonCode.Entered))
                settled.Add(row with { Reason = await EnterAsync(row, decision, fresh, session, minute, cancel) });
        }
        finally
        {
            if (settled.Count > 0) await ports.Journal.SavePredictionsAsync(session.Date, settled, CancellationToken.None);
        }
        IReadOnlyList<PredictionRow> outcomes = [.. predictions.Select(p => settled.Find(s => s.Symbol == p.Symbol) ?? p)];
        var signals = outcomes.Where(p => p.Probability >= settings.Risk.MinConfidence).OrderBy(p => p.Symbol, StringComparer.Ordinal).ToList();
        if (signals.Count > 0) ports.Events.Emit(new SignalsDecided(minute, signals));
        return outcomes;
    }

    private EntryDecision Decide(FreshRow fresh, float probability, UsableModel usable, RiskState? state, Halt? halt, Session session, Instant minute)
    {
        if (!(probability >= settings.Risk.MinConfidence)) return new EntryDecision(ReasonCode.BelowMinConfidence);
        if (halt is not null) return new EntryDecision(ReasonCode.Halted);
        if (!usable.MayTrade) return new EntryDecision(ReasonCode.NoPromotedModel);
        if (state is null) return new EntryDecision(ReasonCode.NotReconciled);
        return risk.Decide(new EntryCandidate(fresh.Symbol, probability, fresh.NewestBar.Close), minute, session, state);
    }

    private async Task<ReasonCode> EnterAsync(
        PredictionRow row, EntryDecision decision, FreshRow fresh, Session session, Instant minute, CancellationToken cancel)
    {
        var request = new OrderRequest(
            ClientOrderId.Of(session.Date, minute, row.Symbol, OrderPurpose.Entry),
            row.Symbol,
            OrderSide.Buy,
            decision.Shares,
            OrderType.Market,
            Bracket: new Bracket(decision.StopPrice, decision.TakeProfitPrice));
        var intent = new OrderIntent(
            request, OrderPurpose.Entry, session.Date, minute, fresh.NewestBar.Start, fresh.NewestBar.Close, row.Probability, row.ModelId);
        return await desk.EnterAsync(intent, settings.Risk.MaxOpenPositions, cancel);
    }
}
