using Trading.Core.Execution;
using Trading.Core.Features;
using Trading.Core.Journal;
using Trading.Core.Market;
using Trading.Core.Risk;

namespace Trading.Core.Jobs;

/// <summary>
/// One minute of trading: reconcile; make sure that every position is protected; new bars to features to probabilities;
/// risk; bracket orders; every prediction written down with what was done about it.
/// </summary>
public sealed class MinuteScan(TradingPorts ports, TradingSettings settings, ModelInUse model) : IJob
{
    private readonly Bookkeeper bookkeeper = new(ports);
    private readonly PositionCloser closer = new(ports);
    private readonly OrderDesk desk = new(ports.Broker, ports.Journal);
    private readonly LiveFeatures features = new(ports.MarketData, settings.Symbols);
    private readonly RiskEngine risk = new(settings.Risk, settings.Schedule.NoEntryBeforeClose);

    /// <inheritdoc/>
    public string Name => JobName.MinuteScan;

    /// <inheritdoc/>
    public async Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel)
    {
        var (books, trouble) = await ReconcileAsync(session, minute, cancel);
        // From the day's exit on nothing can be bought, so nothing is asked that no outcome could ever answer.
        var rows = minute < session.Close - settings.Schedule.CloseBefore ? await features.AdvanceAsync(session, minute, cancel) : [];
        var (usable, standing) = await model.GetAsync(cancel);

        var predictions = new List<PredictionRow>(rows.Count);
        if (usable is not null)
        {
            var scored = rows
                .Select(r => (Fresh: r, Probability: usable.Predictor.Predict(r.Row)))
                .OrderByDescending(s => s.Probability).ThenBy(s => s.Fresh.Symbol, StringComparer.Ordinal)
                .ToList();
            var state = books is null ? null : new RiskState(
                books.Reconciliation.Involved, books.View.Account.Equity, books.View.Account.BuyingPower);
            foreach (var (fresh, probability) in scored)
            {
                var reason = await DecideAsync(fresh, probability, usable, state, session, minute, cancel);
                predictions.Add(new PredictionRow(
                    session.Date, fresh.Symbol, minute, usable.Id, probability, FeatureHash.Of(fresh.Row), reason));
            }
            if (predictions.Count > 0) await ports.Journal.SavePredictionsAsync(session.Date, predictions, CancellationToken.None);
        }
        return new JobReport(
            new Dictionary<string, int>(StringComparer.Ordinal)
            {
                ["rows"] = rows.Count,
                ["predictions"] = predictions.Count,
                ["entries"] = predictions.Count(p => p.Reason == ReasonCode.Entered),
                ["positions"] = books?.View.Positions.Count ?? 0,
            },
            string.Join(" ", trouble.Append(usable is { MayTrade: true } ? "" : standing).Where(s => s.Length > 0)));
    }

    private async Task<(BooksAgree? Books, List<string> Trouble)> ReconcileAsync(Session session, Instant minute, CancellationToken cancel)
    {
        try
        {
            var books = await bookkeeper.ReconcileAsync(cancel);
            var trouble = books.Reconciliation.Surprises.ToList();
            foreach (var position in books.Reconciliation.Unprotected)
            {
                trouble.Add($"{position.Symbol} had no live stop and is being closed.");
                await closer.CloseAsync(position, null, OrderPurpose.Unprotected, books.View, session, minute, cancel);
            }
            return (books, trouble);
        }
        catch (BrokerUnavailableException e)
        {
            return (null, [$"No entry is made: the broker could not be reconciled ({e.Message})."]);
        }
    }

    private async Task<ReasonCode> DecideAsync(
        FreshRow fresh, float probability, UsableModel usable, RiskState? state, Session session, Instant minute, CancellationToken cancel)
    {
        if (probability < settings.Risk.MinConfidence) return ReasonCode.BelowMinConfidence;
        if (!usable.MayTrade) return ReasonCode.NoPromotedModel;
        if (state is null) return ReasonCode.NotReconciled;
        var price = fresh.NewestBar.Close;
        var decision = risk.Decide(new EntryCandidate(fresh.Symbol, probability, price), minute, session, state);
        if (decision.Reason != ReasonCode.Entered) return decision.Reason;

        var request = new OrderRequest(
            ClientOrderId.Of(session.Date, minute, fresh.Symbol, OrderPurpose.Entry),
            fresh.Symbol,
            OrderSide.Buy,
            decision.Shares,
            OrderType.Market,
            Bracket: new Bracket(decision.StopPrice, decision.TakeProfitPrice));
        var intent = new OrderIntent(
            request, OrderPurpose.Entry, session.Date, minute, fresh.NewestBar.Start, price, probability, usable.Id);
        return await desk.SendAsync(intent, cancel) switch
        {
            null => ReasonCode.AlreadyDecided,
            SubmitOutcome.Accepted => ReasonCode.Entered,
            SubmitOutcome.Rejected => ReasonCode.RefusedByBroker,
            _ => ReasonCode.OutcomeUnknown,
        };
    }
}
