using System.Collections.Immutable;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Core.Jobs;

/// <summary>
/// One minute of trading: the upkeep of what is held; new bars to features to probabilities; risk; bracket orders; every
/// prediction written down with what was done about it. The upkeep comes first and needs none of the rest.
/// </summary>
public sealed class MinuteScan(TradingPorts ports, TradingSettings settings, ModelInUse model) : IJob
{
    private readonly AccountUpkeep care = new(ports, settings.Plan);
    private readonly OrderSender sender = new(ports);
    private readonly LiveFeatures features = new(ports.MarketData, settings.Symbols);
    private readonly TodaysDoubt doubt = new(ports.Journal, settings.Risk, settings.Plan);
    private readonly EntryPolicy policy = new(settings.Risk, settings.Plan, settings.Schedule.NoEntryBeforeClose);
    private Session? doubted;

    /// <inheritdoc/>
    public JobKind Kind => JobKind.MinuteScan;

    /// <inheritdoc/>
    public async Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel)
    {
        var upkeep = await care.RunAsync(session, minute, cancel);
        try
        {
            var (rows, predictions, standing) = await TradeAsync(upkeep.Account, session, minute, cancel);
            return Report(upkeep, rows, predictions, upkeep.Notes.Append(standing), upkeep.Error);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            // What was sold is told even when nothing else of the minute works.
            return Report(upkeep, 0, [], upkeep.Notes, upkeep.Error is { } error ? $"{error} {e.Message}" : e.Message);
        }
    }

    private async Task<(int Rows, IReadOnlyList<PredictionRow> Predictions, string Standing)> TradeAsync(
        ReconciledAccount? account, Session session, Instant minute, CancellationToken cancel)
    {
        // From the day's exit on nothing can be bought, so nothing is asked that no outcome could ever answer.
        var rows = minute < settings.Plan.DayExit(session) ? await AdvanceAsync(session, minute, cancel) : [];
        if (doubt.OddsAtStop is { } odds && doubted != session)
        {
            doubted = session;
            ports.Events.Emit(new ModelDoubted(minute, odds));
        }
        var (usable, reason) = await model.GetAsync(cancel);
        var predictions = usable is null ? [] : await PredictAsync(rows, usable, account, session, minute, cancel);
        return (rows.Count, predictions, usable is { MayTrade: true } ? "" : StandingText.Of(reason));
    }

    private JobReport Report(
        UpkeepResult upkeep, int rows, IReadOnlyList<PredictionRow> predictions, IEnumerable<string> notes, string? error)
    {
        var refusals = predictions.Where(p => p.Reason.IsRefusal()).CountBy(p => p.Reason).ToDictionary();
        if (upkeep.RefusedSales > 0)
        {
            var refusedEntries = refusals.GetValueOrDefault(ReasonCode.RefusedByBroker);
            refusals[ReasonCode.RefusedByBroker] = refusedEntries + upkeep.RefusedSales;
        }
        var result = new ScanResult(
            rows, predictions.Count, predictions.Count(p => p.Reason == ReasonCode.Entered),
            upkeep.Account?.View.Positions.Count, refusals)
        {
            DoubtOdds = (int?)doubt.OddsAtStop,
        };
        return new JobReport(result, string.Join(" ", notes.Where(s => s.Length > 0)), error);
    }

    // The doubt reads the journal before the bars arrive: bars that arrived while the journal failed would be lost to it.
    private async Task<IReadOnlyList<FreshRow>> AdvanceAsync(Session session, Instant minute, CancellationToken cancel)
    {
        await doubt.BeginAsync(session, cancel);
        var rows = await features.AdvanceAsync(session, minute, cancel);
        doubt.Advance(features.Arrived);
        return rows;
    }

    /// <summary>
    /// Predictions are written before the first order is sent, so that no entry is without one even when something fails in
    /// between. Only the program that wrote them enters, so that two programs at once never enter more than one would.
    /// </summary>
    private async Task<IReadOnlyList<PredictionRow>> PredictAsync(
        IReadOnlyList<FreshRow> rows, UsableModel usable, ReconciledAccount? account, Session session, Instant minute,
        CancellationToken cancel)
    {
        var scored = Score(rows, usable, session, minute);
        var decided = Decide(scored, usable, await ContextAsync(scored, usable, account, session, minute, cancel));
        doubt.Follow(decided.Select(d => d.Row));
        var predictions = decided.Select(d => d.Row).ToList();
        if (predictions.Count == 0) return predictions;

        if (!await ports.Journal.TryAddPredictionsAsync(session.Date, minute, predictions, cancel)) return [];
        var settled = new List<PredictionRow>();
        try
        {
            foreach (var entry in decided.Where(d => d.Decision.Reason == ReasonCode.Entered))
                settled.Add(entry.Row with { Reason = await EnterAsync(entry, cancel) });
        }
        finally
        {
            if (settled.Count > 0) await ports.Journal.SavePredictionsAsync(session.Date, settled, CancellationToken.None);
        }
        IReadOnlyList<PredictionRow> outcomes = [.. predictions.Select(p => settled.Find(s => s.Symbol == p.Symbol) ?? p)];
        var signals = outcomes.Where(p => p.Probability >= settings.Risk.MinConfidence)
            .OrderBy(p => p.Symbol, StringComparer.Ordinal).ToList();
        if (signals.Count > 0) ports.Events.Emit(new SignalsDecided(minute, signals));
        return outcomes;
    }

    private async Task<EntryContext> ContextAsync(
        IReadOnlyList<Scored> scored, UsableModel usable, ReconciledAccount? account, Session session, Instant minute,
        CancellationToken cancel)
    {
        // Only a signal could be a repetition of what the broker refused.
        var hasSignal = scored.Any(s => s.Forecast.Probability >= settings.Risk.MinConfidence);
        return new EntryContext
        {
            Session = session,
            Minute = minute,
            IsHalted = account?.Halt is not null,
            Standing = usable.Standing,
            IsDoubtedToday = doubt.IsReached,
            Involved = account is { Gap: null } ? [.. account.Reconciliation.Involved] : null,
            Odd = account is null ? [] : [.. account.View.Odd.Select(odd => odd.Symbol)],
            Rests = hasSignal ? new EntryRests(await ports.Journal.GetIntentsAsync(session.Date, cancel)) : EntryRests.None,
            Account = account?.View.Account,
        };
    }

    // The most probable first.
    private List<Scored> Score(IReadOnlyList<FreshRow> rows, UsableModel usable, Session session, Instant minute)
    {
        var minutesToExit = (int)(settings.Plan.ExitAt(session, minute) - minute).TotalMinutes;
        return
        [
            .. rows
                .Select(r => new Scored(r, usable.Predictor.Predict(r.Row, minutesToExit)))
                .OrderByDescending(s => s.Forecast.Probability).ThenBy(s => s.Fresh.Symbol, StringComparer.Ordinal),
        ];
    }

    /// <summary>Decides on each row in turn, in the knowledge of the entries before it.</summary>
    private List<Decided> Decide(IReadOnlyList<Scored> scored, UsableModel usable, EntryContext context)
    {
        var decided = new List<Decided>();
        foreach (var (fresh, forecast) in scored)
        {
            var probability = (float)forecast.Probability;
            var price = fresh.NewestBar.Close;
            var decision = policy.Decide(new EntryCandidate(fresh.Symbol, probability, price), context);
            var row = new PredictionRow(
                context.Session.Date, fresh.Symbol, context.Minute, usable.Id, probability, FeatureHash.Of(fresh.Row),
                // Nothing is called entered before the broker has taken it.
                decision.Reason == ReasonCode.Entered ? ReasonCode.OutcomeUnknown : decision.Reason,
                BaseProbability: (float)forecast.BaseProbability);
            decided.Add(new Decided(row, decision, fresh, context));
            if (decision.Reason == ReasonCode.Entered)
                context = context.After(fresh.Symbol, decision.Shares * PositionSizer.CostOf(price));
        }
        return decided;
    }

    private async Task<ReasonCode> EnterAsync(Decided entry, CancellationToken cancel)
    {
        var (row, decision, fresh, context) = entry;
        var request = new OrderRequest(
            ClientOrderId.Entry(row.Session, row.Minute, row.Symbol),
            row.Symbol,
            OrderSide.Buy,
            decision.Shares,
            OrderType.Market,
            Bracket: new Bracket(decision.StopPrice, decision.TakeProfitPrice));
        var intent = new OrderIntent(
            request, OrderPurpose.Entry, row.Session, row.Minute, fresh.NewestBar.Start, fresh.NewestBar.Close, row.Probability,
            row.ModelId);
        return await sender.EnterAsync(intent, policy, context, cancel);
    }

    private sealed record Scored(FreshRow Fresh, Forecast Forecast);

    private sealed record Decided(PredictionRow Row, EntryDecision Decision, FreshRow Fresh, EntryContext Context);
}
